import Mail
import Testing

@testable import MIME

@Suite("Limits of HTML")
struct HTMLLimitsTests {
    private func read(_ html: String) -> ReadingText { HTMLReader.read(html.utf8).reading }

    @Test("elements are remembered down to the limit and read below it")
    func depth() {
        let text = { (depth: Int) in
            String(repeating: "<div>", count: depth) + "<b>x</b>"
        }
        #expect(
            read(text(Limits.htmlDepth - 1)).blocks == [
                .paragraph(Paragraph([TextRun("x", look: .strong)]))
            ])
        #expect(read(text(Limits.htmlDepth)).blocks == [.paragraph(Paragraph("x"))])
    }

    @Test("quotations are counted up to the limit")
    func quotes() {
        let html = { String(repeating: "<blockquote>", count: $0) + "x" }
        #expect(read(html(Limits.htmlQuotes)).blocks.last?.quoteDepth == Limits.htmlQuotes)
        #expect(read(html(Limits.htmlQuotes + 1)).blocks.last?.quoteDepth == Limits.htmlQuotes)
    }

    @Test("text ends at the limit")
    func text() {
        let text = String(repeating: "x", count: Limits.htmlTextOctets - 1)
        #expect(read(text).blocks == [.paragraph(Paragraph(text))])
        #expect(read(text + "xyz").flat == text + "x\n…")
    }

    @Test("blocks end at the limit")
    func blocks() {
        let html = { String(repeating: "<div>x", count: $0) }
        #expect(read(html(Limits.htmlBlocks - 1)).blocks.count == Limits.htmlBlocks - 1)
        #expect(read(html(Limits.htmlBlocks + 9)).blocks.count <= Limits.htmlBlocks + 1)
    }

    @Test("links up to the limit have numbers")
    func links() {
        let html = { (count: Int) in
            (0..<count).map { "<a href='http://x/\($0)'>a</a> " }.joined()
        }
        #expect(read(html(Limits.htmlLinks)).links.count == Limits.htmlLinks)
        let above = read(html(Limits.htmlLinks + 1))
        #expect(above.links.count == Limits.htmlLinks)
        #expect(!above.flat.contains("[\(Limits.htmlLinks + 1)]"))
    }

    @Test("a target above the limit is no link")
    func targets() {
        let html = { (count: Int) in
            "<a href='http://\(String(repeating: "x", count: count - 7))'>a</a>"
        }
        #expect(read(html(Limits.htmlTargetOctets)).links.count == 1)
        #expect(read(html(Limits.htmlTargetOctets + 1)).links.isEmpty)
    }

    @Test("a target that is never opened is cut at its limit")
    func oddTargets() {
        let target = { (count: Int) in
            self.read("<a href='data:\(String(repeating: "x", count: count))'>a</a>").links[0]
                .target
        }
        #expect(target(Limits.htmlOddTargetOctets).hasSuffix("x"))
        #expect(target(Limits.htmlOddTargetOctets + 1).hasSuffix("x…"))
    }

    @Test("attributes, styles and classes above the limits are not understood")
    func attributes() {
        let attributes = { (count: Int) in
            "<p \(String(repeating: "title=x id=y ", count: count / 2)) hidden>a</p>b"
        }
        let known = { (count: Int) in "<p \(String(repeating: "id=y ", count: count)) hidden>a</p>b"
        }
        #expect(read(known(Limits.htmlAttributes - 1)).flat == "b")
        #expect(read(known(Limits.htmlAttributes)).flat == "a\n\nb")
        #expect(read(attributes(Limits.htmlAttributes)).flat == "b")
        let style = { (count: Int) in
            "<p style='\(String(repeating: ";", count: count - 12))display:none'>a</p>b"
        }
        #expect(read(style(Limits.htmlStyleOctets)).flat == "b")
        #expect(read(style(Limits.htmlStyleOctets + 1)).flat == "a\n\nb")
        let classes = { (count: Int) in
            "<style>.x{display:none}</style><p class='\(String(repeating: "y ", count: count - 1))x'>a</p>b"
        }
        #expect(read(classes(Limits.htmlClasses)).flat == "b")
        #expect(read(classes(Limits.htmlClasses + 1)).flat == "a\n\nb")
    }

    @Test("style sheets are read up to the limits")
    func styleSheets() {
        let rules = { (count: Int) in
            "<style>" + (1...count).map { ".c\($0){display:none}" }.joined()
                + "</style><p class=c\(count)>a</p>b"
        }
        #expect(read(rules(Limits.htmlStyleRules)).flat == "b")
        #expect(read(rules(Limits.htmlStyleRules + 1)).flat == "a\n\nb")
        let padded = { (count: Int) in
            let rule = ".a{display:none}"
            let blanks = String(repeating: " ", count: count - rule.utf8.count)
            return "<style>\(blanks)\(rule)</style><p class=a>a</p>b"
        }
        #expect(read(padded(Limits.htmlStyleSheetOctets)).flat == "b")
        #expect(read(padded(Limits.htmlStyleSheetOctets + 12)).flat == "a\n\nb")
    }

    @Test("a style's value above the limit is cut")
    func styleValues() {
        let html = { (count: Int) in
            "<p style='display:\(String(repeating: "x", count: count - 4))none'>a</p>b"
        }
        #expect(read(html(Limits.htmlStyleValueOctets)).flat == "b")
        #expect(read(html(Limits.htmlStyleValueOctets + 1)).flat == "a\n\nb")
    }

    @Test("alternative texts and indents end at their limits")
    func others() {
        let image = { (count: Int) in "<img alt='\(String(repeating: "x", count: count))'>" }
        #expect(
            read(image(Limits.htmlAlternativeOctets)).flat.count == Limits.htmlAlternativeOctets + 2
        )
        #expect(
            read(image(Limits.htmlAlternativeOctets + 1)).flat.count
                == Limits.htmlAlternativeOctets + 2)
        let indent = { (count: Int) -> Int? in
            guard
                case .paragraph(let paragraph)? = read(
                    String(repeating: "<dd><dl>", count: count) + "x"
                ).blocks.last
            else { return nil }
            return paragraph.indent
        }
        #expect(indent(Limits.htmlIndent / 4) == Limits.htmlIndent)
        #expect(indent(Limits.htmlIndent / 4 + 1) == Limits.htmlIndent)
    }

    @Test("hidden text is looked at up to the limit")
    func hiddenText() {
        let html = { (count: Int) in "<p hidden>\(String(repeating: "-", count: count - 1))x</p>" }
        #expect(HTMLReader.read(html(Limits.htmlHiddenOctets).utf8).hiddenTexts == 1)
        #expect(HTMLReader.read(html(Limits.htmlHiddenOctets + 1).utf8).hiddenTexts == 0)
    }
}
