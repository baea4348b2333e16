import Testing

@testable import MIME

@Suite("Header text")
struct HeaderTextTests {
    private func decode(_ text: String) -> String {
        HeaderText.decode(Array(text.utf8))
    }

    @Test("plain ASCII stays as it is, blanks at the ends go")
    func plain() {
        #expect(decode("  Hello = world?  ") == "Hello = world?")
    }

    @Test("a fold is the blank it begins with")
    func folds() {
        #expect(decode("one\r\n two\n\tthree") == "one two three")
    }

    @Test("both encodings are decoded, whatever their case")
    func encodings() {
        #expect(decode("=?utf-8?Q?caf=C3=A9_au_lait?=") == "café au lait")
        #expect(decode("=?UTF-8?b?Y2Fmw6k=?=") == "café")
        #expect(decode("=?iso-8859-1*fr?q?caf=e9?=") == "café")
    }

    @Test("blanks between encoded words are not shown, those beside text are")
    func blanksBetween() {
        #expect(decode("=?utf-8?Q?a?= =?utf-8?Q?b?= c =?utf-8?Q?d?=") == "ab c d")
        #expect(decode("=?utf-8?Q?a?=\r\n =?iso-8859-1?Q?=E4?=") == "aä")
    }

    @Test("a character split between two words is joined")
    func splitCharacter() {
        #expect(decode("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=") == "café")
        #expect(decode("=?utf-8?B?44G?= =?utf-8?B?gg==?=").isEmpty == false)
    }

    @Test("the result is not decoded again")
    func decodedOnce() {
        #expect(decode("=?utf-8?Q?=3D=3Futf-8=3FQ=3Finner=3F=3D?=") == "=?utf-8?Q?inner?=")
    }

    @Test("an encoded line end does not begin a line")
    func encodedLineEnd() {
        #expect(decode("=?utf-8?Q?hello=0D=0ABcc:_x?=") == "hello  Bcc: x")
    }

    @Test("raw octets are UTF-8 when they are well formed, else windows-1252")
    func rawOctets() {
        #expect(decode("Grüße") == "Grüße")
        #expect(HeaderText.decode([0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
    }

    @Test("one damaged character does not spoil UTF-8")
    func damagedUTF8() {
        #expect(HeaderText.decode(Array("Юникод".utf8) + [0xF1]) == "Юникод\u{FFFD}")
    }

    @Test("an unknown charset is guessed")
    func unknownCharset() {
        #expect(decode("=?x-nonsense?Q?caf=C3=A9?=") == "café")
    }

    @Test(
        "what is no encoded word stays as written",
        arguments: ["=?utf-8?Q?open", "=?utf-8?X?a?=", "=??Q?a?=", "=?utf-8?Q?", "a =? b", "="])
    func noEncodedWord(text: String) {
        #expect(decode(text) == text)
    }

    @Test("a truncated word does not swallow the one after it")
    func truncatedWord() {
        #expect(decode("=?utf-8?Q?abc =?utf-8?Q?d?=") == "=?utf-8?Q?abc d")
    }

    @Test("words beyond the limit stay undecoded, the last one within it does not")
    func wordLimit() {
        let word = "=?utf-8?Q?a?="
        let below = decode(String(repeating: word, count: Limits.encodedWords))
        #expect(below == String(repeating: "a", count: Limits.encodedWords))
        let above = decode(String(repeating: word, count: Limits.encodedWords + 1))
        #expect(above.hasSuffix("=?utf-8?Q?a?="))
    }

    @Test("a fold inside an encoded word, which is forbidden, is a blank")
    func foldedWord() {
        #expect(HeaderText.decode(Array("=?utf-8?Q?one\r\n two?=".utf8)) == "one two")
        #expect(HeaderText.decode(Array("=?utf-8?B?b25l\r\n dHdv?=".utf8)) == "onetwo")
    }

    @Test("a word is decoded inside other text, and may have blanks around its charset")
    func untidyWords() {
        #expect(HeaderText.decode(Array("a=?utf-8?q?=C3=A9?=b".utf8)) == "aéb")
        #expect(HeaderText.decode(Array("=? utf-8 ?Q?a?=".utf8)) == "a")
        #expect(HeaderText.decode(Array("=?utf-8*en?Q?a_b?=".utf8)) == "a b")
    }
}
