import Mail

@testable import Presentation

extension SampleMail {
    /// Mail that shows what the message view can do: a newsletter, a conversation, a suspicious
    /// invitation and a patch, in this order.
    static var reading: FakeStore {
        var store = FakeStore(
            accounts: accounts, mailboxes: mailboxes,
            rows: [
                row(21, workInbox, "Spring sale 🌷", from: "Shop", minutesAgo: 20),
                row(
                    22, workInbox, "Re: Re: Meeting room", from: "Zoe Café", minutesAgo: 30,
                    flags: [.seen, .flagged, .answered]),
                row(23, workInbox, "Invitation", from: "alice@example.org", minutesAgo: 50),
                row(24, workLists, "[PATCH] Count cells", from: "Someone", minutesAgo: 60),
                row(25, workSent, "Re: Meeting room", from: "Bob Example", minutesAgo: 60 * 5),
                row(
                    26, workInbox, "Meeting room", from: "Zoe Café", minutesAgo: 60 * 30, flags: []),
            ])
        for index in store.rows.indices where [1, 4, 5].contains(index) {
            store.rows[index].thread = ThreadID(22)
        }
        let blocks = [
            21: newsletter, 22: answer, 23: invitationText, 24: patch, 25: answer, 26: answer,
        ]
        for row in store.rows {
            var document = document(of: row)
            document.text = blocks[Int(row.id.rawValue)] ?? ReadingText()
            document.attachments = []
            store.documents[row.id] = document
        }
        store.documents[EntryID(21)]?.textSource = .html
        store.documents[EntryID(21)]?.otherSource = .plain
        store.documents[EntryID(21)]?.hiddenRemoteImages = 7
        makeSuspicious(&store.documents[EntryID(23)])
        store.partDocument = MessageDocument(
            DocumentRequest(EntryID(23), part: "4"), chosenFields: [.init("Subject", "Enclosed")],
            allFields: [], text: ReadingText(plain: "The enclosed text"), textSource: .plain)
        return store
    }

    private static func makeSuspicious(_ document: inout MessageDocument?) {
        document?.suspicions = [
            .nameShowsAddress(name: "alice@example.org", address: "someone@evil.example"),
            .repliesElsewhere(from: "evil.example", to: "collect.example"),
            .mixedScripts(domain: "exаmple.org", encoded: "xn--exmple-4nf.org"),
            .hiddenCharacters(field: "Subject"),
        ]
        document?.cards = [
            MailCard(
                kind: .invitation, title: "Budget review with 作者",
                rows: [
                    .init("When", "Mon 23 Nov 2026, 10:00 to 11:30 (your time)"),
                    .init("Where", "Room 3, https://meet.example.org/very/long/link/abcdefghijklm"),
                    .init("Who", "Alice Example (chair)"), .init("", "Bob Example"),
                ], part: "2")
        ]
        document?.attachments = [
            .init(
                part: "2", fileName: "invite.ics", mediaType: "text/calendar", size: 1_840,
                contents: "calendar", isReadable: true),
            .init(
                part: "3", fileName: "photo.jpg", mediaType: "image/jpeg", size: 48_213,
                contents: "Windows program",
                warning: "It calls itself a picture but is a Windows program"),
            .init(
                part: "4", fileName: "Enclosed.eml", mediaType: "message/rfc822", size: 3_410,
                isReadable: true),
            .init(part: "5.1", fileName: "setup.sh", mediaType: "text/x-shellscript", size: 90),
            .init(part: "5.2", fileName: "図表.png", mediaType: "image/png", size: 3_400_000),
        ]
    }

    private static var newsletter: ReadingText {
        ReadingText(
            [
                .paragraph(Paragraph("Spring sale", kind: .heading)), .paragraph(Paragraph()),
                .paragraph(
                    Paragraph([
                        TextRun("[a tulip]", look: .picture), TextRun(" Everything is "),
                        TextRun("much cheaper", look: .strong), TextRun(" until "),
                        TextRun("Sunday", look: .emphasised), TextRun(", even what was "),
                        TextRun("never", look: .struck), TextRun(" cheap; see "),
                        TextRun("the whole list of offers", link: 1),
                        TextRun("[1]", look: .added, link: 1), TextRun(" for more."),
                    ])), .paragraph(Paragraph()),
                .paragraph(Paragraph([TextRun("Tea from Assam")], indent: 4, marker: "•")),
                .paragraph(
                    Paragraph(
                        [
                            TextRun(
                                "Cups, in blue, green and the colour of a lake in the evening sun")
                        ],
                        indent: 4, marker: "•")),
                .paragraph(Paragraph([TextRun("with handle")], indent: 8, marker: "1.")),
                .paragraph(Paragraph()), .table(prices), .paragraph(Paragraph()),
                .rule(quoteDepth: 0),
                .paragraph(
                    Paragraph([
                        TextRun("bank.example", link: 2), TextRun("[2]", look: .added, link: 2),
                        TextRun(" · "), TextRun("Write to us", link: 3),
                        TextRun("[3]", look: .added, link: 3),
                    ])),
            ],
            links: [
                ReadingLink(
                    target:
                        "https://shop.example/offers?campaign=spring&id=0123456789abcdef0123456789abcdef0123456789",
                    text: "the whole list of offers"),
                ReadingLink(target: "http://evil.example/bank", text: "bank.example"),
                ReadingLink(target: "mailto:shop@shop.example", text: "Write to us"),
                ReadingLink(target: "javascript:alert(1)", text: "Nothing"),
                ReadingLink(target: "https://shop.example/"),
            ])
    }

    private static let prices = ReadingTable(rows: [
        [
            .init([TextRun("Article")], isHeading: true), .init([TextRun("作者")], isHeading: true),
            .init([TextRun("What it is")], isHeading: true),
            .init([TextRun("Price")], alignment: .right, isHeading: true),
        ],
        [
            .init([TextRun("Tea")]), .init([TextRun("茶")]),
            .init([TextRun("Leaves from Assam, dried and rolled by hand, two hundred grams")]),
            .init([TextRun("12.50")], alignment: .right),
        ],
        [
            .init([TextRun("Cup")]), .init([TextRun("茶碗")]), .init([TextRun("Blue or green")]),
            .init([TextRun("3.00")], alignment: .right),
        ],
    ])

    private static var answer: ReadingText {
        let quoted = (1...16).map { number in
            Paragraph("Line \(number) of what was written before.", quoteDepth: number > 12 ? 2 : 1)
        }
        let signature = ["-- ", "Zoe"].map { Paragraph($0, kind: .signature) }
        return ReadingText(
            ([Paragraph("Room 3 is free; let us meet in the café at the corner."), Paragraph()]
                + [Paragraph("On Thursday Bob Example wrote:", kind: .attribution)] + quoted
                + [Paragraph(), Paragraph("So room 3 it is."), Paragraph()] + signature)
                .map(ReadingBlock.paragraph))
    }

    private static let invitationText = ReadingText(
        plain: "! This message was checked and is safe.\n\nPlease come to the meeting.")

    private static let patch = ReadingText(
        [
            "Counts the cells of a line once.", "", "diff --git a/Line.swift b/Line.swift",
            "@@ -10,3 +10,3 @@ struct Line", "     let text: String",
            "-    var width: Int { text.reduce(0) { $0 + cells(of: $1) } } // counted at each call, which is slow",
            "+    let width: Int", " }",
        ].enumerated().map { number, line in
            .paragraph(Paragraph(line, kind: number < 2 ? .text : .fixed))
        })
}
