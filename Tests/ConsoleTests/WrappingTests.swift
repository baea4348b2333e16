import Testing

@testable import Console

@Suite("Wrapping")
struct WrappingTests {
    private func lines(_ text: String, _ columns: Int) -> [String] {
        TerminalText.wrapped(text, columns: columns).map(\.string)
    }

    @Test("lines break at blanks, which are dropped there")
    func words() {
        #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"])
        #expect(lines("the   quick", 5) == ["the", "quick"])
        #expect(lines("abc def  ", 7) == ["abc def"])
    }

    @Test("a word that is too long is cut")
    func longWord() {
        #expect(lines("abcdefgh", 3) == ["abc", "def", "gh"])
        #expect(lines("x abcdefgh y", 3) == ["x", "abc", "def", "gh", "y"].filter { !$0.isEmpty })
    }

    @Test("wide characters wrap anywhere between them and never stick out")
    func wide() {
        #expect(lines("日本語の文章", 5) == ["日本", "語の", "文章"])
        #expect(lines("mail 日本語", 8) == ["mail 日", "本語"])
    }

    @Test("no line begins with what closes, and none ends with what opens")
    func kinsoku() {
        #expect(lines("日本語。文章", 6) == ["日本", "語。文", "章"])
        #expect(lines("日本「語」文", 6) == ["日本", "「語」", "文"])
        #expect(lines("。。。。。", 4) == ["。。", "。。", "。"])
    }

    @Test("empty lines, CRLF and the last line end are kept as lines")
    func lineEnds() {
        #expect(lines("a\n\nb\r\nc\n", 10) == ["a", "", "b", "c", ""])
        #expect(lines("", 10) == [""])
    }

    @Test("TAB goes to the next multiple of eight")
    func tabs() {
        #expect(lines("a\tb\t\tc", 80) == ["a       b               c"])
        #expect(lines("作\tb\u{301}\t", 80) == ["作      b\u{301}       "])
        #expect(lines("\tx", 80) == ["        x"])
    }

    @Test("a line keeps its indentation, but at most half of the columns")
    func indentation() {
        #expect(lines("  one two", 6) == ["  one", "two"])
        #expect(lines("                    word", 8) == ["    word"])
        #expect(lines("            ", 8) == ["    "])
    }

    @Test("controls in a body are shown, not obeyed")
    func controls() {
        #expect(lines("a\u{1B}[2J\nb\rc", 10) == ["a␛[2J", "b␍c"])
    }

    @Test("no line is wider than asked, and no text but blanks gets lost")
    func properties() {
        var hostile = HostileText(seed: 99)
        for _ in 0..<1_000 {
            let text = hostile.text(upTo: 60).replacing("\t", with: " ")
            let columns = Int.random(in: 2...12, using: &hostile)
            let wrapped = TerminalText.wrapped(text, columns: columns)
            #expect(wrapped.allSatisfy { $0.width <= columns })
            let unwrapped = TerminalText.wrapped(text, columns: 1_000)
            #expect(scalars(wrapped) == scalars(unwrapped))
        }
    }

    @Test("a hostile line costs time in proportion to its length")
    func flood() {
        let tabs = String(repeating: "\t", count: 8_000)
        let marks = "a" + String(repeating: "\u{301}", count: 30_000)
        let conjunct = String(repeating: "क्", count: 8_000)
        #expect(lines(tabs, 80).count == 1)
        #expect(lines(marks, 80).map(\.unicodeScalars.count) == [10])
        #expect(lines(conjunct, 80).count == 100)
    }

    private func scalars(_ lines: [TerminalText]) -> [Unicode.Scalar] {
        lines.flatMap(\.string.unicodeScalars).filter { $0 != " " }
    }
}
