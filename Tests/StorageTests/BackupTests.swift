import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct BackupTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID

    private var file: String { fixture.folder + "/backup.sqlite" }

    init() async throws {
        fixture = try Fixture()
        account = try fixture.account("pop", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        inbox = try #require(try await fixture.store.place(of: account, role: .inbox))
        try await arrive("a", "b", "c")
    }

    private func arrive(_ names: String...) async throws {
        _ = try await fixture.store.commitDownload(
            names.map { Fixture.download($0) }, of: account, thenDelete: true)
    }

    private func backup(replacing: Bool = false) throws -> Backup.Report {
        try Backup(of: fixture.mailPath, to: file, replacing: replacing).run()
    }

    private func restore() throws -> Restore.Report {
        try Restore(from: file, to: fixture.mailPath, bodies: fixture.bodyPath)
            .run(at: Timestamp(seconds: 1_700_000_000))
    }

    private func subjects(_ store: Store) async throws -> [String] {
        try await store.window(ListRequest(scope: .mailbox(inbox), after: 100)).rows
            .map(\.subject).sorted()
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: fixture.folder).sorted() }
    }

    @Test("a copy of the running store is one private file that opens as a store")
    func running() async throws {
        let report = try backup()
        #expect(report.messages == 3)
        #expect(report.accounts == ["pop"])
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try !names.contains { $0.hasPrefix("backup.sqlite") && $0 != "backup.sqlite" })
        try await arrive("d")
        let copy = try Store(mail: file, bodies: fixture.folder + "/other.sqlite")
        defer { copy.close() }
        #expect(try await subjects(copy) == ["Subject a", "Subject b", "Subject c"])
    }

    @Test("the copy is of one moment, though mail arrives at each of its steps")
    func consistent() async throws {
        let octets = [UInt8](repeating: 7, count: 3_000_000)
        _ = try await fixture.store.commitDownload(
            [Fixture.download("big", octets: .bytes(octets))], of: account, thenDelete: true)
        let account = account
        var steps = 0
        let report = try Backup(of: fixture.mailPath, to: file, replacing: false) { step in
            guard step.total != nil else { return }
            steps += 1
            // A writer gets through between two steps.
            _ = try? fixture.store.writeNow { db, _ in
                try Store.renameForTest(account, "pop\(steps)", db)
            }
        }.run()
        #expect(steps > 2)
        #expect(report.accounts == ["pop"])
        let copied = try PlainDatabase.texts(file, "SELECT name FROM account")
        #expect(copied == ["pop"])
        let present = try await fixture.store.accounts().map(\.record.name)
        #expect(present == ["pop\(steps)"])
    }

    @Test("a file that exists is written over only on demand, and the store itself never")
    func exists() async throws {
        try "precious".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(throws: StoreFault.exists(path: file)) { try backup() }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
        #expect(try backup(replacing: true).messages == 3)
        #expect(throws: StoreFault.exists(path: fixture.mailPath)) {
            try Backup(of: fixture.mailPath, to: fixture.mailPath, replacing: true).run()
        }
        #expect(try await subjects(fixture.store).count == 3)
    }

    @Test("of a damaged store no file is left that looks like a backup")
    func damaged() async throws {
        let store = try await DamagedStore(messages: 100)
        // A page in the middle, whatever it is, read only by a check of the whole.
        try store.write { octets in
            SalvageTests.Damage.flipped.apply(to: &octets, page: 30)
        }
        #expect(throws: StoreFault.self) {
            try Backup(of: store.path, to: store.path + ".copy", replacing: false).run()
        }
        #expect(!FileManager.default.fileExists(atPath: store.path + ".copy"))
        let left = try FileManager.default.contentsOfDirectory(atPath: store.temporary.path)
        #expect(!left.contains { $0.contains(".part-") })
    }

    @Test("restoring is refused while the store is open, and changes nothing then")
    func inUse() async throws {
        _ = try backup()
        #expect(throws: StoreFault.inUse(process: nil)) { try restore() }
        let lock = try AccountLock.acquire(
            AccountLock.path(ofEngine: account.rawValue, beside: fixture.mailPath))
        fixture.store.close()
        #expect(throws: StoreFault.inUse(process: getpid())) { try restore() }
        withExtendedLifetime(lock) {}
    }

    @Test("a backup takes the place of the store, which is kept whole under another name")
    func restores() async throws {
        _ = try backup()
        try await arrive("d")
        let message = try #require(
            try await fixture.rows(inbox).first { $0.subject == "Subject d" }
        ).message
        try await fixture.store.saveBody(Array("cached".utf8), of: message)
        fixture.store.close()
        let report = try restore()
        let kept = try #require(report.keptAs)
        let store = try fixture.another()
        defer { store.close() }
        #expect(try await subjects(store) == ["Subject a", "Subject b", "Subject c"])
        guard case .sound = store.soundness.state else {
            Issue.record("\(store.soundness.state)")
            return
        }
        // The number of a message may be another's now, so no body may be left of it.
        let entries = try await store.commitDownload(
            [Fixture.download("e")], of: account, thenDelete: true)
        let row = try #require(try await store.row(entries[0]))
        #expect(try await store.octets(of: row.message) == Array("body e".utf8))
        let before = try Store(mail: kept, bodies: fixture.folder + "/none.sqlite")
        defer { before.close() }
        #expect(try await subjects(before).count == 4)
    }

    @Test("what the restored store does not know is taken again, what it knows is not")
    func identity() async throws {
        _ = try backup()
        try await arrive("d")
        fixture.store.close()
        _ = try restore()
        let store = try fixture.another()
        defer { store.close() }
        let names = ["a", "b", "c", "d"]
        let known = try await store.maildropItems(of: account).map(\.id.uniqueID)
        #expect(names.filter { !known.contains($0) } == ["d"])
        _ = try await store.commitDownload(
            names.map { Fixture.download($0) }, of: account, thenDelete: true)
        #expect(try await subjects(store) == names.map { "Subject \($0)" })
    }

    @Test("a backup comes back on a computer that has no store yet")
    func newComputer() async throws {
        _ = try backup()
        let folder = fixture.folder + "/new/deep"
        let report = try Restore(
            from: file, to: folder + "/mail.sqlite", bodies: folder + "/bodies.sqlite"
        ).run(at: Timestamp(seconds: 0))
        #expect(report.keptAs == nil)
        let store = try Store(mail: folder + "/mail.sqlite", bodies: folder + "/bodies.sqlite")
        defer { store.close() }
        #expect(try await subjects(store).count == 3)
    }

    @Test("what is no backup of ours is refused, and the store stays")
    func foreign() async throws {
        fixture.store.close()
        try "a letter".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(throws: StoreFault.notOurs(path: file)) { try restore() }
        try FileManager.default.removeItem(atPath: file)
        _ = try backup()
        try PlainDatabase.execute(file, "PRAGMA user_version = 99")
        #expect(throws: StoreFault.newer(path: file, version: 99)) { try restore() }
        let store = try fixture.another()
        defer { store.close() }
        #expect(try await subjects(store).count == 3)
    }
}

extension Store {
    fileprivate static func renameForTest(
        _ account: AccountID, _ name: String, _ db: Database
    ) throws {
        try db.run("UPDATE account SET name = ? WHERE id = ?", [name, account.rawValue])
    }
}
