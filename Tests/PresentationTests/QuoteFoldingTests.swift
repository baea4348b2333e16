import Mail
import Testing

@testable import Presentation

@Suite struct QuoteFoldingTests {
    private func mail(quoted: Int, _ folding: LayoutWish.Folding = .long) -> [String] {
        let quote = (0..<quoted).map { Paragraph("line \($0)", quoteDepth: 1) }
        return Laid(
            [Paragraph("before")] + quote + [Paragraph("after")], folding: folding
        ).texts
    }

    @Test("a quotation of the longest length is whole, a longer one is folded to its first lines")
    func longQuotes() {
        #expect(mail(quoted: Limits.quotedLines).count == Limits.quotedLines + 2)
        let folded = mail(quoted: Limits.quotedLines + 1)
        #expect(
            folded == [
                "before", "> line 0", "> line 1", "> line 2", "[+ 10 quoted lines]", "after",
            ])
    }

    @Test("all quotations fold, or none")
    func modes() {
        #expect(mail(quoted: 2, .all) == ["before", "[+ 2 quoted lines]", "after"])
        #expect(mail(quoted: 50, .none).count == 52)
    }

    @Test("a message that is nothing but a quotation is not folded")
    func onlyQuoted() {
        let quote = (0..<50).map { Paragraph("line \($0)", quoteDepth: 1) }
        #expect(Laid([Paragraph()] + quote, folding: .long).lines.count == 51)
        #expect(Laid([Paragraph()] + quote, folding: .all).lines.count == 51)
    }
}
