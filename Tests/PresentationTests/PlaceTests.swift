import Mail
import Testing

@testable import Presentation

@Suite struct PlaceTests {
    private let inbox = ListScope.mailbox(SampleMail.workInbox)
    private let homeInbox = ListScope.mailbox(SampleMail.homeInbox)
    private let unified = ListScope.unified(.inbox)

    @Test("] and [ go round all inboxes and every account")
    func accounts() {
        var session = Session(SampleMail.twoAccounts)
        var seen: [ListScope] = []
        for _ in 0..<3 {
            session.press("]")
            seen.append(session.interface.list.scope)
        }
        #expect(seen == [inbox, homeInbox, unified])
        session.press("[")
        #expect(session.interface.list.scope == homeInbox)
    }

    @Test("Esc 2, Alt-2 and :account all go to the second account")
    func accountByNumber() {
        for keys in ["Esc 2", "Alt-2", ": \"account 2\" Enter", ": \"account Home\" Enter"] {
            var session = Session(SampleMail.twoAccounts)
            session.press(keys)
            #expect(session.interface.list.scope == homeInbox, "\(keys)")
        }
    }

    @Test("an account that is not there is told")
    func noSuchAccount() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Esc 7")
        #expect(session.bottomLine.contains("There is no account 7"))
        #expect(session.interface.list.scope == unified)
    }

    @Test("Esc 0 and the mailbox prompt lead back to all inboxes")
    func allInboxes() {
        for keys in ["Esc 0", "c Enter", "c \"all\" Enter"] {
            var session = Session(SampleMail.twoAccounts)
            session.press("Esc 1")
            session.press(keys)
            #expect(session.interface.list.scope == unified, "\(keys)")
        }
    }

    @Test("a place is remembered when it is entered, and with its message on quitting")
    func remembered() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Esc 1")
        #expect(session.effects.contains(.remember(Place(scope: inbox))))
        session.press("j Q")
        let place = Place(scope: inbox, entry: EntryID(2))
        #expect(session.effects.suffix(2) == [.remember(place), .quit])
    }

    @Test("a remembered place is where the next run begins")
    func start() {
        let session = Session(
            SampleMail.twoAccounts, start: Place(scope: inbox, entry: EntryID(4)))
        #expect(session.selected == 4)
    }

    @Test("Tab goes to the next unread message, then to other mailboxes")
    func nextUnread() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Tab")
        #expect(session.selected == 3)
        session.press("Tab")
        #expect(session.selected == 4)
        session.press("Tab")
        #expect(session.interface.list.scope == .mailbox(SampleMail.workLists))
        #expect(session.selected == 11)
    }

    @Test("Tab finds an unread message far beyond the window, and says when there is none")
    func nextUnreadFar() {
        var store = SampleMail.many(8_000)
        for index in store.rows.indices { store.rows[index].flags = .seen }
        store.rows[7_500].flags = []
        var session = Session(store)
        session.press("Tab")
        #expect(session.selected == 7_501)
        session.press("N Tab")
        #expect(session.bottomLine.contains("There is no unread message"))
    }

    @Test("a wrong count of unread messages does not make Tab go round without end")
    func wrongCounts() {
        var store = SampleMail.twoAccounts
        for index in store.rows.indices { store.rows[index].flags = .seen }
        var session = Session(store)
        var mailboxes = store.countedMailboxes
        for index in mailboxes.indices { mailboxes[index].counts.unread = 5 }
        session.send(.mailboxes(mailboxes, upTo: .none))
        session.press("Tab")
        #expect(session.bottomLine.contains("There is no unread message"))
    }

    @Test("q in the list asks; Q does not")
    func quitting() {
        var session = Session(SampleMail.trouble)
        session.press("q")
        #expect(session.bottomLine.contains("Quit? 3 changes will reach the server"))
        session.press("n")
        #expect(!session.effects.contains(.quit))
        session.press("q y")
        #expect(session.effects.last == .quit)
    }

    @Test("the sidebar has keys of its own")
    func sidebar() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Ctrl-n")
        #expect(session.lines[4].hasPrefix("│>  INBOX"))
        session.press("Ctrl-o")
        #expect(session.interface.list.scope == inbox)
        session.press("B")
        #expect(!session.lines[2].contains("All inboxes"))
    }

    @Test("mailboxes under a parent show their last level, beside it")
    func tree() {
        var index = MailboxIndex()
        index.replaceAccounts([SampleMail.accounts[0]])
        let names = ["Zoo", "Archive/2025", "Archive", "Alone/child"]
        index.replaceMailboxes(
            names.enumerated().map { number, name in
                MailboxSummary(
                    id: MailboxID(Int64(number)), account: SampleMail.work, name: name,
                    role: name == "Archive" ? .archive : nil, counts: MailboxCounts(),
                    isOnServer: true)
            })
        let items = Sidebar.items(index) { $0.counts }
        #expect(
            items.map(\.name) == ["All inboxes", "Work", "Archive", "2025", "Alone/child", "Zoo"])
        #expect(items.map(\.indent) == [0, 0, 1, 2, 1, 1])
    }
}
