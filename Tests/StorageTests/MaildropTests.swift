import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct MaildropTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID
    private var store: Store { fixture.store }

    init() async throws {
        fixture = try Fixture()
        account = try fixture.account("pop", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        inbox = try #require(try await fixture.store.place(of: account, role: .inbox))
    }

    private func item(_ name: String, ordinal: Int = 0) async throws -> MaildropItem {
        let items = try await store.maildropItems(of: account)
        return try #require(
            items.first { $0.id.uniqueID == name && $0.id.ordinal == ordinal })
    }

    @Test("a download becomes an unread entry with its octets")
    func download() async throws {
        let entries = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("b")], of: account, thenDelete: true)
        #expect(entries.count == 2)
        let row = try await fixture.row(entries[0])
        #expect(row.mailbox == inbox && row.flags == [] && row.size == 6)
        #expect(try await store.octets(of: row.message) == Array("body a".utf8))
        #expect(try await store.hasBody(row.message))
        #expect(try await item("a").state == .deletePending)
        #expect(try await fixture.summary(inbox).counts.unread == 2)
        #expect(try await store.pendingCount(of: account) == 0)
    }

    @Test("the same message is not kept twice, its twin with another ordinal is")
    func duplicates() async throws {
        let first = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("a", ordinal: 1)], of: account,
            thenDelete: false)
        #expect(first.count == 2)
        let again = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("c")], of: account, thenDelete: true)
        #expect(again.count == 1)
        #expect(try await fixture.rows(inbox).count == 3)
        #expect(try await item("a").state == .deletePending)
        #expect(try await item("a", ordinal: 1).state == .stored)
    }

    @Test("without unique ids a message is known by its octets")
    func withoutUniqueIDs() async throws {
        var message = Fixture.download("")
        message.sha256 = [1]
        var other = message
        other.sha256 = [2]
        let entries = try await store.commitDownload(
            [message, other, message], of: account, thenDelete: true)
        #expect(entries.count == 2)
        let items = try await store.maildropItems(of: account)
        #expect(items.map(\.id.sha256) == [[1], [2]])
    }

    @Test("a failure in the middle of a commit leaves nothing of it")
    func atomic() async throws {
        let staging = try await store.openStaging()
        try await store.append([1, 2, 3], to: staging)
        let short = Fixture.download("b", octets: .staged(staging, length: 4))
        await #expect(throws: StoreFault.self) {
            try await store.commitDownload(
                [Fixture.download("a"), short], of: account, thenDelete: true)
        }
        #expect(try await fixture.rows(inbox).isEmpty)
        #expect(try await store.maildropItems(of: account).isEmpty)
        let counts = try await store.read { db in
            try ["message", "entry", "raw", "chunk"].map { table in
                try db.number("SELECT count(*) FROM \(table)")
            }
        }
        #expect(counts == [0, 0, 1, 1])
        let whole = Fixture.download("b", octets: .staged(staging, length: 3))
        let entries = try await store.commitDownload([whole], of: account, thenDelete: true)
        let row = try await fixture.row(entries[0])
        #expect(try await store.octets(of: row.message) == [1, 2, 3])
    }

    @Test("staged octets are put together in their order, whatever the pieces")
    func staged() async throws {
        let staging = try await store.openStaging()
        var octets: [UInt8] = []
        for size in [1, Limits.chunk - 1, Limits.chunk, Limits.chunk + 1, 0, 2] {
            let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
            try await store.append(piece, to: staging)
            octets += piece
        }
        let message = Fixture.download("big", octets: .staged(staging, length: octets.count))
        let entries = try await store.commitDownload([message], of: account, thenDelete: false)
        let row = try await fixture.row(entries[0])
        #expect(try await store.octets(of: row.message) == octets)
        #expect(row.size == octets.count)
        let longest = try await store.read {
            try $0.number("SELECT max(length(octets)) FROM chunk")
        }
        #expect(longest == Int64(Limits.chunk))
        await #expect(throws: StoreFault.notFound) { try await store.append([1], to: staging) }
    }

    @Test("what a process that is no more had staged is removed, what is being staged is not")
    func orphans() async throws {
        let mine = try await store.openStaging()
        try await store.append([1], to: mine)
        let orphan = try await store.write(.background) { db, _ in
            let raw = try db.insert("INSERT INTO raw (staged_by) VALUES (?)", [999_999_999])
            try ChunkedOctets.write([1, 2], to: .raw(raw), db)
            return raw
        }
        try await store.removeOrphans()
        let left = try await store.read { try $0.numbers("SELECT id FROM raw") }
        #expect(left == [mine.rawValue] && orphan != mine.rawValue)
        try await store.discard(mine)
        #expect(try await store.read { try $0.number("SELECT count(*) FROM chunk") } == 0)
        let later = try fixture.another()
        defer { later.close() }
        _ = try await store.openStaging()
        let laterStill = try fixture.another()
        defer { laterStill.close() }
        try await laterStill.removeOrphans()
        #expect(try await store.read { try $0.number("SELECT count(*) FROM raw") } == 0)
    }

    @Test("what had to be deleted and is no longer listed is gone")
    func listing() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("b")], of: account, thenDelete: true)
        _ = try await store.commitDownload(
            [Fixture.download("c")], of: account, thenDelete: false)
        try await store.recordListing(
            [ListedItem(uniqueID: "b", ordinal: 0, size: 1)], of: account,
            at: Timestamp(seconds: 500_000))
        #expect(try await item("a").state == .gone)
        #expect(try await item("b").state == .deletePending)
        #expect(try await item("c").state == .stored)
        try await store.markForDeletion([item("c").id, item("a").id], of: account)
        #expect(try await item("c").state == .deletePending)
        #expect(try await item("a").state == .gone)
        try await store.recordListing([], of: account, at: Timestamp(seconds: 500_001))
        #expect(try await item("b").state == .gone)
    }

    @Test("a unique id that a server uses again brings the new message")
    func reusedUniqueID() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: true)
        try await store.recordListing([], of: account, at: Timestamp(seconds: 6_000))
        var other = Fixture.download("a")
        other.sha256 = [9]
        #expect(
            try await store.commitDownload([other], of: account, thenDelete: false).count == 1)
        #expect(try await item("a").sha256 == [9])
        #expect(try await fixture.rows(inbox).count == 2)
    }

    @Test("deleting for good leaves only the memory of the message")
    func tombstone() async throws {
        let entries = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("b")], of: account, thenDelete: false)
        try await fixture.apply(.move([entries[0]], to: .role(.trash)))
        #expect(try await item("a").isTrashedHere)
        #expect(try await !item("b").isTrashedHere)
        try await fixture.apply(.expunge([entries[0]]))
        let item = try await item("a")
        #expect(item.isExpungedHere && !item.isTrashedHere)
        let counts = try await store.read { db in
            try ["message", "raw", "chunk"].map { try db.number("SELECT count(*) FROM \($0)") }
        }
        #expect(counts == [1, 1, 1])
        let again = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)
        #expect(again.isEmpty)
    }

    @Test("a message of two entries stays until the last is gone")
    func copies() async throws {
        let entry = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)[0]
        try await fixture.apply(.copy([entry], to: .role(.archive)))
        let archive = try #require(try await store.place(of: account, role: .archive))
        let copy = try #require(try await fixture.rows(archive).first)
        try await fixture.apply(.expunge([entry]))
        #expect(try await store.octets(of: copy.message) == Array("body a".utf8))
        try await fixture.apply(.expunge([copy.id]))
        #expect(try await store.envelope(of: copy.message) == nil)
    }

    @Test("a message of a file is kept with its flags")
    func importing() async throws {
        let later = try #require(Keyword("later"))
        let arrival = LocalArrival(
            message: Fixture.download("x"), flags: [.seen, .flagged], keywords: [later])
        let entry = try #require(try await store.importLocal([arrival], into: inbox).first)
        let row = try await fixture.row(entry)
        #expect(row.flags == [.seen, .flagged] && row.keywords == [later])
        #expect(try await store.maildropItems(of: account).isEmpty)
        await #expect(throws: StoreFault.notFound) {
            try await store.importLocal([arrival], into: MailboxID(999))
        }
    }

    @Test("a commit of mail is on the disk before it returns, others wait for the log")
    func durability() async throws {
        let level = try await store.write(.background, .full) { db, _ in
            try db.number("PRAGMA synchronous")
        }
        let usual = try await store.write(.background) { db, _ in
            try db.number("PRAGMA synchronous")
        }
        #expect(level == 2 && usual == 1)
    }
}
