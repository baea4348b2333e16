import Foundation
import Mail
import Testing

@testable import Storage

@Suite struct AccountsTests {
    private let fixture: Fixture
    private var store: Store { fixture.store }

    init() throws {
        fixture = try Fixture()
    }

    private func record(_ name: String, server: String = "imap://u@h:993") -> AccountRecord {
        AccountRecord(name: name, kind: .imap, address: "\(name)@h", server: server)
    }

    @Test("accounts are found again by their name, a changed server is a question")
    func adopt() async throws {
        let first = try store.adopt([record("a"), record("b")])
        #expect(first.map(\.match) == [.new, .new])
        let again = try store.adopt([record("b"), record("a", server: "imap://u@other:993")])
        #expect(again.map(\.match) == [.same, .serverChanged(was: "imap://u@h:993")])
        #expect(again.map(\.id) == [first[1].id, first[0].id])
        #expect(
            try await store.accounts().map(\.record.server) == ["imap://u@h:993", "imap://u@h:993"])
        try await store.acceptServer(of: first[0].id, "imap://u@other:993")
        #expect(
            try store.adopt([record("a", server: "imap://u@other:993")]).map(\.match) == [.same])
        #expect(try await store.accounts().map(\.isInSettings) == [true, false])
    }

    @Test("a renamed account keeps its mail and takes the place of the empty new one")
    func rename() async throws {
        let (account, mailboxes) = try await fixture.imap("old")
        let entries = try await fixture.arrive(1...2, in: mailboxes[0])
        _ = try store.adopt([record("new")])
        #expect(try await store.rename(account, to: "new"))
        #expect(try await store.accounts().map(\.record.name) == ["new"])
        #expect(try await store.row(entries[0])?.account == account)
        #expect(try store.adopt([record("new")]).map(\.id) == [account])
    }

    @Test("an account with mail of its own never gives way to a renamed one")
    func renameTaken() async throws {
        let (one, _) = try await fixture.imap("one")
        let (_, mailboxes) = try await fixture.imap("two")
        _ = try await fixture.arrive(1...1, in: mailboxes[0])
        #expect(try await !store.rename(one, to: "two"))
        #expect(try await store.accounts().map(\.record.name) == ["one", "two"])
    }

    @Test("on an accepted server every entry waits to be found again")
    func acceptServer() async throws {
        let (account, mailboxes) = try await fixture.imap("a")
        let entry = try await fixture.arrive(1...1, in: mailboxes[0])[0]
        try await store.acceptServer(of: account, "imap://u@new:993")
        #expect(try await store.remotePlace(of: entry) == nil)
        var arrival = Fixture.arrival(1)
        arrival.number = 70
        let report = try await store.merge(
            RemoteNews(mailbox: mailboxes[0], generation: 1, arrivals: [arrival]))
        #expect(report.added == 0)
        #expect(try await store.remotePlace(of: entry)?.id.number == 70)
    }

    @Test("an account that becomes POP keeps its mail on this computer")
    func becomesPOP() async throws {
        let (account, mailboxes) = try await fixture.imap("a")
        let entry = try await fixture.arrive(1...1, in: mailboxes[0])[0]
        try await fixture.apply(.flags([entry], add: .seen, remove: []))
        try await store.acceptServer(of: account, "pop://u@new:995")
        #expect(try await store.pendingCount(of: account) == 0)
        #expect(try await store.accounts()[0].record.kind == .pop)
        #expect(try await store.mailboxes().allSatisfy { !$0.isOnServer })
        #expect(try await fixture.row(entry).flags == .seen)
    }

    @Test("the moment of the last agreement is kept")
    func lastSync() async throws {
        let account = try fixture.account()
        #expect(try await store.accounts()[0].lastSync == nil)
        await store.setLastSync(account, Timestamp(seconds: 99))
        #expect(try await store.accounts()[0].lastSync == Timestamp(seconds: 99))
    }

    @Test("a forgotten account takes all its mail along and nothing of others")
    func forget() async throws {
        let (account, mailboxes) = try await fixture.imap("a")
        let other = try await fixture.imap("b").mailboxes[0]
        let entries = try await fixture.arrive(1...3, in: mailboxes[0])
        try await fixture.arrive(1...2, in: other)
        try await fixture.apply(.move(entries, to: .role(.archive)))
        let message = try await fixture.row(entries[0]).message
        try await store.saveBody([1], of: message)
        try await store.forget(account)
        #expect(try await store.accounts().map(\.record.name) == ["b"])
        #expect(try await store.mailboxes().count == 3)
        #expect(try await fixture.rows(other).count == 2)
        #expect(try await store.undo()?.lost == 3)
        try await store.removeOrphans()
        #expect(try await store.octets(of: message) == nil)
        await #expect(throws: StoreFault.notFound) { try await store.forget(account) }
    }

    @Test("mailboxes come by account, those with a role first")
    func order() async throws {
        _ = try await fixture.imap("a", ["zoo", "Trash", "Archive", "apple", "INBOX"])
        #expect(
            try await store.mailboxes().map(\.name) == [
                "INBOX", "Archive", "Trash", "apple", "zoo",
            ])
    }

    @Test("a mailbox that is no longer listed is hidden, and comes back with its mail")
    func hidden() async throws {
        let (account, mailboxes) = try await fixture.imap("a")
        try await fixture.arrive(1...1, in: mailboxes[1])
        let list = ["INBOX", "Archive"].map {
            RemoteMailbox(remoteName: Array($0.utf8), name: $0)
        }
        try await store.mergeMailboxes([list[0]], of: account, isComplete: false)
        #expect(try await store.mailboxes().count == 3)
        try await store.mergeMailboxes([list[0]], of: account, isComplete: true)
        #expect(try await store.mailboxes().map(\.name) == ["INBOX"])
        try await store.mergeMailboxes(list, of: account, isComplete: true)
        #expect(try await store.mailboxes().map(\.id) == [mailboxes[1], mailboxes[0]])
        #expect(try await fixture.rows(mailboxes[1]).count == 1)
    }

    @Test("a list without news writes nothing")
    func quietMerge() async throws {
        let (account, _) = try await fixture.imap("a", ["INBOX"])
        let list = [RemoteMailbox(remoteName: Array("INBOX".utf8), name: "INBOX", role: .inbox)]
        let before = fixture.changes()
        try await store.mergeMailboxes(list, of: account, isComplete: true)
        #expect(fixture.changes() == before)
    }

    @Test("local mailboxes are made once")
    func local() async throws {
        let account = try fixture.account("pop", .pop)
        try store.makeLocalMailboxes(for: account)
        try store.makeLocalMailboxes(for: account)
        let names = try await store.mailboxes().map(\.name)
        #expect(names == ["Inbox", "Archive", "Drafts", "Sent", "Trash", "Junk"])
    }

    @Test("a move of several accounts to a role goes to each one's own")
    func roles() async throws {
        let first = try await fixture.imap("a").mailboxes
        let second = try await fixture.imap("b").mailboxes
        let entries =
            try await fixture.arrive(1...1, in: first[0]) + fixture.arrive(1...1, in: second[0])
        let outcome = try await fixture.apply(.move(entries, to: .role(.archive)))
        #expect(outcome.affected == 2 && outcome.accounts.count == 2)
        #expect(outcome.description == "archive of 2 messages")
        #expect(try await fixture.row(entries[0]).mailbox == first[1])
        #expect(try await fixture.row(entries[1]).mailbox == second[1])
        let nothing = try await fixture.apply(.move(entries, to: .role(.archive)))
        #expect(nothing.affected == 0)
        #expect(try await store.undo()?.entries == 2)
        #expect(try await store.undo() == nil)
    }
}
