import Console
import Mail
import Testing

@testable import Presentation

@Suite struct AttachmentTests {
    private func session(_ keys: String, size: Size = Size(columns: 80, rows: 24)) -> Session {
        var session = Session(SampleMail.reading, size: size)
        session.press("j j Enter v \(keys)")
        return session
    }

    @Test("a text or a message is read here, and q leads back to the list and the same place")
    func readHere() {
        var session = Session(SampleMail.reading, size: Size(columns: 60, rows: 12))
        session.press("j j Enter Space")
        let before = session.picture
        session.press("v j j Enter")
        #expect(session.opened.last == DocumentRequest(EntryID(23), part: "4"))
        #expect(session.picture.contains("The enclosed text"))
        #expect(session.lines[0].contains("part 4"))
        session.press("e")
        #expect(session.bottomLine.contains("Only a whole message has a raw form"))
        session.press("q")
        #expect(session.lines.contains { $0.hasPrefix("> 4  Enclosed.eml") })
        session.press("q")
        #expect(
            session.lines.dropLast()
                == before.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                .dropLast())
        session.press("q")
        #expect(session.interface.view == nil)
    }

    @Test("parts inside of parts open up to the deepest level, and then say so")
    func nesting() {
        var session = session("")
        var inner = SampleMail.reading.documents[EntryID(23)]
        inner?.request.part = "4"
        session.store.partDocument = inner
        for _ in 0..<Limits.nestedViews { session.press("Enter v") }
        #expect(session.interface.outerViews.count == Limits.nestedViews)
        session.press("Enter")
        #expect(session.bottomLine.contains("nested too deeply"))
        #expect(session.interface.outerViews.count == Limits.nestedViews)
    }

    @Test("a file is opened by another program at once only where nothing speaks against it")
    func opening() {
        #expect(session("5 End Enter").effects.last == .openPart(EntryID(23), part: "5.2"))
        var risky = session("j Enter")
        let question = risky.picture.split(separator: "\n").suffix(4).joined(separator: " ")
        #expect(question.contains("calls itself a picture but is a Windows program"))
        risky.press("n")
        #expect(!risky.effects.contains(.openPart(EntryID(23), part: "3")))
        risky.press("Enter y")
        #expect(risky.effects.last == .openPart(EntryID(23), part: "3"))
    }

    @Test(
        "whatever looks like a program or a page is asked about",
        arguments: [
            "a.exe", "a.sh", "A.SCR", "a.pdf.desktop", "a.html", "a.svg", "a.docm", "a.exe.",
            "a.exe ", "a.e\u{202E}xe",
        ])
    func doubtful(_ name: String) {
        let attachment = MessageDocument.Attachment(
            part: "2", fileName: name, mediaType: "application/octet-stream")
        #expect(attachment.doubt != nil)
    }

    @Test("a name is wanted to save to, and asked for again when the file is there")
    func save() {
        var session = session("s Ctrl-u Enter")
        #expect(session.bottomLine.contains("Type a name"))
        session.press("\"x.ics\" Enter")
        #expect(session.effects.last == .save(EntryID(23), part: "2", to: "x.ics"))
        session.send(.problem(Problem(.disk, headline: "x.ics exists")))
        #expect(session.bottomLine.hasPrefix("Save to file: x.ics"))
        #expect(session.bottomLine.contains("x.ics exists"))
        session.press("Esc")
        session.send(.problem(Problem(.disk, headline: "The disk is full")))
        #expect(!session.bottomLine.hasPrefix("Save to file"))
    }

    @Test("all are saved into a folder, which is proposed the next time")
    func saveAll() {
        var session = session("S \"/tmp/mail\" Enter")
        let parts = ["2", "3", "4", "5.1", "5.2"]
        #expect(session.effects.last == .saveAll(EntryID(23), parts: parts, to: "/tmp/mail"))
        session.send(.savedAll(count: 5, folder: "/tmp/mail"))
        #expect(session.bottomLine.contains("Saved 5 files to /tmp/mail"))
        session.press("A")
        #expect(session.bottomLine.contains("into folder: /tmp/mail"))
    }

    @Test("a part or the whole message is piped to a command")
    func pipe() {
        var session = session("j | \"wc -c\" Enter")
        #expect(session.effects.last == .pipe(EntryID(23), part: "3", to: "wc -c"))
        session.press("q | Enter")
        #expect(session.bottomLine.contains("Type a command"))
        session.press("\"cat\" Enter")
        #expect(session.effects.last == .pipe(EntryID(23), part: nil, to: "cat"))
    }

    @Test("attachments have the numbers they have in the message")
    func numbers() {
        #expect(session("").picture.contains("5.2  図表.png"))
        #expect(session("q Space").picture.contains("[5.2] 図表.png (image/png, 3.4 MB)"))
    }
}
