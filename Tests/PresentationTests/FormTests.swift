import Console
import Mail
import Testing

@testable import Presentation

@Suite struct FormTests {
    private func reading(_ keys: String) -> Session {
        let preferences = Preferences(charsets: ["utf-8", "windows-1252", "koi8-r"])
        var session = Session(SampleMail.reading, preferences: preferences)
        session.press(keys)
        return session
    }

    @Test("Esc h shows the other form, and the first one again")
    func otherForm() {
        var session = reading("Enter")
        #expect(session.picture.contains("[Shown from HTML; Esc h shows the plain text]"))
        session.press("Esc h")
        #expect(session.opened.last == DocumentRequest(EntryID(21), form: .plain))
        #expect(session.picture.contains("[Shown from plain text; Esc h shows the HTML]"))
        session.press("Esc h")
        #expect(session.opened.last == DocumentRequest(EntryID(21), form: .html))
    }

    @Test("a message of one form says that it has no other")
    func onlyForm() {
        #expect(reading("j Enter Esc h").bottomLine.contains("has only this form"))
    }

    @Test("another character set is asked for by some letters, used at once and remembered")
    func charset() {
        var session = reading("Enter Ctrl-e \"koi\"")
        #expect(session.bottomLine.hasPrefix("Read as: koi"))
        session.press("Enter")
        #expect(session.opened.last == DocumentRequest(EntryID(21), charset: "koi8-r"))
        #expect(
            session.bottomLine.contains("Read as koi8-r; remembered for someone@example.org"))
        session.press("Ctrl-e Enter")
        #expect(session.opened.last == DocumentRequest(EntryID(21), charset: ""))
    }

    @Test("a character set that nobody knows is not asked for")
    func unknownCharset() {
        var session = reading("Enter Ctrl-e \"zzz\" Enter")
        #expect(session.bottomLine.contains("No character set fits \"zzz\""))
        session.press("Esc")
        #expect(session.opened.last == DocumentRequest(EntryID(21)))
    }

    @Test("the old form stays on the screen until the new one comes, and when it fails")
    func failing() {
        var session = reading("Enter")
        session.isHeld = true
        session.press("Esc h")
        let wanted = DocumentRequest(EntryID(21), form: .plain)
        session.send(.document(wanted, .fetching))
        #expect(session.picture.contains("Spring sale"))
        let problem = Problem(.unreachable, headline: "No answer")
        session.send(.document(wanted, .failed(problem)))
        #expect(session.bottomLine.contains("No answer"))
        #expect(session.picture.contains("Shown from HTML"))
    }

    @Test("an answer to an older wish is not shown")
    func overtaken() {
        var session = reading("Enter")
        session.isHeld = true
        session.press("Esc h")
        var late = SampleMail.document(of: session.store.rows[0])
        late.text = ReadingText(plain: "too late")
        session.send(.document(DocumentRequest(EntryID(21), charset: "koi8-r"), .ready(late)))
        #expect(!session.picture.contains("too late"))
    }

    @Test("another width keeps the text at the top in its place")
    func resizing() {
        var session = reading("Enter")
        session.send(.resized(Size(columns: 60, rows: 12)))
        session.press("Space")
        let top = session.lines[1].prefix(12)
        session.send(.resized(Size(columns: 50, rows: 12)))
        #expect(session.lines[1].hasPrefix(top))
    }
}
