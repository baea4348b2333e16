import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct RetentionTests {
    private let fixture: Fixture
    private let account: AccountID
    private var store: Store { fixture.store }
    private let month = Retention(.trash, seconds: 30 * 86_400)

    init() throws {
        fixture = try Fixture()
        account = try fixture.account("home", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
    }

    private func discard(_ names: String..., to role: MailboxRole = .trash) async throws
        -> [EntryID]
    {
        let entries = try await store.commitDownload(
            names.map { Fixture.download($0) }, of: account, thenDelete: false)
        try await fixture.apply(.move(entries, to: .role(role)))
        return entries
    }

    private func setMoment(_ entry: EntryID, _ moment: Int64) throws {
        try store.pool.write {
            try $0.execute(
                sql: "UPDATE entry SET discarded = ? WHERE id = ?",
                arguments: [moment, entry.rawValue])
        }
    }

    private func moment(_ entry: EntryID) throws -> Int64? {
        try store.pool.read {
            try Int64.fetchOne(
                $0, sql: "SELECT discarded FROM entry WHERE id = ?",
                arguments: [entry.rawValue])
        }
    }

    /// A moment so many days after the beginning of this test's time.
    private func day(_ day: Int64) -> Timestamp {
        Timestamp(seconds: 10_000_000 + day * 86_400)
    }

    @Test("what came into Trash long ago goes, what is younger by a second stays")
    func oldGoes() async throws {
        let entries = try await discard("old", "young")
        try setMoment(entries[0], day(0).seconds)
        try setMoment(entries[1], day(0).seconds + 1)
        let report = try await store.sweep(account, [month], at: day(30))
        #expect(report == SweepReport(removed: [.trash: 1]))
        #expect(try await store.row(entries[0]) == nil)
        #expect(try await store.row(entries[1]) != nil)
        try fixture.checkCounts()
    }

    @Test("the moment is when mail came into Trash, and moving it out ends it")
    func momentOfMove() async throws {
        let before = try #require(
            try await store.pool.read { try Int64.fetchOne($0, sql: "SELECT unixepoch()") })
        let entry = try await discard("a")[0]
        #expect(try #require(try moment(entry)) >= before)
        try await fixture.apply(.move([entry], to: .role(.inbox)))
        #expect(try moment(entry) == 0)
        _ = try await store.undo()
        #expect(try #require(try moment(entry)) >= before)
        _ = try await store.undo()
        _ = try await store.undo()
        #expect(try moment(entry) == 0)
    }

    @Test("mail of which nobody knows when it came there counts from the first look")
    func unknownMoment() async throws {
        let entry = try await discard("a")[0]
        try setMoment(entry, 0)
        #expect(try await store.sweep(account, [month], at: day(100)).removed.isEmpty)
        #expect(try moment(entry) == day(100).seconds)
        #expect(try await store.sweep(account, [month], at: day(129)).removed.isEmpty)
        #expect(try await store.sweep(account, [month], at: day(130)).removed == [.trash: 1])
    }

    @Test("a clock behind an earlier look removes nothing")
    func clockBehind() async throws {
        let entry = try await discard("a")[0]
        try setMoment(entry, day(0).seconds)
        #expect(try await store.sweep(account, [], at: day(60)) == SweepReport())
        let report = try await store.sweep(account, [month], at: day(59))
        #expect(report.isClockBehind && report.removed.isEmpty)
        #expect(try await store.row(entry) != nil)
        try await store.endSweeps(of: account)
        #expect(try await store.sweep(account, [month], at: day(59)).removed == [.trash: 1])
    }

    @Test("mail moved to Trash while the clock was wrong counts from when it was seen there")
    func wrongMoment() async throws {
        let entries = try await discard("a", "b")
        // Before it was received, and in the future.
        try setMoment(entries[0], 4_000)
        try setMoment(entries[1], day(500).seconds)
        #expect(try await store.sweep(account, [month], at: day(40)).removed.isEmpty)
        #expect(try moment(entries[0]) == day(40).seconds)
        #expect(try moment(entries[1]) == day(40).seconds)
    }

    @Test("no moment is earlier than the last look at the clock")
    func notBeforeLastLook() async throws {
        let future = Timestamp(seconds: 40_000_000_000)
        _ = try await store.sweep(account, [], at: future)
        let entry = try await discard("a")[0]
        #expect(try moment(entry) == future.seconds)
    }

    @Test("Junk has a time of its own, and other mailboxes have none")
    func junk() async throws {
        let trashed = try await discard("a")[0]
        let junk = try await discard("b", to: .junk)[0]
        let archived = try await discard("c", to: .archive)[0]
        for entry in [trashed, junk, archived] { try setMoment(entry, day(0).seconds) }
        let report = try await store.sweep(
            account, [Retention(.junk, seconds: 7 * 86_400)], at: day(10))
        #expect(report.removed == [.junk: 1])
        #expect(try await store.row(trashed) != nil)
        #expect(try await store.row(archived) != nil)
    }

    @Test("more than one transaction's worth goes in one look")
    func manyPieces() async throws {
        let entries = try await store.commitDownload(
            (1...80).map { Fixture.download("m\($0)") }, of: account, thenDelete: false)
        try await fixture.apply(.move(entries, to: .role(.trash)))
        for entry in entries { try setMoment(entry, day(0).seconds) }
        #expect(try await store.sweep(account, [month], at: day(31)).removed == [.trash: 80])
        try fixture.checkCounts()
    }

    @Test("the Trash of a server is left to the server")
    func atServer() async throws {
        let (work, mailboxes) = try await fixture.imap()
        let entry = try await fixture.arrive(1...1, in: mailboxes[2])[0]
        try setMoment(entry, day(0).seconds)
        #expect(try await store.sweep(work, [month], at: day(100)).removed.isEmpty)
        #expect(try await store.row(entry) != nil)
    }
}
