import Testing

@testable import Presentation

@Suite struct RawLayoutTests {
    private func lines(_ raw: String) -> [String] {
        MessageLayout(raw: raw, columns: 10).lines.map(\.body.text.string)
    }

    @Test("a raw message keeps its empty lines, and long lines go on in the next")
    func wraps() {
        #expect(lines("a\r\n\r\nb\n") == ["a", "", "b", ""])
        #expect(lines("0123456789ab") == ["0123456789", "ab"])
        #expect(lines("") == [""])
    }

    @Test("what goes beyond the lines that are laid out is left out, even of one long line")
    func bounded() {
        let many = String(repeating: "a\n", count: Limits.messageLines - 1)
        #expect(lines(many + "b").count == Limits.messageLines)
        #expect(lines(many + "b").last == "b")
        #expect(lines(many + "b\nc").count == Limits.messageLines + 1)
        let long = String(repeating: "a", count: 10 * Limits.messageLines)
        #expect(lines(long).count == Limits.messageLines)
        #expect(lines(long + "b").count == Limits.messageLines + 1)
        #expect(lines(long + "b").last != "b")
    }
}
