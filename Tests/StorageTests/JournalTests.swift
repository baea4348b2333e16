import Mail
import Testing

@testable import Storage

@Suite struct JournalTests {
    private let fixture: Fixture
    private let account: AccountID
    private let inbox: MailboxID
    private let archive: MailboxID
    private let trash: MailboxID
    private var store: Store { fixture.store }

    init() async throws {
        fixture = try Fixture()
        let (account, mailboxes) = try await fixture.imap()
        self.account = account
        (inbox, archive, trash) = (mailboxes[0], mailboxes[1], mailboxes[2])
    }

    private func numbers(_ batches: [PendingBatch]) -> [[Int64]] {
        batches.map { $0.items.map(\.number) }
    }

    @Test("changes are batched by what they say, in the order a server must hear them")
    func batches() async throws {
        let entries = try await fixture.arrive(1...6, in: inbox)
        try await fixture.apply(.expunge([entries[5]]))
        try await fixture.apply(.move([entries[3], entries[0]], to: .role(.archive)))
        try await fixture.apply(.flags([entries[2], entries[0]], add: .seen, remove: []))
        try await fixture.apply(.flags([entries[1]], add: [.seen, .flagged], remove: []))
        try await fixture.apply(.copy([entries[4]], to: .role(.trash)))
        let batches = try await fixture.pending(account)
        #expect(
            batches.map(\.kind) == [
                .flags(add: .seen, remove: [], addKeywords: [], removeKeywords: []),
                .flags(add: [.seen, .flagged], remove: [], addKeywords: [], removeKeywords: []),
                .copy(to: trash), .move(to: archive), .expunge,
            ])
        #expect(numbers(batches) == [[1, 3], [2], [5], [1, 4], [6]])
        #expect(batches.allSatisfy { $0.mailbox == inbox && $0.generation == 1 })
    }

    @Test("a limit bounds the items of all batches")
    func limit() async throws {
        let entries = try await fixture.arrive(1...10, in: inbox)
        try await fixture.apply(.flags(entries, add: .seen, remove: []))
        let batches = try await store.pendingBatches(of: account, limit: 4)
        #expect(numbers(batches) == [[1, 2, 3, 4]])
    }

    @Test("what is taken back before it was sent leaves nothing behind")
    func takenBack() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.flags([entry], add: .flagged, remove: []))
        try await fixture.apply(.move([entry], to: .role(.archive)))
        #expect(try await store.pendingCount(of: account) == 1)
        try await fixture.apply(.move([entry], to: .role(.inbox)))
        try await fixture.apply(.flags([entry], add: [], remove: .flagged))
        #expect(try await store.pendingCount(of: account) == 0)
        #expect(try await fixture.pending(account).isEmpty)
    }

    @Test("what is being sent is not listed again, but is unresolved until answered")
    func sending() async throws {
        let entries = try await fixture.arrive(1...3, in: inbox)
        let keyword = try #require(Keyword("work"))
        try await fixture.apply(.flags([entries[0]], add: .seen, remove: []))
        try await fixture.apply(.keywords([entries[0]], add: [keyword], remove: []))
        try await fixture.apply(.move([entries[1]], to: .role(.trash)))
        try await fixture.apply(.expunge([entries[2]]))
        let batches = try await fixture.pending(account)
        #expect(batches.count == 3)
        try await store.beginSending(batches)
        #expect(try await fixture.pending(account).isEmpty)
        let reopened = try fixture.another()
        defer { reopened.close() }
        #expect(try await reopened.unresolvedBatches(of: account) == batches)
        for batch in batches {
            try await store.requeue(batch)
        }
        #expect(try await store.unresolvedBatches(of: account).isEmpty)
        #expect(try await fixture.pending(account) == batches)
    }

    @Test("items that the person took back meanwhile are not sent")
    func takenBackMeanwhile() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.copy([entries[0]], to: .role(.archive)))
        try await fixture.apply(.move([entries[1]], to: .role(.archive)))
        let batches = try await fixture.pending(account)
        _ = try await store.undo()
        _ = try await store.undo()
        #expect(try await store.beginSending(batches).isEmpty)
        #expect(try await store.unresolvedBatches(of: account).isEmpty)
    }

    @Test("a confirmed move with numbers leads to the new place")
    func confirmPlaced() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        let batch = try #require(try await fixture.pending(account).first)
        try await store.beginSending([batch])
        try await store.confirm(
            batch,
            placed: [
                1: RemoteID(generation: 4, number: 31), 2: RemoteID(generation: 4, number: 32),
            ])
        #expect(try await store.pendingCount(of: account) == 0)
        let report = try await store.merge(
            RemoteNews(
                mailbox: archive, generation: 4, flags: [RemoteFlags(number: 32, flags: .seen)]))
        #expect(report.changed == 1)
        #expect(try await fixture.row(entries[1]).flags == .seen)
        let vanished = try await store.merge(
            RemoteNews(mailbox: inbox, generation: 1, vanished: [1...2]))
        #expect(vanished.removed == 0)
    }

    @Test("a confirmed move without numbers is found in the target by its Message-ID")
    func confirmAwaiting() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        try await fixture.deliver(account)
        #expect(try await store.remotePlace(of: entries[0]) == nil)
        var arrival = Fixture.arrival(1)
        arrival.number = 50
        let report = try await store.merge(
            RemoteNews(mailbox: archive, generation: 4, arrivals: [arrival]))
        #expect(report.added == 0)
        #expect(try await store.remotePlace(of: entries[0])?.id.number == 50)
        let complete = try await store.merge(
            RemoteNews(mailbox: archive, generation: 4, isComplete: true))
        #expect(complete.removed == 1)
        #expect(try await store.row(entries[1]) == nil)
        #expect(try await store.row(entries[0]) != nil)
    }

    @Test("news of the target that overtakes the answer makes no second entry")
    func overtaken() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        let batch = try #require(try await fixture.pending(account).first)
        try await store.beginSending([batch])
        var known = Fixture.arrival(1)
        known.number = 8
        let stranger = RemoteArrival(number: 9, envelope: Envelope(subject: "disguised"))
        _ = try await store.merge(
            RemoteNews(mailbox: archive, generation: 4, arrivals: [known, stranger]))
        try await store.confirm(
            batch,
            placed: [
                1: RemoteID(generation: 4, number: 8), 2: RemoteID(generation: 4, number: 9),
            ])
        #expect(Set(try await fixture.rows(archive).map(\.id)) == Set(entries))
        #expect(try await store.heldNumbers(in: archive, generation: 4) == [8...9])
        #expect(try await store.pendingCount(of: account) == 0)
        try fixture.checkCounts()
    }

    @Test("numbers of another generation than the target's say nothing")
    func staleMapping() async throws {
        try await fixture.arrive(1...1, in: archive, generation: 4)
        let entry = try await fixture.arrive(2...2, in: inbox)[0]
        try await fixture.apply(.move([entry], to: .role(.archive)))
        let batch = try #require(try await fixture.pending(account).first)
        try await store.beginSending([batch])
        try await store.confirm(batch, placed: [2: RemoteID(generation: 3, number: 1)])
        #expect(try await store.remotePlace(of: entry) == nil)
        #expect(try await store.row(entry) != nil)
    }

    @Test("a refused change is taken back, and the refusal is kept")
    func refuse() async throws {
        let entries = try await fixture.arrive(1...4, in: inbox)
        try await fixture.apply(.flags([entries[0]], add: .seen, remove: []))
        try await fixture.apply(.move([entries[1]], to: .role(.trash)))
        try await fixture.apply(.copy([entries[2]], to: .role(.archive)))
        try await fixture.apply(.expunge([entries[3]]))
        let batches = try await store.beginSending(fixture.pending(account))
        #expect(batches.count == 4)
        for batch in batches {
            try await store.refuse(batch, reason: "[NOPERM] no")
        }
        #expect(try await fixture.rows(inbox).map(\.id) == entries.reversed())
        #expect(try await fixture.rows(inbox).allSatisfy { $0.flags == [] })
        #expect(try await fixture.rows(archive).isEmpty)
        #expect(try await fixture.rows(trash).isEmpty)
        #expect(try await store.pendingCount(of: account) == 0)
        let refusals = try await store.refusedChanges(of: account)
        #expect(refusals.count == 4)
        #expect(refusals.last?.wish == "marks on 1 message")
        #expect(refusals.first?.reason == "[NOPERM] no")
        try fixture.checkCounts()
    }

    @Test("a refusal does not take back what was wished since")
    func refuseAfterNewWish() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.move([entry], to: .role(.trash)))
        let batches = try await store.beginSending(fixture.pending(account))
        try await fixture.apply(.move([entry], to: .role(.archive)))
        try await store.refuse(batches[0], reason: "no")
        #expect(try await fixture.row(entry).mailbox == archive)
        #expect(try await fixture.pending(account).map(\.kind) == [.move(to: archive)])
    }

    @Test("refusals are kept up to a limit, the newest ones")
    func refusalLimit() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        let batch = PendingBatch(
            kind: .flags(add: .seen, remove: [], addKeywords: [], removeKeywords: []),
            mailbox: inbox, generation: 1, items: [PendingBatch.Item(entry: entry, number: 1)])
        for number in 1...Limits.refusals {
            try await store.refuse(batch, reason: "\(number)")
        }
        #expect(try await store.refusedChanges(of: account).count == Limits.refusals)
        try await store.refuse(batch, reason: "last")
        let kept = try await store.refusedChanges(of: account)
        #expect(kept.count == Limits.refusals)
        #expect(kept.first?.reason == "last" && kept.last?.reason == "2")
    }

    @Test("an expunged entry is hidden until the server did it, then gone")
    func expunge() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.expunge([entries[0]]))
        #expect(try await fixture.rows(inbox).map(\.id) == [entries[1]])
        #expect(try await fixture.summary(inbox).counts.total == 1)
        #expect(try await store.heldNumbers(in: inbox, generation: 1) == [1...2])
        try await fixture.deliver(account)
        #expect(try await store.heldNumbers(in: inbox, generation: 1) == [2...2])
    }

    @Test("a copy of a message that vanished before it was made is dropped")
    func copyOfVanished() async throws {
        let entries = try await fixture.arrive(1...2, in: inbox)
        try await fixture.apply(.copy(entries, to: .role(.archive)))
        let copies = try await fixture.rows(archive).map(\.id)
        let batch = try #require(try await fixture.pending(account).first)
        var sent = batch
        sent.items.removeLast()
        try await store.beginSending([sent])
        _ = try await store.merge(RemoteNews(mailbox: inbox, generation: 1, vanished: [1...2]))
        #expect(try await fixture.rows(archive).map(\.id) == [sent.items[0].entry])
        #expect(copies.contains(sent.items[0].entry))
        try await store.confirm(sent, placed: [1: RemoteID(generation: 1, number: 9)])
        #expect(try await store.remotePlace(of: sent.items[0].entry)?.id.number == 9)
    }

    @Test("a mailbox that a server lacks is made here, and found when the server lists it")
    func missingRole() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.move([entry], to: .role(.junk)))
        let junk = try #require(try await store.place(of: account, role: .junk))
        let waiting = try await store.remoteMailboxes(of: account).filter { !$0.isCreated }
        #expect(waiting.map(\.name) == ["Junk"])
        try await store.mergeMailboxes(
            [RemoteMailbox(remoteName: Array("Spam".utf8), name: "Spam", role: .junk)],
            of: account, isComplete: false)
        let stored = try await store.remoteMailboxes(of: account)
        #expect(stored.first { $0.id == junk }?.remoteName == Array("Spam".utf8))
        #expect(stored.first { $0.id == junk }?.isCreated == true)
    }

    @Test("a mailbox that was created while it was also listed is one mailbox")
    func createdAndListed() async throws {
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        try await fixture.apply(.move([entry], to: .role(.junk)))
        let junk = try #require(try await store.place(of: account, role: .junk))
        try await store.mergeMailboxes(
            [RemoteMailbox(remoteName: Array("Mist".utf8), name: "Mist")], of: account,
            isComplete: false)
        try await store.markCreated(junk, remoteName: Array("Mist".utf8))
        let names = try await store.remoteMailboxes(of: account).map(\.name)
        #expect(names.sorted() == ["Archive", "INBOX", "Mist", "Trash"])
        let mist = try #require(
            try await store.remoteMailboxes(of: account).first { $0.name == "Mist" })
        #expect(try await fixture.row(entry).mailbox == mist.id)
        try fixture.checkCounts()
    }
}
