import Console
import Mail
import Testing

@testable import Presentation

@Suite struct PrintedMessageTests {
    @Test("a printed message has all that the message view shows, and no keys")
    func whole() throws {
        let document = try #require(SampleMail.reading.documents[EntryID(23)])
        let lines = PrintedMessage(document, columns: 60).lines.map(\.string)
        #expect(lines[0].hasPrefix("! This is from someone@evil.example"))
        #expect(lines.contains { $0.contains("stand in Subject") })
        #expect(lines.contains("Subject: Invitation"))
        #expect(lines.contains { $0.contains("Budget review") })
        #expect(lines.last == "[5.2] 図表.png (image/png, 3.4 MB)")
        let newsletter = try #require(SampleMail.reading.documents[EntryID(21)])
        let text = PrintedMessage(newsletter, columns: 60).lines.map(\.string)
        #expect(text.contains("[Shown from HTML]"))
    }

    @Test("nothing is folded on paper, and all headers are there when they are wanted")
    func unfolded() throws {
        let document = try #require(SampleMail.reading.documents[EntryID(22)])
        let lines = PrintedMessage(document, columns: 80, allHeaders: true).lines.map(\.string)
        #expect(lines.contains("> > Line 16 of what was written before."))
        #expect(lines.contains("X-Mailer: Martlet"))
    }

    @Test("nothing of a mail is printed as a control, whatever field it stands in")
    func controls() {
        let evil = "a\u{1B}]0;t\u{07}\u{9B}2J\u{202E}\r\n\u{7F}"
        let runs = [TextRun(evil, link: 1)]
        let document = MessageDocument(
            DocumentRequest(EntryID(1)), chosenFields: [.init(evil, evil)], allFields: [],
            suspicions: [.sentByAnother(sender: evil), .hiddenCharacters(field: evil)],
            cards: [MailCard(kind: .contact, title: evil, rows: [.init(evil, evil)], part: "1")],
            text: ReadingText([
                .paragraph(Paragraph(runs, marker: evil)),
                .paragraph(Paragraph(runs, kind: .fixed, quoteDepth: 2)),
                .table(ReadingTable(rows: [[.init(runs)]])),
            ]),
            textSource: .html,
            attachments: [.init(part: evil, fileName: evil, mediaType: evil, contents: evil)],
            notes: [evil])
        for columns in [1, 20, 80] {
            for line in PrintedMessage(document, columns: columns).lines {
                #expect(
                    line.string.unicodeScalars.allSatisfy { scalar in
                        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                            && scalar.value != 0x202E
                    })
            }
        }
    }
}
