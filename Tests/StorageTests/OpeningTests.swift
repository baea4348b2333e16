import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct OpeningTests {
    private let temporary = TemporaryFolder()

    private func mode(_ path: String) throws -> Int {
        let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        return try #require(value as? Int)
    }

    private func open(_ folder: String) throws(StoreFault) -> Store {
        try Store(mail: folder + "/mail.sqlite", bodies: folder + "/cache/bodies.sqlite")
    }

    @Test("folder and file are made for one person alone")
    func permissions() throws {
        let folder = temporary.path + "/deep"
        let store = try open(folder)
        defer { store.close() }
        #expect(try mode(folder) == 0o700)
        #expect(try mode(folder + "/mail.sqlite") == 0o600)
        #expect(!FileManager.default.fileExists(atPath: folder + "/cache/bodies.sqlite"))
    }

    @Test("permissions that are too wide are closed again")
    func fixesPermissions() throws {
        let folder = temporary.path
        try open(folder).close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: folder + "/mail.sqlite")
        try open(folder).close()
        #expect(try mode(folder) == 0o700)
        #expect(try mode(folder + "/mail.sqlite") == 0o600)
    }

    @Test("a folder shared with others is refused and not closed to them")
    func sharedFolder() throws {
        let folder = temporary.path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o1777], ofItemAtPath: folder)
        let fault = #expect(throws: StoreFault.self) { try open(folder) }
        guard case .unsafePermissions = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(try mode(folder) == 0o1777)
    }

    @Test("files that are not ours are refused untouched")
    func foreign() throws {
        let contents = ["this is a letter, not a database", "SQLite format 3", "\0\0"]
        for (number, content) in contents.enumerated() {
            let folder = "\(temporary.path)/\(number)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/mail.sqlite"
            let octets = Data(content.utf8)
            try octets.write(to: URL(fileURLWithPath: path))
            #expect(throws: StoreFault.notOurs(path: path)) { try open(folder) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == octets)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        }
    }

    @Test("a database of another program is refused untouched")
    func foreignDatabase() throws {
        let folder = temporary.path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/mail.sqlite"
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE song (name TEXT)") }
        try other.close()
        let octets = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreFault.notOurs(path: path)) { try open(folder) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == octets)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test("a newer format is refused untouched", arguments: [true, false])
    func newer(closed: Bool) throws {
        let folder = temporary.path
        try open(folder).close()
        let path = folder + "/mail.sqlite"
        let later = try DatabaseQueue(path: path)
        try later.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        if closed { try later.close() }
        let octets = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreFault.newer(path: path, version: 99)) { try open(folder) }
        if closed { #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == octets) }
    }

    @Test("a damaged file is told as damaged")
    func damaged() async throws {
        let fixture = try Fixture()
        let (_, mailboxes) = try await fixture.imap()
        try await fixture.arrive(1...2_000, in: mailboxes[0])
        fixture.store.close()
        let path = fixture.mailPath
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try file.seekToEnd()
        for page in stride(from: UInt64(4_096), to: size, by: 4_096) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        }
        try file.close()
        do {
            let store = try Store(mail: path, bodies: fixture.bodyPath)
            _ = try await store.window(ListRequest(scope: .mailbox(mailboxes[0])))
            Issue.record("read from a damaged file")
        } catch {
            guard case .damaged(path, _) = error.fault else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("a full disk is told, changes nothing, and the store goes on")
    func full() async throws {
        let fixture = try Fixture(extraPragmas: ["max_page_count = 130"])
        let (_, mailboxes) = try await fixture.imap()
        var stored = 0
        var fault: StoreFault?
        for batch in Int64(0)..<200 where fault == nil {
            do {
                let first = batch * 50 + 1
                stored += try await fixture.arrive(first...first + 49, in: mailboxes[0]).count
            } catch {
                fault = error.fault
            }
        }
        #expect(fault == .full(path: fixture.mailPath))
        #expect(try await fixture.summary(mailboxes[0]).counts.total == stored)
        try fixture.checkCounts()
    }

    @Test("a file that cannot be written is told as such")
    func readOnly() async throws {
        let fixture = try Fixture()
        let (account, _) = try await fixture.imap()
        let store = try Store(
            mail: fixture.mailPath, bodies: fixture.bodyPath, extraPragmas: [])
        try await store.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA query_only = 1")
        }
        await #expect(throws: StoreFault.readOnly(path: fixture.mailPath)) {
            try await store.forget(account)
        }
        store.close()
    }

    @Test("every fault has its sentence")
    func sentences() {
        let faults: [StoreFault] = [
            .notOurs(path: "p"), .newer(path: "p", version: 2), .damaged(path: "p", detail: "d"),
            .full(path: "p"), .cannotOpen(path: "p", detail: "d"), .readOnly(path: "p"),
            .unsafePermissions(path: "p", detail: "d"), .busy, .inputOutput(detail: "d"),
            .otherAccount, .notFound,
        ]
        #expect(faults.allSatisfy { $0.headline.hasSuffix(".") })
        #expect(Set(faults.map(\.headline)).count == faults.count)
    }

    @Test(
        "what SQLite reports becomes a fault",
        arguments: [
            (ResultCode.SQLITE_FULL, StoreFault.full(path: "p")),
            (.SQLITE_READONLY, .readOnly(path: "p")), (.SQLITE_BUSY, .busy),
            (.SQLITE_NOTADB, .notOurs(path: "p")),
            (.SQLITE_CORRUPT, .damaged(path: "p", detail: "m")),
            (.SQLITE_IOERR, .inputOutput(detail: "m")),
            (.SQLITE_CANTOPEN, .cannotOpen(path: "p", detail: "m")),
        ])
    func mapping(code: ResultCode, fault: StoreFault) {
        #expect(StoreFault(DatabaseError(resultCode: code, message: "m"), path: "p") == fault)
    }

    @Test("a closed store leaves no log that the next start had to read")
    func closing() async throws {
        let fixture = try Fixture()
        let (_, mailboxes) = try await fixture.imap()
        _ = try await fixture.arrive(1...9, in: mailboxes[0])
        // A reading connection must not be the last one: it could not move the log.
        _ = try await fixture.rows(mailboxes[0])
        fixture.store.close()
        #expect(!FileManager.default.fileExists(atPath: fixture.mailPath + "-wal"))
    }

    @Test("a store that was closed answers with a fault")
    func closed() async throws {
        let fixture = try Fixture()
        fixture.store.close()
        await #expect(throws: StoreFault.self) { try await fixture.store.accounts() }
        await #expect(throws: StoreFault.self) { try await fixture.store.undo() }
    }

    @Test("every table is strict, and no column may be without a value")
    func strict() throws {
        let fixture = try Fixture()
        try fixture.store.pool.read { db in
            let loose = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'
                    """)
            #expect(loose.isEmpty)
            let nullable = try String.fetchAll(
                db,
                sql: """
                    SELECT t.name || '.' || c.name FROM pragma_table_list t
                    JOIN pragma_table_xinfo(t.name) c
                    WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'
                        AND c."notnull" = 0 AND c.pk = 0
                    """)
            #expect(nullable.isEmpty)
        }
    }

    @Test("a start without news writes nothing")
    func quietStart() throws {
        let fixture = try Fixture()
        _ = try fixture.account()
        let record = try #require(try fixture.store.pool.read { try Store.accounts($0) }.first)
        let before = fixture.changes()
        _ = try fixture.store.adopt([record.record])
        try fixture.store.makeLocalMailboxes(for: record.id)
        let after = fixture.changes()
        try fixture.store.makeLocalMailboxes(for: record.id)
        let again = fixture.changes()
        #expect(after == before + 6)
        #expect(again == after)
    }
}
