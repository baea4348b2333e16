import Testing

@testable import MIME

@Suite("Limits")
struct LimitsTests {
    private func nested(_ depth: Int) -> ParsedMessage {
        let levels = (0..<depth).map {
            "Content-Type: multipart/mixed; boundary=n\($0)\n\n--n\($0)\n"
        }
        return message(levels.joined() + "\ninnermost\n")
    }

    private func multipart(parts: Int) -> ParsedMessage {
        let body = (0..<parts).map { "--a\n\npart \($0)\n" }.joined()
        return message("Content-Type: multipart/mixed; boundary=a\n\n\(body)--a--\n")
    }

    @Test("multiparts inside each other are opened up to the limit")
    func depth() {
        #expect(nested(Limits.partDepth).readable.text == "innermost\r\n".withLineFeeds)
        #expect(!nested(Limits.partDepth).defects.contains(.nestedTooDeep))
    }

    @Test("one level deeper is a single attachment and the mail is marked")
    func tooDeep() {
        let parsed = nested(Limits.partDepth + 1)
        #expect(parsed.defects.contains(.nestedTooDeep))
        #expect(parsed.attachments.map(\.mediaType) == ["application/octet-stream"])
    }

    @Test("enclosed messages count as levels too")
    func enclosedMessages() {
        let text = String(repeating: "Content-Type: message/rfc822\n\n", count: 500) + "x\n"
        let parsed = message(text)
        #expect(parsed.defects.contains(.nestedTooDeep))
        #expect(parsed.root.descendants.count == Limits.partDepth + 1)
    }

    @Test("parts up to the limit are told apart, the last one holds the rest")
    func parts() {
        let below = multipart(parts: Limits.parts - 1)
        #expect(below.root.children.count == Limits.parts - 1)
        #expect(below.defects.isEmpty)
        let above = multipart(parts: Limits.parts)
        #expect(above.root.children.count == Limits.parts - 1)
        #expect(above.defects == [.tooManyParts])
        #expect(above.readable.text.hasSuffix("part \(Limits.parts - 1)"))
    }

    @Test("fields up to the limit are kept")
    func fields() {
        let fields = { count in String(repeating: "A: b\n", count: count) + "\n" }
        #expect(message(fields(Limits.headerFields)).headerFields.count == Limits.headerFields)
        #expect(message(fields(Limits.headerFields + 1)).headerFields.count == Limits.headerFields)
    }

    @Test("a field above the limit is cut and the mail is marked")
    func fieldLength() {
        let field = { count in "A: " + String(repeating: "x", count: count - 3) + "\nSubject: s\n\n"
        }
        let below = message(field(Limits.keptFieldOctets))
        #expect(below.defects.isEmpty)
        let above = message(field(Limits.keptFieldOctets + 1))
        #expect(above.defects == [.fieldTooLong])
        #expect(above.headerFields[0].body.count == Limits.keptFieldOctets - 3)
        #expect(above.envelope.subject == "s")
    }

    @Test("a header block above the limit ends there")
    func headerBlock() {
        let line = "A: " + String(repeating: "x", count: 1_020) + "\n"
        let lines = Limits.headerBlockOctets / 1_024
        let below = ParsedMessage(Array((String(repeating: line, count: lines) + "\n").utf8))
        #expect(below.defects.isEmpty)
        let above = ParsedMessage(
            Array((String(repeating: line, count: lines + 1) + "\n").utf8))
        #expect(above.defects == [.headerTooLong])
    }

    @Test("HTML is read at any depth, its text ends at the limit")
    func html() {
        var deep = HTMLRenderer()
        let quotes = String(repeating: "<blockquote>", count: Limits.htmlDepth + 1)
        #expect(deep.render(quotes + "x").hasSuffix("x"))
        let text = String(repeating: "x", count: Limits.htmlTextOctets)
        var below = HTMLRenderer()
        #expect(below.render(String(text.dropLast())).utf8.count == Limits.htmlTextOctets - 1)
        var above = HTMLRenderer()
        #expect(above.render(text + "x").hasSuffix("x\n…"))
    }

    @Test("link targets up to the limit are listed")
    func links() {
        let links = { count in
            (0..<count).map { "<a href='http://x/\($0)'>a</a> " }.joined()
        }
        var below = HTMLRenderer()
        #expect(below.render(links(Limits.htmlLinks)).contains("\n[\(Limits.htmlLinks)] http"))
        var above = HTMLRenderer()
        let text = above.render(links(Limits.htmlLinks + 1))
        #expect(!text.contains("[\(Limits.htmlLinks + 1)]"))
    }

    @Test("a link target above the limit is cut")
    func linkLength() {
        let link = { count in
            "<a href='http://\(String(repeating: "x", count: count - 7))'>a</a>"
        }
        var below = HTMLRenderer()
        #expect(below.render(link(Limits.linkOctets)).hasSuffix("x"))
        var above = HTMLRenderer()
        #expect(above.render(link(Limits.linkOctets + 1)).hasSuffix("x…"))
    }

    @Test("a preview ends at the limit, wherever its source goes on")
    func preview() {
        let text = String(repeating: "x", count: Limits.previewCharacters)
        #expect(Preview.text(of: text) == text)
        #expect(Preview.text(of: text + "y") == text)
        let blanks = String(repeating: " ", count: Limits.previewSourceOctets)
        #expect(message("\n\(blanks)late").preview == "")
        #expect(message("\n\(blanks.dropFirst())late").preview == "l")
    }
}

extension String {
    fileprivate var withLineFeeds: String { LineEnds.normalised(self) }
}
