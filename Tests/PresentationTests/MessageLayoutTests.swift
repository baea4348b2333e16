import Console
import Mail
import Testing

@testable import Presentation

@Suite struct MessageLayoutTests {
    private func layout(
        _ text: String, columns: Int = 40, fold: Bool = false
    ) -> [MessageLine] {
        let document = MessageDocument(
            DocumentRequest(EntryID(1)), chosenFields: [], allFields: [],
            text: ReadingText(plain: text), textSource: .plain)
        let lines = MessageLayout(
            document, columns: columns, allHeaders: false, foldQuotes: fold
        ).lines
        return Array(lines.dropFirst())
    }

    @Test("quotation depth is counted with and without blanks between the marks")
    func depth() {
        #expect(QuotedLine("> a").depth == 1)
        #expect(QuotedLine(">> a").depth == 2)
        #expect(QuotedLine("> > > a") == QuotedLine(">>> a"))
        #expect(QuotedLine(" > a").depth == 0)
        #expect(QuotedLine("a > b").depth == 0)
    }

    @Test("each wrapped line of a quotation keeps its marks")
    func wrappedQuotes() {
        let lines = layout("> > " + String(repeating: "word ", count: 20))
        #expect(lines.count > 2)
        #expect(lines.allSatisfy { $0.text.string.hasPrefix("> > ") && $0.text.width <= 40 })
        #expect(lines.allSatisfy { $0.kind == .quote(depth: 2) })
    }

    @Test("absurdly deep quotations still have room for text")
    func deepQuotes() {
        let lines = layout(String(repeating: ">", count: 5_000) + " deep text here")
        #expect(lines.allSatisfy { $0.text.width <= 40 })
        #expect(lines.contains { $0.text.string.contains("deep") })
    }

    @Test("what follows the signature mark is a signature")
    func signature() {
        #expect(layout("text\n-- \nAlice").map(\.kind) == [.text, .signature, .signature])
    }

    @Test("folded quotations leave one line each")
    func folding() {
        let lines = layout("> a\n> b\ntext\n> c", fold: true)
        #expect(
            lines.map(\.text.string) == [
                "[2 quoted lines folded]", "text", "[1 quoted line folded]",
            ])
    }

    @Test("text is never wider than is easy to read")
    func readableWidth() {
        let lines = layout(String(repeating: "word ", count: 100), columns: 400)
        #expect(lines.allSatisfy { $0.text.width <= Limits.readableColumns })
    }

    @Test("a message of as many lines as are laid out is whole, one more is cut and said so")
    func longMessages() {
        let most = Limits.messageLines - 1
        let whole = layout(Array(repeating: "x", count: most).joined(separator: "\n"))
        #expect(whole.count == most)
        #expect(whole.last?.text.string == "x")
        let more = layout(Array(repeating: "x", count: most + 1).joined(separator: "\n"))
        #expect(more.last?.kind == .note)
    }

    @Test("a header field is cut at its longest length")
    func longHeaders() {
        for (count, isWhole) in [
            (Limits.headerCharacters, true), (Limits.headerCharacters + 1, false),
        ] {
            let value = String(repeating: "x", count: count - 1) + "!"
            let document = MessageDocument(
                DocumentRequest(EntryID(1)), chosenFields: [.init("Subject", value)], allFields: [],
                text: ReadingText(), textSource: .plain)
            let lines = MessageLayout(
                document, columns: 80, allHeaders: false, foldQuotes: false
            ).lines
            let text = lines.map(\.text.string).joined()
            #expect(text.contains("!") == isWhole)
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
