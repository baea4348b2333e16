import Mail
import Testing

@testable import Storage

@Suite struct MergeTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID
    private let archive: MailboxID

    init() async throws {
        fixture = try Fixture()
        let (account, mailboxes) = try await fixture.imap()
        self.account = account
        inbox = mailboxes[0]
        archive = mailboxes[1]
    }

    private func report(_ flags: RemoteFlags) async throws -> MergeReport {
        try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, flags: [flags]))
    }

    @Test("arrivals become entries, the unseen ones unread")
    func arrivals() async throws {
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 1,
                arrivals: [
                    Fixture.arrival(1, flags: .seen), Fixture.arrival(2), Fixture.arrival(3),
                ], state: SyncState(octets: [7])))
        #expect(report.added == 3)
        #expect(report.unread == 2)
        let counts = try await fixture.summary(inbox).counts
        #expect(counts == MailboxCounts(total: 3, unread: 2, flagged: 0))
        #expect(try await fixture.store.syncState(of: inbox) == SyncState(octets: [7]))
        #expect(try await fixture.store.heldNumbers(in: inbox, generation: 1) == [1...3])
    }

    @Test("an arrival that is known is a report of its flags")
    func knownArrival() async throws {
        let entries = try await fixture.arrive(1...1, in: inbox)
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 1, arrivals: [Fixture.arrival(1, flags: .flagged)]))
        #expect(report == MergeReport(changed: 1))
        #expect(try await fixture.row(entries[0]).flags == .flagged)
    }

    @Test("a message counted 0 or less is left aside")
    func impossibleNumber() async throws {
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 1,
                arrivals: [Fixture.arrival(0), Fixture.arrival(-4), Fixture.arrival(1)]))
        #expect(report.added == 1)
    }

    @Test("what the person changed wins until the server acknowledges it")
    func localIntentWins() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: [.seen, .flagged], remove: []))
        _ = try await report(RemoteFlags(number: 1, flags: .answered))
        #expect(try await fixture.row(entry).flags == [.seen, .flagged, .answered])
        try await fixture.deliver(account)
        #expect(try await fixture.store.pendingCount(of: account) == 0)
        _ = try await report(RemoteFlags(number: 1, flags: .answered))
        #expect(try await fixture.row(entry).flags == .answered)
    }

    @Test("a flag in flight is not taken back by older news")
    func inFlight() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: .seen, remove: []))
        let batch = try #require(try await fixture.pending(account).first)
        try await fixture.store.beginSending([batch])
        _ = try await report(RemoteFlags(number: 1, flags: []))
        #expect(try await fixture.row(entry).flags == .seen)
        try await fixture.apply(.flags([entry], add: [], remove: .seen))
        _ = try await report(RemoteFlags(number: 1, flags: .seen))
        #expect(try await fixture.row(entry).flags == [])
        try await fixture.store.confirm(batch, placed: [:])
        let next = try await fixture.pending(account)
        #expect(
            next.map(\.kind) == [
                .flags(add: [], remove: .seen, addKeywords: [], removeKeywords: [])
            ])
    }

    @Test("keywords merge like flags, whatever their case")
    func keywords() async throws {
        let (work, later) = (try #require(Keyword("Work")), try #require(Keyword("later")))
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.keywords([entry], add: [work], remove: []))
        _ = try await report(RemoteFlags(number: 1, flags: [], keywords: [later]))
        #expect(try await fixture.row(entry).keywords == [later, work])
        let lower = try #require(Keyword("work"))
        _ = try await report(RemoteFlags(number: 1, flags: [], keywords: [later, lower]))
        #expect(try await fixture.store.pendingCount(of: account) == 0)
        _ = try await report(RemoteFlags(number: 1, flags: [], keywords: [later]))
        #expect(try await fixture.row(entry).keywords == [later])
    }

    @Test("vanished entries go with their message and their unsent changes")
    func vanished() async throws {
        let entries = try await fixture.arrive(1...4, in: inbox)
        try await fixture.apply(.flags([entries[1]], add: .seen, remove: []))
        try await fixture.apply(.move([entries[2]], to: .role(.archive)))
        let report = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, vanished: [2...3, 9...4_000_000_000]))
        #expect(report.removed == 2)
        #expect(try await fixture.store.row(entries[1]) == nil)
        #expect(try await fixture.store.row(entries[2]) == nil)
        #expect(try await fixture.store.pendingCount(of: account) == 0)
        let messages = try await fixture.store.read { db in
            try db.number("SELECT count(*) FROM message")
        }
        #expect(messages == 2)
        try fixture.checkCounts()
    }

    @Test("what vanished while it was on its way is awaited in the target")
    func vanishedInFlight() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.move([entry], to: .role(.archive)))
        let batches = try await fixture.pending(account)
        try await fixture.store.beginSending(batches)
        let report = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, vanished: [1...1]))
        #expect(report.removed == 0)
        #expect(try await fixture.row(entry).mailbox == archive)
        #expect(try await fixture.store.unresolvedBatches(of: account).isEmpty)
        try await fixture.store.confirm(batches[0], placed: [1: RemoteID(generation: 1, number: 7)])
        let place = try await fixture.store.remotePlace(of: entry)
        #expect(place == RemotePlace(mailbox: archive, id: RemoteID(generation: 1, number: 7)))
    }

    @Test("news of another generation is too late and changes nothing")
    func staleGeneration() async throws {
        try await fixture.arrive(1...3, in: inbox)
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 2, arrivals: [Fixture.arrival(9)],
                vanished: [1...9], state: SyncState(octets: [1])))
        #expect(report == MergeReport())
        #expect(try await fixture.rows(inbox).count == 3)
        #expect(try await fixture.store.syncState(of: inbox) == nil)
    }

    @Test("a new generation finds every entry again, with its local state")
    func newGeneration() async throws {
        let entries = try await fixture.arrive(1...5, in: inbox)
        try await fixture.apply(.flags([entries[0]], add: .flagged, remove: []))
        try await fixture.apply(.move([entries[1]], to: .role(.archive)))
        try await fixture.store.beginGeneration(2, of: inbox)
        #expect(try await fixture.rows(inbox).count == 4)
        #expect(try await fixture.pending(account).isEmpty)
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 2,
                arrivals: (Int64(1)...4).map { number in
                    var arrival = Fixture.arrival(number)
                    arrival.number = number + 100
                    return arrival
                }, isComplete: true))
        #expect(report.added == 0)
        #expect(report.removed == 1)
        #expect(try await fixture.store.row(entries[4]) == nil)
        #expect(try await fixture.row(entries[0]).flags == .flagged)
        #expect(try await fixture.store.heldNumbers(in: inbox, generation: 2) == [101...104])
        let pending = try await fixture.pending(account)
        #expect(pending.map { $0.items.map(\.number) } == [[101], [102]])
        try fixture.checkCounts()
    }

    @Test("messages without a Message-ID are found again by what else they say")
    func withoutMessageID() async throws {
        var arrival = Fixture.arrival(1)
        arrival.envelope.messageID = nil
        var other = Fixture.arrival(2)
        other.envelope.messageID = nil
        let news = RemoteNews(mailbox: inbox, generation: 1, arrivals: [arrival, other])
        let entries = try await fixture.store.merge(news).entries
        try await fixture.store.beginGeneration(2, of: inbox)
        arrival.number = 20
        other.number = 10
        let report = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 2, arrivals: [other, arrival]))
        #expect(report.added == 0)
        #expect(try await fixture.store.remotePlace(of: entries[0])?.id.number == 20)
        #expect(try await fixture.store.remotePlace(of: entries[1])?.id.number == 10)
    }

    @Test("another size is another message, an unknown one is no difference")
    func sizes() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.store.beginGeneration(2, of: inbox)
        let report = try await fixture.store.merge(
            RemoteNews(
                mailbox: inbox, generation: 2,
                arrivals: [Fixture.arrival(1, size: 101), Fixture.arrival(2, size: nil)]))
        #expect(report.added == 1)
        #expect(try await fixture.store.remotePlace(of: entries[0]) == nil)
        #expect(try await fixture.store.remotePlace(of: entries[1])?.id.number == 2)
    }

    @Test("messages that name each other make one thread, in whatever order they come")
    func threads() async throws {
        var (first, second, third) = (
            Fixture.arrival(1), Fixture.arrival(2), Fixture.arrival(3)
        )
        first.envelope.messageID = "a"
        second.envelope.messageID = "b"
        third.envelope.messageID = "c"
        third.envelope.references = ["a", "b"]
        let entries = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, arrivals: [first, second])
        ).entries
        let apart = try await fixture.row(entries[0]).thread
        #expect(try await fixture.row(entries[1]).thread != apart)
        var fourth = Fixture.arrival(4)
        fourth.envelope.inReplyTo = ["b"]
        let later = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, arrivals: [third, fourth])
        ).entries
        for entry in entries + later {
            #expect(try await fixture.row(entry).thread == apart)
        }
    }

    @Test("only the last references are looked at", arguments: [19, 20])
    func referenceLimit(count: Int) async throws {
        var first = Fixture.arrival(1)
        first.envelope.messageID = "root"
        var reply = Fixture.arrival(2)
        reply.envelope.references = ["root"] + (0..<count).map { "r\($0)" }
        let entries = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, arrivals: [first, reply])
        ).entries
        let isSame =
            try await fixture.row(entries[0]).thread == fixture.row(entries[1]).thread
        #expect(isSame == (count < Limits.references))
    }

    @Test("an envelope is kept whole")
    func envelope() async throws {
        var arrival = Fixture.arrival(1)
        arrival.envelope = Envelope(
            date: nil, subject: "Größe 日本", from: [Address(name: "A, B", address: "a@b")],
            sender: [Address(address: "s@b")], replyTo: [Address(name: "R", address: "")],
            to: [], cc: [Address(address: "c@b"), Address(address: "d@b")],
            bcc: [Address(address: "e@b")], messageID: "m@b", inReplyTo: ["x@b"],
            references: ["y@b", "z@b"], listID: "list.b")
        let entry = try await fixture.store.merge(
            RemoteNews(mailbox: inbox, generation: 1, arrivals: [arrival])
        ).entries[0]
        let row = try await fixture.row(entry)
        #expect(try await fixture.store.envelope(of: row.message) == arrival.envelope)
        #expect(row.date == arrival.received)
        #expect(row.preview == nil && row.attachments == nil)
        try await fixture.store.describe(row.message, attachments: 2, preview: "")
        let described = try await fixture.row(entry)
        #expect(described.preview == "" && described.attachments == 2)
    }
}
