import MIME
import Mail
import Presentation
import Testing

@testable import App

@Suite("Making a document of a message")
struct DocumentBuilderTests {
    private func document(_ lines: String) throws -> MessageDocument {
        try ParsedMessage(lines: lines).document()
    }

    @Test("the date is shown in the reader's zone")
    func date() throws {
        let document = try document("Date: Fri, 20 Nov 2026 23:30:00 +0000\nSubject: x\n\ny\n")
        #expect(document.chosenFields.first == .init("Date", "Sat 2026-11-21 00:30"))
    }

    @Test("Reply-To has a line only where it leads elsewhere")
    func replyTo() throws {
        let same = try document("From: A <a@x.org>\nReply-To: A@X.org\n\ny\n")
        #expect(same.field("Reply-To") == nil)
        let other = try document("From: A <a@x.org>\nReply-To: b@y.org\n\ny\n")
        #expect(other.field("Reply-To") == "b@y.org")
        #expect(other.suspicions == [.repliesElsewhere(from: "a@x.org", to: "b@y.org")])
    }

    @Test("a name that looks like an address never hides the real one")
    func deceit() throws {
        let document = try document("From: \"boss@work.example\" <mallory@evil.example>\n\ny\n")
        #expect(document.field("From") == "boss@work.example <mallory@evil.example>")
        #expect(!document.suspicions.isEmpty)
    }

    @Test("a domain whose letters could deceive is shown encoded")
    func domain() throws {
        let document = try document("From: A <a@wоrk.example>\n\ny\n")
        #expect(document.field("From") == "A <a@xn--wrk-sed.example>")
    }

    @Test("as many addresses as can be read are shown, the others are counted")
    func manyAddresses() throws {
        let all = (1...Limits.shownAddresses).map { "a\($0)@x.org" }
        let most = try document("To: \(all.joined(separator: ",\n "))\n\ny\n")
        #expect(most.field("To")?.hasSuffix("a\(Limits.shownAddresses)@x.org") == true)
        let more = try document("To: \((all + ["b@x.org"]).joined(separator: ",\n "))\n\ny\n")
        #expect(more.field("To")?.hasSuffix("@x.org and 1 more") == true)
    }

    @Test("the other form of the text is offered and can be asked for")
    func forms() throws {
        let message = ParsedMessage(
            lines: """
                Content-Type: multipart/alternative; boundary=b

                --b

                In plain words, and enough of them
                --b
                Content-Type: text/html

                <p>In <b>HTML</b></p>
                --b--
                """)
        let plain = try message.document()
        #expect(plain.textSource == .plain && plain.otherSource == .html)
        let page = try message.document(form: .html)
        #expect(page.textSource == .html && page.otherSource == .plain)
        #expect(page.lines.contains { $0.contains("In HTML") })
    }

    // MARK: Character sets

    /// "привет" in KOI8-R.
    private func greeting(_ header: String) -> ParsedMessage {
        ParsedMessage(
            Array("\(header)\r\n\r\n".utf8) + [0xD0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x0D, 0x0A])
    }

    @Test("what the person says of the charset outranks what the mail says")
    func chosen() throws {
        let message = greeting("Content-Type: text/plain; charset=windows-1251")
        #expect(try message.document(charset: "koi8-r").lines.first == "привет")
    }

    @Test("what is remembered is used where nothing is declared, and not where a declaration holds")
    func remembered() throws {
        let undeclared = greeting("From: vera@dacha.example")
        #expect(try undeclared.document(remembered: "koi8-r").lines.first == "привет")
        let wrong = greeting("Content-Type: text/plain; charset=utf-8")
        #expect(try wrong.document(remembered: "koi8-r").lines.first == "привет")
        let declared = ParsedMessage(
            lines: "Content-Type: text/plain; charset=utf-8\n\nпривет\n")
        #expect(try declared.document(remembered: "koi8-r").lines.first == "привет")
    }

    // MARK: Parts

    private let forwarded = ParsedMessage(
        lines: """
            From: outer@x.org
            Subject: Fwd: inner
            Content-Type: multipart/mixed; boundary=o

            --o

            Look
            --o
            Content-Type: message/rfc822

            From: inner@y.org
            Subject: inner
            Content-Type: multipart/mixed; boundary=i

            --i

            The inner text
            --i
            Content-Type: application/pdf; name=plan.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --i--
            --o
            Content-Type: text/plain; name=notes.txt
            Content-Disposition: attachment

            Some notes
            --o--
            """)

    @Test("an enclosed message has its own head, text and attachments, numbered as the outer one's")
    func enclosed() throws {
        let outer = try forwarded.document()
        #expect(outer.attachments.map(\.part) == ["2", "3"])
        #expect(outer.attachments.map(\.isReadable) == [true, true])
        let inner = try forwarded.document(part: "2")
        #expect(inner.field("Subject") == "inner" && inner.field("From") == "inner@y.org")
        #expect(inner.lines.contains("The inner text"))
        #expect(inner.attachments.map(\.part) == ["2.2"])
        #expect(inner.attachments.first?.contents == "PDF document")
        #expect(inner.attachments.first?.isReadable == false)
        #expect(MessagePart("2.2", in: forwarded)?.part.filename == "plan.pdf")
    }

    @Test("a text part can be read by itself")
    func alone() throws {
        let notes = try forwarded.document(part: "3")
        #expect(notes.lines.first == "Some notes")
        #expect(notes.field("Part") == "notes.txt, text/plain")
        #expect(notes.attachments.isEmpty)
    }

    @Test("a part that is not there is none")
    func missing() {
        let request = DocumentRequest(EntryID(1), part: "7")
        #expect(DocumentBuilder(zone: .utc).document(request, forwarded) == nil)
    }

    @Test("messages inside each other are opened as deep as can be, and no deeper")
    func depth() {
        func nested(_ depth: Int) -> ParsedMessage {
            let header = "Content-Type: message/rfc822\n\n"
            return ParsedMessage(lines: String(repeating: header, count: depth) + "\nthe end\n")
        }
        func number(_ depth: Int) -> String {
            [String](repeating: "1", count: depth + 1).joined(separator: ".")
        }
        #expect(MessagePart(number(60), in: nested(60)) != nil)
        #expect(MessagePart(number(100_000), in: nested(60)) == nil)
    }

    @Test("an invitation becomes a card in the reader's zone")
    func card() throws {
        let document = try document(
            """
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:1
            DTSTART:20261120T090000Z
            DTEND:20261120T100000Z
            SUMMARY:Talk
            END:VEVENT
            END:VCALENDAR
            """)
        let card = try #require(document.cards.first)
        #expect(card.kind == .invitation && card.part == "1")
        #expect(card.rows.contains { $0.value.contains("10:00") })
    }
}
