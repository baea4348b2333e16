import Testing

@testable import Console

@Suite struct TaggedTextTests {
    private func texts(_ line: TaggedText) -> [String] { line.pieces.map(\.text.string) }

    @Test("pieces keep their tags, empty ones vanish and equal neighbours become one")
    func pieces() {
        let line = TaggedText([("a", 1), ("", 2), ("b", 1), ("c", 3)])
        #expect(texts(line) == ["ab", "c"])
        #expect(line.pieces.map(\.tag) == [1, 3])
        #expect(line.width == 3)
        #expect(TaggedText([("", 1)]).isEmpty)
    }

    @Test(
        "a character that reaches into the next piece stays whole",
        arguments: [
            ("👨", "\u{200D}👩x"), ("e", "\u{301}x"), ("🇩", "🇪x"), ("👍", "🏽x"), ("ᄒ", "ᅡx"),
            ("क", "\u{94D}षx"),
        ])
    func joined(_ first: String, _ second: String) {
        let line = TaggedText([(first, 1), (second, 2)])
        #expect(texts(line).last == "x")
        #expect(line.text == TerminalText(first + second))
        #expect(line.width == line.text.width)
    }

    @Test("wrapping cuts where the line without tags would be cut")
    func wrapped() {
        let text = "some words 漢字 of several looks, and averyveryverylongwordindeed  too"
        for columns in 2...30 {
            for cut in [0, 3, 11, 12, 30] {
                let line = TaggedText([
                    (String(text.prefix(cut)), 1), (String(text.dropFirst(cut)), 2),
                ])
                let plain = TerminalText.wrapped(text, columns: columns).map(\.string)
                #expect(line.wrapped(columns: columns).map(\.text.string) == plain)
            }
        }
    }

    @Test("broken at the edge nothing is lost")
    func edge() {
        let text = "  two  blanks 漢字 e\u{301}nd  "
        for columns in 2...12 {
            let lines = TaggedText([(text, 0)]).wrapped(columns: columns, breaking: .edge)
            #expect(lines.map(\.text.string).joined() == text)
            #expect(lines.allSatisfy { $0.width <= columns })
        }
    }

    @Test("a TAB goes on to the next stop of the line, not of its piece")
    func tabs() {
        #expect(TaggedText([("abc", 1), ("\td", 2)]).text.string == "abc     d")
    }

    @Test("octets get another tag; what lies outside the line is left alone")
    func retagged() {
        let line = TaggedText([("abc", 1), ("déf", 2)])
        let marked = line.retagged([2..<4, 90..<99]) { $0 | 8 }
        #expect(texts(marked) == ["ab", "c", "d", "éf"])
        #expect(marked.pieces.map(\.tag) == [1, 9, 10, 2])
    }

    @Test("drawing gives each piece its style and stops at the edge")
    func drawing() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1))
        let line = TaggedText([("ab", 1), ("漢字", 2)])
        let used = canvas.write(line, at: Point(column: 1, row: 0), columns: 4) { tag in
            Style(attributes: tag == 1 ? .bold : .dim)
        }
        #expect(used == 4)
        #expect(canvas.text == " ab漢")
        #expect(canvas[1, 0].style.attributes == .bold)
        #expect(canvas[3, 0].style.attributes == .dim)
    }

    @Test("a very long line of many pieces is wrapped whole")
    func long() {
        let parts = (0..<20_000).map { (text: "wörd ", tag: UInt8($0 % 2)) }
        let lines = TaggedText(parts).wrapped(columns: 50)
        #expect(lines.count == 2_000)
    }
}
