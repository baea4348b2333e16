import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

/// What a killed process leaves: its files as they are at that instant.
@Suite struct KilledTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID

    init() async throws {
        fixture = try Fixture()
        account = try fixture.account("pop", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        inbox = try #require(try await fixture.store.place(of: account, role: .inbox))
    }

    /// Copies file and log as they are on the disk now, without the memory that processes share.
    private static func leave(_ path: String) throws -> String {
        let folder = path + "-left-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(
                atPath: path + suffix, toPath: folder + "/mail.sqlite" + suffix)
        }
        return folder
    }

    private func check(
        _ folder: String, _ look: (Store) async throws -> Void
    ) async throws {
        let store = try Store(mail: folder + "/mail.sqlite", bodies: folder + "/bodies.sqlite")
        defer { store.close() }
        let integrity = try await store.read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check")
        }
        #expect(integrity == ["ok"])
        try await look(store)
    }

    @Test("killed after a commit, nothing of it is lost")
    func afterCommit() async throws {
        let entries = try await fixture.store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: true)
        try await fixture.apply(.move(entries, to: .role(.trash)))
        try await check(KilledTests.leave(fixture.mailPath)) { store in
            let row = try #require(try await store.row(entries[0]))
            #expect(try await store.octets(of: row.message) == Array("body a".utf8))
            #expect(try await store.maildropItems(of: account)[0].state == .deletePending)
            #expect(try await store.undo()?.entries == 1)
        }
    }

    @Test("killed in the middle of a transaction, nothing of it is there")
    func duringTransaction() async throws {
        let (account, inbox, path) = (account, inbox, fixture.mailPath)
        let folder = try await fixture.store.write(.background, .full) { db, touched in
            let download = Download(db: db, account: account)
            for number in 0..<200 {
                let octets = [UInt8](repeating: 1, count: 50_000)
                _ = try download.take(
                    Fixture.download("\(number)", octets: .bytes(octets)), into: inbox,
                    state: .deletePending, vanished: VanishedItems(), &touched)
            }
            return try KilledTests.leave(path)
        }
        #expect(try await fixture.rows(inbox).count == 200)
        try await check(folder) { store in
            #expect(try await store.maildropItems(of: account).isEmpty)
            let page = try await store.window(ListRequest(scope: .mailbox(inbox)))
            #expect(page.rows.isEmpty && page.counts == MailboxCounts())
        }
    }

    @Test("a log cut anywhere leaves one of the states there were", arguments: 1...5)
    func cutLog(part: Int) async throws {
        for number in 0..<6 {
            _ = try await fixture.store.commitDownload(
                [Fixture.download("\(number)")], of: account, thenDelete: false)
        }
        let folder = try KilledTests.leave(fixture.mailPath)
        let log = try #require(FileHandle(forUpdatingAtPath: folder + "/mail.sqlite-wal"))
        let size = try log.seekToEnd()
        try log.truncate(atOffset: size / 6 * UInt64(part) + 77)
        try log.close()
        try await check(folder) { store in
            let page = try await store.window(ListRequest(scope: .mailbox(inbox)))
            #expect(page.counts.total == page.rows.count)
            #expect(try await store.maildropItems(of: account).count == page.rows.count)
            for row in page.rows {
                #expect(try await store.octets(of: row.message)?.count == row.size)
            }
        }
    }
}
