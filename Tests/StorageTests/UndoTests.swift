import Mail
import Testing

@testable import Storage

@Suite struct UndoTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID
    private let archive: MailboxID
    private var store: Store { fixture.store }

    init() async throws {
        fixture = try Fixture()
        let (account, mailboxes) = try await fixture.imap()
        self.account = account
        (inbox, archive) = (mailboxes[0], mailboxes[1])
    }

    @Test("steps are taken back one by one and made again")
    func steps() async throws {
        let entries = try await fixture.arrive(1...3, in: inbox)
        try await fixture.apply(.flags(entries, add: .flagged, remove: []))
        try await fixture.apply(.move(entries, to: .role(.archive)))
        try await fixture.apply(.flags([entries[0]], add: .seen, remove: .flagged))
        #expect(try await store.nextUndo == "marks on \"Subject m1\"")
        #expect(
            try await store.undo()
                == UndoReport(description: "marks on \"Subject m1\"", entries: 1, lost: 0))
        #expect(try await fixture.row(entries[0]).flags == .flagged)
        #expect(try await store.undo()?.description == "archive of 3 messages")
        #expect(try await fixture.rows(inbox).count == 3)
        #expect(try await store.undo()?.description == "flag on 3 messages")
        #expect(try await store.undo() == nil)
        #expect(try await store.nextUndo == nil)
        #expect(try await store.pendingCount(of: account) == 0)
        #expect(try await store.redo()?.description == "flag on 3 messages")
        #expect(try await store.redo()?.description == "archive of 3 messages")
        #expect(try await fixture.rows(archive).map(\.flags) == [.flagged, .flagged, .flagged])
        try fixture.checkCounts()
    }

    @Test("a new step ends what could be made again")
    func newStepClearsRedo() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: .flagged, remove: []))
        _ = try await store.undo()
        try await fixture.apply(.flags([entry], add: .seen, remove: []), undo: false)
        #expect(try await store.redo() != nil)
        _ = try await store.undo()
        try await fixture.apply(.flags([entry], add: .answered, remove: []))
        #expect(try await store.redo() == nil)
    }

    @Test("undo works after a restart")
    func afterRestart() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        store.close()
        let reopened = try fixture.another()
        defer { reopened.close() }
        #expect(try await reopened.undo()?.entries == 2)
        #expect(try await reopened.row(entries[0])?.mailbox == inbox)
    }

    @Test("undo after the server has heard of it tells the server the opposite")
    func afterConfirm() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: .seen, remove: []))
        try await fixture.apply(.move([entry], to: .role(.archive)))
        let batches = try await store.beginSending(fixture.pending(account))
        _ = try await store.undo()
        #expect(try await fixture.row(entry).mailbox == inbox)
        try await store.confirm(batches[0], placed: [:])
        try await store.confirm(batches[1], placed: [1: RemoteID(generation: 3, number: 5)])
        _ = try await store.undo()
        let back = try await fixture.pending(account)
        #expect(
            back.map(\.kind) == [
                .flags(add: [], remove: .seen, addKeywords: [], removeKeywords: []),
                .move(to: inbox),
            ])
        #expect(back.allSatisfy { $0.mailbox == archive && $0.items.map(\.number) == [5] })
    }

    @Test("entries that are gone count as lost, those changed since stay as they are")
    func lost() async throws {
        let entries = try await fixture.arrive(1...3, in: inbox)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        try await fixture.apply(.move([entries[2]], to: .role(.trash)), undo: false)
        _ = try await store.merge(RemoteNews(mailbox: inbox, generation: 1, vanished: [1...1]))
        let report = try #require(try await store.undo())
        #expect(report.entries == 1 && report.lost == 1)
        #expect(try await fixture.row(entries[1]).mailbox == inbox)
        #expect(try await fixture.row(entries[2]).mailbox != inbox)
    }

    @Test("only the bits of the step are taken back")
    func bits() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox, flags: .seen)[0]
        try await fixture.apply(.flags([entry], add: [.seen, .flagged], remove: []))
        try await fixture.apply(.flags([entry], add: .answered, remove: []), undo: false)
        _ = try await store.undo()
        #expect(try await fixture.row(entry).flags == [.seen, .answered])
    }

    @Test("a copy is taken back before and after it was made, and made again")
    func copies() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.copy([entry], to: .role(.archive)))
        #expect(try await store.undo()?.entries == 1)
        #expect(try await fixture.rows(archive).isEmpty)
        #expect(try await store.pendingCount(of: account) == 0)
        _ = try await store.redo()
        let copy = try #require(try await fixture.rows(archive).first).id
        let batches = try await store.beginSending(fixture.pending(account))
        try await store.confirm(batches[0], placed: [1: RemoteID(generation: 2, number: 3)])
        _ = try await store.undo()
        #expect(try await fixture.rows(archive).isEmpty)
        #expect(try await fixture.pending(account).map(\.kind) == [.expunge])
        _ = try await store.redo()
        #expect(try await fixture.rows(archive).map(\.id) == [copy])
        #expect(try await store.pendingCount(of: account) == 0)
        try fixture.checkCounts()
    }

    @Test("keywords are taken back like flags")
    func keywords() async throws {
        let (work, later) = (try #require(Keyword("work")), try #require(Keyword("later")))
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.keywords([entry], add: [later], remove: []))
        try await fixture.apply(.keywords([entry], add: [work], remove: [later]))
        _ = try await store.undo()
        #expect(try await fixture.row(entry).keywords == [later])
        _ = try await store.redo()
        #expect(try await fixture.row(entry).keywords == [work])
    }

    @Test("catching up is one step; what was seen before stays seen")
    func catchUp() async throws {
        try await fixture.arrive(1...2, in: inbox, flags: .seen)
        try await fixture.arrive(3...5, in: inbox)
        let outcome = try await fixture.apply(.catchUp(inbox))
        #expect(outcome.affected == 3)
        #expect(outcome.description == "seen mark on 3 messages")
        #expect(try await fixture.summary(inbox).counts.unread == 0)
        #expect(try await store.undo()?.entries == 3)
        #expect(try await fixture.summary(inbox).counts.unread == 3)
        try fixture.checkCounts()
    }

    @Test("deleting for good is no step")
    func expunge() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.expunge([entry]))
        #expect(try await store.undo() == nil)
    }

    @Test("the last steps are kept, older ones are dropped", arguments: [0, 1])
    func bounded(beyond: Int64) async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: .seen, remove: []))
        // As if so many steps had been made since that the next is the last that fits, or one more.
        let skipped = Limits.undoSteps - 2 + beyond
        try await store.write(.background) { db, _ in
            try db.run(
                "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'undo_step'", [skipped])
        }
        try await fixture.apply(.flags([entry], add: .flagged, remove: []))
        let steps = try await store.read { db in
            try db.number("SELECT count(*) FROM undo_step")
        }
        #expect(steps == 2 - beyond)
    }
}
