import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct FilingTests {
    private let fixture: Fixture
    private var store: Store { fixture.store }

    init() throws {
        fixture = try Fixture()
    }

    private func pop() throws -> AccountID {
        let account = try fixture.account("home", .pop)
        try store.makeLocalMailboxes(for: account)
        return account
    }

    private func download(_ name: String, _ filing: Filing) -> DownloadedMessage {
        var message = Fixture.download(name)
        message.filing = filing
        return message
    }

    private func arrival(_ number: Int64, of text: String = "m", _ filing: Filing)
        -> RemoteArrival
    {
        var arrival = Fixture.arrival(number, of: text)
        arrival.filing = filing
        return arrival
    }

    private func label(_ name: String) throws -> Keyword { try #require(Keyword(name)) }

    private func place(_ name: String) async throws -> MailboxID {
        try #require(try await store.mailboxes().first { $0.name == name }).id
    }

    @Test("a download goes where filters say, into a mailbox that is made for it")
    func popMove() async throws {
        let account = try pop()
        let filing = Filing(
            mailbox: try MailboxPath("Lists/Swift"), labels: [try label("swift")], isSeen: true)
        let entries = try await store.commitDownload(
            [download("a", filing), Fixture.download("b")], of: account, thenDelete: true)
        let row = try await fixture.row(entries[0])
        #expect(row.mailbox == (try await place("Lists/Swift")))
        #expect(row.flags == .seen && row.keywords.map(\.name) == ["swift"])
        #expect(try await fixture.row(entries[1]).mailbox == place("Inbox"))
        #expect(try await store.pendingCount(of: account) == 0)
        #expect(try await store.nextUndo == nil)
        try fixture.checkCounts()
    }

    @Test("a filter may name a mailbox in any case, or a role")
    func byRole() async throws {
        let account = try pop()
        for name in ["junk", "JUNK"] {
            let entry = try await store.commitDownload(
                [download(name, Filing(mailbox: try MailboxPath(name)))], of: account,
                thenDelete: false)[0]
            #expect(try await fixture.row(entry).mailbox == place("Junk"))
        }
    }

    @Test("a mailbox that was removed by hand comes back for what a filter sends there")
    func removedTarget() async throws {
        let account = try pop()
        let path = try MailboxPath("Lists")
        try await fixture.apply(.createMailbox(account, path))
        let lists = try await place("Lists")
        try await fixture.apply(.removeMailbox(lists))
        let entry = try await store.commitDownload(
            [download("a", Filing(mailbox: path))], of: account, thenDelete: false)[0]
        #expect(try await fixture.row(entry).mailbox == lists)
        #expect(try await place("Lists") == lists)
    }

    @Test("mail that a failed download did not keep is not filed either")
    func failedDownload() async throws {
        let account = try pop()
        let staging = try await store.openStaging()
        try await store.append([1, 2, 3], to: staging)
        var broken = download("b", Filing(mailbox: try MailboxPath("Lists")))
        broken.octets = .staged(staging, length: 99)
        let arrivals = [download("a", Filing(mailbox: try MailboxPath("Lists"))), broken]
        await #expect(throws: StoreFault.self) {
            try await store.commitDownload(arrivals, of: account, thenDelete: false)
        }
        #expect(try await store.mailboxes().allSatisfy { $0.name != "Lists" })
        try fixture.checkCounts()
    }

    @Test("at a server filters take what came after the first look, once, as pending changes")
    func imap() async throws {
        let (account, mailboxes) = try await fixture.imap()
        let filing = Filing(mailbox: try MailboxPath("archive"), isSeen: true)
        let first = try await store.merge(
            RemoteNews(
                mailbox: mailboxes[0], generation: 1, arrivals: [arrival(4, filing)], newFrom: 5))
        #expect(first.filed == 0 && first.unread == 1)
        let later = try await store.merge(
            RemoteNews(
                mailbox: mailboxes[0], generation: 1,
                arrivals: [arrival(5, filing), arrival(3, filing)], newFrom: 9))
        #expect(later.filed == 1 && later.unread == 1)
        #expect(try await fixture.row(later.entries[0]).mailbox == mailboxes[1])
        #expect(try await fixture.row(later.entries[1]).mailbox == mailboxes[0])
        let kinds = try await fixture.pending(account).map(\.kind)
        #expect(
            kinds == [
                .flags(add: .seen, remove: [], addKeywords: [], removeKeywords: []),
                .move(to: mailboxes[1]),
            ])
        #expect(try await store.nextUndo == nil)
    }

    @Test("what another device puts back into the inbox is not filed again")
    func putBack() async throws {
        let (_, mailboxes) = try await fixture.imap()
        let filing = Filing(mailbox: try MailboxPath("Archive"))
        for number: Int64 in [5, 6] {
            var back = arrival(number, filing)
            back.envelope = Fixture.envelope("same")
            let report = try await store.merge(
                RemoteNews(
                    mailbox: mailboxes[0], generation: 1, arrivals: [back],
                    vanished: number == 6 ? [5...5] : [], newFrom: 5))
            #expect(report.filed == (number == 5 ? 1 : 0))
        }
    }

    @Test("when the server counts anew, nothing is news before the next first look")
    func newGeneration() async throws {
        let (_, mailboxes) = try await fixture.imap()
        let filing = Filing(mailbox: try MailboxPath("Archive"))
        _ = try await store.merge(RemoteNews(mailbox: mailboxes[0], generation: 1, newFrom: 1))
        try await store.beginGeneration(2, of: mailboxes[0])
        let report = try await store.merge(
            RemoteNews(mailbox: mailboxes[0], generation: 2, arrivals: [arrival(7, filing)]))
        #expect(report.added == 1 && report.filed == 0)
    }

    @Test("a mailbox the server does not have is told, and the message is marked where it is")
    func unknown() async throws {
        let (_, mailboxes) = try await fixture.imap()
        let filing = Filing(mailbox: try MailboxPath("Nowhere"), labels: [try label("x")])
        let report = try await store.merge(
            RemoteNews(
                mailbox: mailboxes[0], generation: 1, arrivals: [arrival(7, filing)], newFrom: 1))
        #expect(report.unknownMailboxes == ["Nowhere"])
        let row = try await fixture.row(report.entries[0])
        #expect(row.mailbox == mailboxes[0])
        #expect(row.keywords.map(\.name) == ["x"])
    }

    @Test("filters over mail that is here are one step of undo")
    func present() async throws {
        let account = try pop()
        let entries = try await store.commitDownload(
            ["a", "b", "c"].map { Fixture.download($0) }, of: account, thenDelete: false)
        let outcome = try await fixture.apply(
            .file([
                FiledEntries([entries[0]], Filing(mailbox: try MailboxPath("Lists"))),
                FiledEntries([entries[1]], Filing(labels: [try label("x")], isSeen: true)),
            ]))
        #expect(outcome.affected == 2)
        #expect(outcome.description == "filters on 2 messages")
        #expect(try await fixture.row(entries[0]).mailbox == place("Lists"))
        #expect(try await fixture.row(entries[1]).flags == .seen)
        #expect(try await store.undo()?.entries == 2)
        #expect(try await fixture.row(entries[0]).mailbox == place("Inbox"))
        #expect(try await fixture.row(entries[1]).flags == [])
        #expect(try await fixture.row(entries[1]).keywords == [])
        try fixture.checkCounts()
    }
}
