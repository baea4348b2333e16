import Testing

@testable import MIME

@Suite("Line ends")
struct LineEndsTests {
    @Test(
        "every line end becomes LF",
        arguments: [
            ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\nb"), ("a\r\r\r\nb", "a\n\nb"),
            ("a\r", "a\n"), ("\r\n\r\n", "\n\n"), ("\r\r", "\n\n"), ("a\n\rb", "a\n\nb"), ("", ""),
            ("a\nb\n", "a\nb\n"),
        ])
    func all(text: String, expected: String) {
        #expect(LineEnds.normalised(text) == expected)
    }

    @Test("a line at the limit stays, a longer one is broken between characters")
    func long() {
        #expect(LineEnds.normalised("abcd\nabcd", lineLimit: 4) == "abcd\nabcd")
        #expect(LineEnds.normalised("abcde\r\nabcdefghi", lineLimit: 4) == "abcd\ne\nabcd\nefgh\ni")
        #expect(LineEnds.normalised("abcé\né", lineLimit: 4) == "abcé\né")
        #expect(LineEnds.normalised("éééé", lineLimit: 3) == "éé\néé")
    }
}
