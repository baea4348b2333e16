import GRDB
import Mail
import Testing

@testable import Storage

@Suite("What is remembered of a maildrop")
struct MaildropMemoryTests {
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

    private func states() async throws -> [String: MaildropItem.State] {
        let items = try await store.maildropItems(of: account)
        return Dictionary(
            items.map { ($0.id.uniqueID, $0.state) }, uniquingKeysWith: { $1 })
    }

    private func header(_ name: String, size: Int) -> DownloadedMessage {
        var message = Fixture.download(name, octets: .leftAtServer(size: size))
        message.sha256 = []
        message.listSize = size
        return message
    }

    @Test("the clock goes on and never back, also for when a message was first seen")
    func clock() async throws {
        let late = Timestamp(seconds: 9_000)
        #expect(try await store.advanceMaildropClock(of: account, to: late) == late)
        let early = Timestamp(seconds: 5_000)
        #expect(try await store.advanceMaildropClock(of: account, to: early) == late)
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)
        #expect(try await store.maildropItems(of: account).map(\.firstSeen) == [late])
    }

    @Test("what the server holds and when it may be logged in to outlive the run")
    func memory() async throws {
        #expect(try await store.maildropMemory(of: account) == MaildropMemory())
        let holdings = MaildropHoldings(
            listed: Timestamp(seconds: 7), messages: 3, octets: 900, due: 2,
            dueAt: Timestamp(seconds: 8))
        try await store.setMaildropHoldings(of: account, holdings)
        try await store.setMaildropLogin(
            of: account, notBefore: Timestamp(seconds: 99), delay: 60)
        let later = try fixture.another()
        defer { later.close() }
        let memory = try await later.maildropMemory(of: account)
        #expect(memory.holdings == holdings)
        #expect(memory.notBefore == Timestamp(seconds: 99))
        #expect(memory.loginDelay == 60)
        try await store.setMaildropLogin(of: account, notBefore: nil, delay: 0)
        #expect(try await store.maildropMemory(of: account).notBefore == nil)
    }

    @Test("deletions the server confirmed are gone once it no longer lists them")
    func confirmed() async throws {
        var nameless = Fixture.download("")
        nameless.sha256 = [7]
        _ = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("b"), nameless], of: account,
            thenDelete: true)
        let ids = try await store.maildropItems(of: account).map(\.id)
        try await store.confirmDeletions(ids, of: account)
        #expect(
            try await states() == ["a": .deleteConfirmed, "b": .deleteConfirmed, "": .gone])
        try await store.recordListing(
            [ListedItem(uniqueID: "a", ordinal: 0, size: 6)], of: account,
            at: Timestamp(seconds: 6_000))
        #expect(try await states() == ["a": .deleteConfirmed, "b": .gone, "": .gone])
        let twin = try await store.commitDownload([nameless], of: account, thenDelete: true)
        #expect(twin.count == 1, "the same octets without a name are another message now")
    }

    @Test("a listing tells what is absent, and learns sizes it did not know")
    func absent() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a"), Fixture.download("b")], of: account, thenDelete: false)
        try await store.recordListing(
            [ListedItem(uniqueID: "a", ordinal: 0, size: 77)], of: account,
            at: Timestamp(seconds: 6_000))
        let items = try await store.maildropItems(of: account)
        #expect(items.map(\.isAbsent) == [false, true])
        #expect(items.map(\.listSize) == [77, nil])
        try await store.recordListing(
            [ListedItem(uniqueID: "b", ordinal: 0, size: 5)], of: account,
            at: Timestamp(seconds: 6_001))
        #expect(try await store.maildropItems(of: account).map(\.isAbsent) == [true, false])
    }

    @Test("the same octets under another name are the same message, where the old name vanished")
    func renamed() async throws {
        let entry = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)[0]
        var again = Fixture.download("new")
        again.sha256 = Fixture.download("a").sha256
        let old = try #require(try await store.maildropItems(of: account).first)
        var vanished = VanishedItems()
        vanished.add(old)
        #expect(
            try await store.commitDownload(
                [again], of: account, thenDelete: true, vanished: vanished
            ).isEmpty)
        #expect(try await states() == ["new": .deletePending])
        #expect(try await store.maildropItem(of: entry)?.id.uniqueID == "new")
        again.uniqueID = "third"
        #expect(
            try await store.commitDownload([again], of: account, thenDelete: true).count == 1)
    }

    @Test("a name that is taken by another message is given up, and its message still known")
    func displaced() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)
        let old = try #require(try await store.maildropItems(of: account).first)
        var vanished = VanishedItems()
        vanished.add(old)
        var other = Fixture.download("a")
        other.sha256 = [5]
        other.envelope.messageID = "other@example.org"
        #expect(
            try await store.commitDownload([other], of: account, thenDelete: false).count == 1)
        var first = Fixture.download("b")
        first.sha256 = old.sha256
        #expect(
            try await store.commitDownload(
                [first], of: account, thenDelete: false, vanished: vanished
            ).isEmpty)
        #expect(try await fixture.rows(inbox).count == 2)
        #expect(try await states() == ["a": .stored, "b": .stored])
    }

    @Test("a line that the server put into a message's header makes it no other message")
    func changedHeader() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)
        var changed = Fixture.download("a")
        changed.sha256 = [5]
        #expect(
            try await store.commitDownload([changed], of: account, thenDelete: true).isEmpty)
        #expect(try await states() == ["a": .deletePending])
    }

    @Test("a header waits for its message, which takes its place")
    func headerOnly() async throws {
        let entry = try await store.commitDownload(
            [header("a", size: 900)], of: account, thenDelete: true)[0]
        let row = try await fixture.row(entry)
        #expect(row.isHeaderOnly && row.size == 900)
        #expect(try await store.octets(of: row.message) == nil)
        #expect(try await states() == ["a": .headerOnly])
        #expect(
            try await store.commitDownload([header("a", size: 900)], of: account, thenDelete: true)
                .isEmpty)
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: true)
        let whole = try await fixture.row(entry)
        #expect(!whole.isHeaderOnly && whole.size == 6)
        #expect(try await store.octets(of: whole.message) == Array("body a".utf8))
        #expect(try await states() == ["a": .deletePending])
        #expect(try await fixture.rows(inbox).count == 1)
    }

    @Test("a header that was deleted for good here stays deleted when its message comes")
    func headerExpunged() async throws {
        let entry = try await store.commitDownload(
            [header("a", size: 900)], of: account, thenDelete: false)[0]
        try await fixture.apply(.expunge([entry]))
        #expect(
            try await store.commitDownload(
                [Fixture.download("a")], of: account, thenDelete: true
            ).isEmpty)
        #expect(try await fixture.rows(inbox).isEmpty)
        let left = try await store.read { try $0.number("SELECT count(*) FROM raw") }
        #expect(left == 0)
    }

    @Test("a store of the version before learns what it needs to find its mail again")
    func migration() async throws {
        _ = try await store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: false)
        let letter = try await store.maildropItems(of: account).map(\.letter)
        #expect(letter == ["1000 a@example.org"])
        try await store.write(.background) { db, _ in
            try db.execute(
                sql: """
                    DROP TABLE maildrop; DROP TABLE maildrop_trouble;
                    ALTER TABLE maildrop_item DROP COLUMN list_size;
                    ALTER TABLE maildrop_item DROP COLUMN is_absent;
                    ALTER TABLE maildrop_item DROP COLUMN letter;
                    """)
            try db.execute(sql: Schema.maildropVisits)
        }
        let items = try await store.maildropItems(of: account)
        #expect(items.map(\.letter) == letter)
        #expect(items.map(\.listSize) == [nil])
    }

    @Test("messages at which visits broke off are counted until they are no longer listed")
    func troubles() async throws {
        let id = MaildropItem.ID(uniqueID: "a", ordinal: 0)
        for isBroken in [false, true] {
            try await store.noteMaildropTrouble(at: id, isBroken: isBroken, of: account)
        }
        #expect(try await store.maildropTroubles(of: account) == [id: 1_001])
        try await store.forgetMaildropTroubles(of: account, except: [id])
        #expect(try await store.maildropTroubles(of: account).count == 1)
        try await store.forgetMaildropTroubles(of: account)
        #expect(try await store.maildropTroubles(of: account).isEmpty)
    }
}
