import Testing

@testable import MIME

@Suite("Charsets")
struct CharsetTests {
    private func decode(_ label: String, _ octets: [UInt8]) -> String? {
        Charset(named: label)?.decode(octets[...])
    }

    @Test(
        "the charsets of everyday mail are decoded",
        arguments: [
            ("utf-8", [0xC3, 0xA9], "é"), ("ISO-8859-1", [0xE9], "é"),
            ("iso-8859-2", [0xB1], "ą"), ("iso-8859-15", [0xA4], "€"),
            ("windows-1252", [0x80], "€"),
            ("windows-1251", [0xE6], "ж"), ("koi8-r", [0xD6], "ж"), ("cp866", [0xA6], "ж"),
            ("shift_jis", [0x93, 0xFA], "日"), ("x-sjis", [0x93, 0xFA], "日"),
            ("euc-jp", [0xC6, 0xFC], "日"), ("gb2312", [0xC8, 0xD5], "日"),
            ("gbk", [0xC8, 0xD5], "日"),
            ("big5", [0xA4, 0xE9], "日"), ("ks_c_5601-1987", [0xB0, 0xA1], "가"),
            ("euc-kr", [0xB0, 0xA1], "가"), ("tis-620", [0xA1], "ก"),
            ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
            ("utf-7", Array("+AOk-".utf8), "é"), ("utf-16le", [0xE9, 0x00], "é"),
            ("macintosh", [0x8E], "é"), ("iso-8859-8-i", [0xE0], "א"),
        ] as [(String, [UInt8], String)])
    func everyday(label: String, octets: [UInt8], text: String) {
        #expect(decode(label, octets) == text)
    }

    @Test("every name in the table is known to the system")
    func tableIsComplete() {
        let ours = WideText.names.union([ShiftedText.hz])
        for (label, name) in CharsetTable.names where !ours.contains(name) {
            #expect(Iconv.decode([], from: name) == "", "\(label): \(name)")
        }
    }

    @Test("a name outside the list is no charset, whatever it holds")
    func closedList() {
        for label in ["x-unknown", "", "//TRANSLIT", "../../etc/passwd", "unknown-8bit"] {
            #expect(Charset(named: label) == nil)
        }
    }

    @Test("quotes around a name do not matter")
    func quotedName() {
        #expect(Charset(named: "'UTF-8'") == .utf8)
    }

    @Test("an octet that cannot be decoded is replaced and the rest goes on")
    func replacement() {
        #expect(decode("utf-8", [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(decode("euc-jp", [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(decode("iso-2022-jp", [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(decode("koi8-t", [0x61, 0x88, 0x62]) == "a\u{FFFD}b")
        #expect(decode("shift_jis", [0x61, 0x93]) == "a\u{FFFD}")
    }

    @Test("overlong UTF-8 is never an escape")
    func overlong() throws {
        let text = try #require(decode("utf-8", [0xC0, 0x9B, 0xC0, 0xAF]))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" })
    }

    @Test("text longer than one piece of iconv's output is whole")
    func longText() {
        let octets = [UInt8](repeating: 0xB1, count: 50_001)
        #expect(decode("iso-8859-2", octets) == String(repeating: "ą", count: 50_001))
    }

    @Test("8-bit octets that claim to be ASCII are looked at")
    func falseASCII() {
        #expect(decode("us-ascii", Array("żółw".utf8)) == "żółw")
        #expect(decode("us-ascii", [0x66, 0xFC, 0x72]) == "für")
    }

    @Test("a part without a charset takes that of the multipart around it")
    func inherited() {
        let octets =
            Array(
                "Content-Type: multipart/mixed; boundary=a; charset=iso-8859-2\n\n--a\n\n".utf8)
            + [0xB1] + Array("\n--a--\n".utf8)
        #expect(ParsedMessage(octets).readable.text == "ą")
    }

    @Test("an unknown charset is marked and guessed")
    func unknown() {
        let parsed = message("Content-Type: text/plain; charset=x-nonsense\n\nżółw")
        #expect(parsed.readable.text == "żółw")
        #expect(parsed.defects == [.unknownCharset])
    }

    @Test("an HTML page without a charset outside says it inside")
    func metaCharset() {
        for meta in [
            "<meta charset=iso-8859-2>",
            "<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">",
        ] {
            let octets = Array("Content-Type: text/html\n\n\(meta)".utf8) + [0xB1]
            #expect(ParsedMessage(octets).readable.text == "ą")
        }
    }
}
