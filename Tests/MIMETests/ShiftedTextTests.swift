import Testing

@testable import MIME

@Suite("Seven-bit and wide charsets")
struct ShiftedTextTests {
    private func decode(_ label: String, _ octets: [UInt8]) -> String? {
        Charset(named: label)?.decode(octets[...])
    }

    private func decode(_ label: String, _ text: String) -> String? {
        decode(label, Array(text.utf8))
    }

    @Test("half-width kana and the signs of one vendor are part of everyday ISO-2022-JP")
    func japanese() {
        #expect(decode("iso-2022-jp", "\u{1B}(I1\u{1B}(B") == "ｱ")
        #expect(decode("iso-2022-jp", [0xB1]) == "ｱ")
        #expect(decode("iso-2022-jp", "\u{1B}$B-!\u{1B}(B") == "①")
        #expect(decode("iso-2022-jp", "\u{1B}$(D0!\u{1B}(B") == "丂")
    }

    @Test("a lost escape sequence costs one line at most")
    func lostEscape() {
        #expect(decode("iso-2022-jp", "\u{1B}$BF|\nplain text\n") == "日\nplain text\n")
        #expect(decode("hz-gb-2312", "~{HU\nplain\n") == "日\nplain\n")
        #expect(decode("iso-2022-kr", "\u{1B}$)C\n\u{0E}0!\nplain\n") == "\n가\nplain\n")
    }

    @Test("an escape that means nothing stays, and so does the text behind it")
    func foreignEscape() {
        #expect(decode("iso-2022-jp", "a\u{1B}[31mb") == "a\u{1B}[31mb")
        #expect(decode("iso-2022-jp", "a\u{1B}") == "a\u{1B}")
    }

    @Test("HZ shifts, doubles its tilde and joins lines")
    func hz() {
        #expect(decode("hz-gb-2312", "a~~b ~{HU~} ~\nc") == "a~b 日 c")
    }

    @Test("UTF-7 decodes, also to controls, and a broken run takes nothing along")
    func utf7() {
        #expect(decode("utf-7", "+AOk-t+AOk") == "été")
        #expect(decode("utf-7", "1 +- 2") == "1 + 2")
        #expect(decode("utf-7", "+ABsAWw-x") == "\u{1B}[x")
        #expect(decode("utf-7", "+A!text") == "\u{FFFD}!text")
        #expect(decode("utf-7", "a + b") == "a + b")
        #expect(decode("utf-7", "+2D3eAA-") == "😀")
    }

    @Test("UTF-16 goes by its mark, then by its name, then by its zeros")
    func wide() {
        #expect(decode("utf-16", [0xFF, 0xFE, 0xE9, 0]) == "é")
        #expect(decode("utf-16be", [0, 0xE9]) == "é")
        #expect(decode("utf-16", [0x61, 0, 0x62, 0]) == "ab")
        #expect(decode("utf-16", [0, 0x61, 0, 0x62]) == "ab")
        #expect(decode("utf-32le", [0x61, 0, 0, 0]) == "a")
    }

    @Test("half a pair never shifts what follows")
    func surrogates() {
        #expect(decode("utf-16le", [0x00, 0xD8, 0x61, 0, 0x62, 0]) == "\u{FFFD}ab")
        #expect(decode("utf-16le", [0x61, 0, 0x62]) == "a\u{FFFD}")
    }

    @Test(
        "no charset swallows the ASCII octet behind a broken character",
        arguments: ["euc-jp", "euc-kr", "gb18030", "big5", "shift_jis", "utf-8", "euc-tw"])
    func keepsASCII(label: String) throws {
        let text = try #require(decode(label, [0x61, 0xB0, 0x22, 0x3C, 0x62, 0x0A, 0x63]))
        #expect(text.hasSuffix("\"<b\nc"))
        #expect(text.hasPrefix("a"))
    }

    @Test("a byte order mark is no text")
    func mark() {
        #expect(decode("utf-8", [0xEF, 0xBB, 0xBF, 0x61]) == "a")
    }
}
