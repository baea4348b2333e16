import Mail
import Testing

@testable import Storage

@Suite("Conversations")
struct ConversationTests {
    private func answer(_ number: Int64, to earlier: [String]) -> RemoteArrival {
        var arrival = Fixture.arrival(number)
        arrival.envelope.references = earlier.map { "\($0)@example.org" }
        return arrival
    }

    private func arrive(
        _ arrivals: [RemoteArrival], in mailbox: MailboxID, _ fixture: Fixture
    ) async throws -> [EntryID] {
        try await fixture.store.merge(
            RemoteNews(mailbox: mailbox, generation: 1, arrivals: arrivals)
        ).entries
    }

    @Test("the messages of a thread come oldest first, from all its mailboxes")
    func thread() async throws {
        let fixture = try Fixture()
        let (_, boxes) = try await fixture.imap()
        let first = try await arrive(
            [Fixture.arrival(1), Fixture.arrival(2), answer(5, to: ["m1"])], in: boxes[0], fixture)
        let second = try await arrive([answer(3, to: ["m1", "m5"])], in: boxes[1], fixture)
        let rows = try await fixture.store.conversation(of: first[2])
        #expect(rows.map(\.id) == [first[0], second[0], first[2]])
    }

    @Test("a mail in two mailboxes is there once, as the entry that was asked for")
    func once() async throws {
        let fixture = try Fixture()
        let (_, boxes) = try await fixture.imap()
        let inbox = try await arrive(
            [Fixture.arrival(1), answer(2, to: ["m1"])], in: boxes[0], fixture)
        let archive = try await arrive([Fixture.arrival(1)], in: boxes[1], fixture)
        let store = fixture.store
        #expect(try await store.conversation(of: inbox[0]).map(\.id) == [inbox[0], inbox[1]])
        #expect(try await store.conversation(of: archive[0]).map(\.id) == [archive[0], inbox[1]])
        #expect(try await store.conversation(of: inbox[1]).count == 2)
    }

    @Test("what lies only in Trash is left out, unless it was asked for")
    func trash() async throws {
        let fixture = try Fixture()
        let (_, boxes) = try await fixture.imap()
        let inbox = try await arrive([Fixture.arrival(1)], in: boxes[0], fixture)
        let trash = try await arrive([answer(2, to: ["m1"])], in: boxes[2], fixture)
        #expect(try await fixture.store.conversation(of: inbox[0]).map(\.id) == inbox)
        #expect(
            try await fixture.store.conversation(of: trash[0]).map(\.id) == [inbox[0], trash[0]])
    }

    @Test("of a very long thread the newest are given, and the one that was asked for")
    func bounded() async throws {
        let fixture = try Fixture()
        let (_, boxes) = try await fixture.imap()
        let count = Int64(Limits.conversationRows) + 1
        let entries = try await arrive(
            (1...count).map { answer($0, to: ["root"]) }, in: boxes[0], fixture)
        let newest = try await fixture.store.conversation(of: entries[entries.count - 1])
        #expect(newest.map(\.id) == Array(entries.dropFirst()))
        let oldest = try await fixture.store.conversation(of: entries[0])
        #expect(oldest.map(\.id) == entries)
    }

    @Test("an entry that is gone has no conversation")
    func gone() async throws {
        let fixture = try Fixture()
        #expect(try await fixture.store.conversation(of: EntryID(99)).isEmpty)
    }
}
