import Console
import Mail
import Testing

@testable import Presentation

@Suite struct MessageLayoutTests {
    @Test("each wrapped line of a quotation keeps its marks")
    func wrappedQuotes() {
        let quote = Paragraph(String(repeating: "word ", count: 20), quoteDepth: 2)
        let lines = Laid(quote).lines
        #expect(lines.count > 2)
        #expect(lines.allSatisfy { $0.text.string.hasPrefix("> > ") && $0.text.width <= 40 })
        #expect(lines.allSatisfy { $0.quoteDepth == 2 })
    }

    @Test("absurdly deep quotations still have room for text")
    func deepQuotes() {
        let laid = Laid(Paragraph("deep text here", quoteDepth: 5_000))
        #expect(laid.lines.allSatisfy { $0.text.width <= 40 })
        #expect(laid.text.contains("deep"))
    }

    @Test("a paragraph hangs from its marker")
    func marker() {
        let item = Paragraph(
            [TextRun("first point that is long")], indent: 4, marker: "10.")
        #expect(
            Laid(item, columns: 18).texts == ["10. first point", "    that is long"])
        let wide = Paragraph([TextRun("x")], indent: 2, marker: "1000.")
        #expect(Laid(wide).texts == ["1000. x"])
    }

    @Test(
        "what a person typed as a list hangs from its marker, and its first line stays as it was",
        arguments: [
            ("- first point that is long", ["- first point that", "  is long"]),
            (" 2. first point that is long", [" 2. first point", "    that is long"]),
            (" *  first point that is long", [" *  first point", "   that is long"]),
            ("12) first point that is long", ["12) first point", "    that is long"]),
            ("- ", ["- "]), ("• x", ["• x"]),
            ("-- two dashes are no marker", ["-- two dashes are", "no marker"]),
            ("2026. a year and not a list", ["2026. a year and", "not a list"]),
            ("          - has no room here", ["         - has no", "room here"]),
        ])
    func typedLists(text: String, lines: [String]) {
        #expect(Laid(Paragraph(text), columns: 18).texts == lines)
    }

    @Test("a link at the start of a typed list item stays a link")
    func typedListWithLink() {
        let item = Paragraph([TextRun("- "), TextRun("https://a.example", link: 1)])
        let line = Laid(item).lines[0]
        #expect(line.text.string == "- https://a.example")
        #expect(line.body.pieces.map(\.tag) == [0, LineLook.link.rawValue])
    }

    @Test("runs keep their looks when a line is wrapped inside of them")
    func looks() {
        let paragraph = Paragraph([
            TextRun("plain "), TextRun("strong words", look: .strong),
            TextRun("[1]", look: .added, link: 1),
        ])
        let lines = Laid(paragraph, columns: 12).lines
        #expect(lines.map(\.text.string) == ["plain strong", "words[1]"])
        let tags = lines.map { $0.body.pieces.map(\.tag) }
        let strong = LineLook.strong.rawValue
        #expect(tags == [[0, strong], [strong, LineLook([.added, .link]).rawValue]])
        let theme = Theme.defaultDark
        #expect(lines[0].style(in: theme, tag: strong).attributes.contains(.bold))
        #expect(!lines[0].style(in: theme, tag: 0).attributes.contains(.bold))
    }

    @Test("program text is broken at the edge only, and keeps its blanks")
    func fixed() {
        let paragraph = Paragraph("let  x =  [1,\t2] // tail", kind: .fixed)
        #expect(Laid(paragraph, columns: 12).texts == ["let  x =  [1", ",   2] // ta", "il"])
    }

    @Test("lines of a patch are told apart, lists of program text are not")
    func patch() {
        let patch = ["@@ -1 +1 @@", "-old", "+new", " same"].map { Paragraph($0, kind: .fixed) }
        #expect(Laid(patch).lines.map(\.kind) == [.hunk, .removed, .added, .fixed])
        let list = ["- a", "+ b"].map { Paragraph($0, kind: .fixed) }
        #expect(Laid(list).lines.map(\.kind) == [.fixed, .fixed])
    }

    @Test("a long link fills the lines it takes, so that it can be joined again")
    func longLink() {
        let link = "https://example.org/" + String(repeating: "a", count: 60)
        let texts = Laid(Paragraph("see \(link)"), columns: 40).texts
        #expect(texts.dropFirst().joined() == link)
        #expect(texts[1].count == 40)
    }

    @Test("text is never wider than is easy to read; program text has the whole pane")
    func readableWidth() {
        let words = String(repeating: "word ", count: 100)
        let lines = Laid(Paragraph(words), columns: 400).lines
        #expect(lines.allSatisfy { $0.text.width <= Limits.readableColumns })
        #expect(Laid(Paragraph(words, kind: .fixed), columns: 600).lines.count == 1)
    }

    @Test("a rule goes from side to side, also inside a quotation")
    func rules() {
        let texts = Laid([.rule(quoteDepth: 0), .rule(quoteDepth: 1)], columns: 10).texts
        #expect(texts == ["──────────", "> ────────"])
    }

    @Test("a message of as many lines as are laid out is whole, one more is cut and said so")
    func longMessages() {
        let whole = Laid(Array(repeating: Paragraph("x"), count: Limits.messageLines)).lines
        #expect(whole.count == Limits.messageLines)
        #expect(whole.last?.text.string == "x")
        let more = Laid(Array(repeating: Paragraph("x"), count: Limits.messageLines + 1)).lines
        #expect(more.last?.kind == .note)
    }

    @Test("a header field is whole up to its longest length; of a longer one both ends are shown")
    func longHeaders() {
        for (count, isWhole) in [
            (Limits.headerCharacters, true), (Limits.headerCharacters + 1, false),
        ] {
            var document = Laid.document([])
            let value = String(repeating: "x", count: count - 8) + " <a@b.c>"
            document.chosenFields = [.init("From", value)]
            let text = MessageLayout(document, wish: LayoutWish(columns: 80)).lines
                .map(\.text.string).joined(separator: "\n")
            #expect(text.contains("<a@b.c>"))
            #expect(text.contains("…") != isWhole)
        }
    }

    @Test("blanks in a header field push nothing out of sight")
    func blanksInHeaders() {
        var document = Laid.document([])
        document.chosenFields = [.init("From", "Alice\u{3000}\t\r\n      \u{A0} <evil@z>")]
        let lines = MessageLayout(document, wish: LayoutWish(columns: 80)).lines
        #expect(lines.first?.text.string == "From: Alice <evil@z>")
    }

    @Test("characters that would join across a change of look do not change the width")
    func joinedAcrossRuns() {
        let family = Paragraph([
            TextRun("👨"), TextRun("\u{200D}👩 e", look: .strong), TextRun("\u{301}x"),
            TextRun("🇩", look: .strong), TextRun("🇪"),
        ])
        let line = Laid(family).lines[0]
        #expect(line.body.width == line.text.width)
        #expect(line.text == TerminalText(family.text))
    }

    @Test(
        "no line is wider than the pane, whatever the mail holds", arguments: [1, 2, 3, 9, 40, 100])
    func anyMail(_ columns: Int) {
        var dice = Dice()
        for _ in 0..<20 {
            let blocks = (0..<8).map { _ in dice.block() }
            for folding in [LayoutWish.Folding.long, .none, .all] {
                let lines = Laid(blocks, columns: columns, folding: folding).lines
                let wrong = lines.first { line in
                    line.text.width > max(2, columns)
                        || line.text != TerminalText(line.text.string)
                }
                #expect(wrong == nil)
            }
        }
    }

    @Test("a smallest terminal is drawn on, a smaller one is told")
    func smallest() {
        let columns = Limits.smallestColumns
        let rows = Limits.smallestRows
        for (size, isDrawn) in [
            (Size(columns: columns, rows: rows), true),
            (Size(columns: columns - 1, rows: rows), false),
            (Size(columns: columns, rows: rows - 1), false),
        ] {
            let session = Session(SampleMail.twoAccounts, size: size)
            #expect(session.picture.contains("Martlet needs") != isDrawn)
            #expect(session.picture.contains("budget") == isDrawn)
        }
    }
}
