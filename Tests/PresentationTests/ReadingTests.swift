import Console
import Mail
import Testing

@testable import Presentation

@Suite struct ReadingTests {
    private let problem = Problem(.unreachable, headline: "No answer", remedy: "Try later")

    @Test("opening marks a message as read only once its text is shown")
    func seen() {
        var session = Session(SampleMail.twoAccounts)
        session.press("j j")
        session.isHeld = true
        session.press("Enter")
        session.send(.document(DocumentRequest(EntryID(3)), .fetching))
        #expect(session.picture.contains("Fetching the message"))
        #expect(session.changes.isEmpty)
        let row = session.store.rows[2]
        session.send(.document(DocumentRequest(EntryID(3)), .ready(SampleMail.document(of: row))))
        #expect(
            session.changes == [
                Change(
                    ChangeNumber(rawValue: 1), .flags([EntryID(3)], add: .seen, remove: []),
                    isUndoStep: false)
            ])
        #expect(session.interface.history.done.isEmpty)
    }

    @Test("a message that was read, failed, or is no longer open is not marked")
    func notSeen() {
        var session = Session(SampleMail.twoAccounts)
        session.press("j Enter q")
        session.isHeld = true
        session.press("j Enter")
        session.send(.document(DocumentRequest(EntryID(3)), .failed(problem)))
        #expect(session.picture.contains("No answer"))
        #expect(session.picture.contains("Try later"))
        session.press("q")
        let row = session.store.rows[2]
        session.send(.document(DocumentRequest(EntryID(3)), .ready(SampleMail.document(of: row))))
        #expect(session.changes.isEmpty)
    }

    @Test("a message made unread while it is open stays unread")
    func unreadAgain() {
        var session = Session(SampleMail.twoAccounts)
        session.press("j j Enter N")
        let row = session.store.rows[2]
        session.send(.document(DocumentRequest(EntryID(3)), .ready(SampleMail.document(of: row))))
        #expect(session.changes.count == 2)
        #expect(session.changes.last?.action == .flags([EntryID(3)], add: [], remove: .seen))
    }

    @Test("archive in a message opens the next one, and the list when there is none")
    func archiveWhileReading() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Enter a")
        #expect(session.interface.view?.entry == EntryID(2))
        session.press("q * Enter d")
        #expect(session.interface.view?.entry == EntryID(6))
        var lonely = Session(SampleMail.many(1))
        lonely.press("Enter a")
        #expect(lonely.interface.view == nil)
        #expect(lonely.picture.contains("No messages"))
    }

    @Test("j and k go to the next and previous message, Tab to the next unread one")
    func neighbours() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Enter j")
        #expect(session.interface.view?.entry == EntryID(2))
        session.press("k")
        #expect(session.interface.view?.entry == EntryID(1))
        session.press("k")
        #expect(session.bottomLine.contains("This is the first message"))
        session.press("Tab")
        #expect(session.interface.view?.entry == EntryID(3))
        session.press("Tab Tab")
        #expect(session.interface.view?.entry == EntryID(11))
    }

    @Test("h shows all headers, e the raw message, T folds quotations")
    func forms() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Enter h")
        #expect(session.picture.contains("X-Mailer: Martlet"))
        session.press("h T")
        #expect(session.bottomLine.contains("No quotation is folded"))
        session.press("T")
        #expect(session.picture.contains("[+ 3 quoted lines]"))
        session.press("e")
        #expect(session.effects.last == .openRaw(EntryID(1)))
        session.send(.raw(EntryID(1), .ready("Subject: raw\r\n\r\nbody\u{1B}[2J")))
        #expect(session.picture.contains("body␛[2J"))
        session.press("e")
        #expect(!session.picture.contains("body␛[2J"))
        session.press("e")
        #expect(session.picture.contains("body␛[2J"))
        #expect(session.effects.filter { $0 == .openRaw(EntryID(1)) }.count == 1)
    }

    @Test("an attachment is saved under a safe form of its name")
    func save() {
        var session = Session(SampleMail.twoAccounts)
        session.press("Enter v s")
        #expect(session.bottomLine.hasPrefix("Save to file: budget 2027.pdf"))
        session.press("Enter")
        #expect(session.effects.last == .save(EntryID(1), part: "2", to: "budget 2027.pdf"))
        session.press("j s Ctrl-u \"/tmp/x.png\" Enter")
        #expect(session.effects.last == .save(EntryID(1), part: "3", to: "/tmp/x.png"))
        session.send(.saved(path: "/tmp/x.png"))
        #expect(session.bottomLine.contains("Saved to /tmp/x.png"))
    }

    @Test("paging stops at the end and says so")
    func paging() {
        var session = Session(SampleMail.twoAccounts, size: Size(columns: 40, rows: 12))
        session.press("Enter End")
        #expect(session.bottomLine.hasSuffix("end"))
        session.press("Space")
        #expect(session.bottomLine.contains("This is the end of the message"))
        session.press("Home")
        #expect(session.lines[1].hasPrefix(" Date:"))
    }

    @Test("nothing of a mail's text reaches the screen as a control")
    func controls() {
        var store = SampleMail.twoAccounts
        let evil = "a\u{1B}]0;title\u{07}b\u{9B}2Jc\u{202E}d\u{7F}"
        store.rows[0].subject = evil
        store.rows[0].from = [Address(name: evil, address: "")]
        store.mailboxes[4].name = evil
        store.documents[EntryID(1)] = MessageDocument(
            DocumentRequest(EntryID(1)), chosenFields: [.init(evil, evil)], allFields: [],
            text: ReadingText(plain: evil),
            textSource: .plain,
            attachments: [.init(part: "1", fileName: evil, mediaType: evil)], notes: [evil])
        var session = Session(store)
        for keys in ["l \"title\" Enter", "s", "Esc", "Enter", "v", "s"] {
            session.press(keys)
            let controls = session.picture.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
                    || $0.value == 0x202E
            }
            #expect(controls.isEmpty, "\(keys)")
        }
    }
}
