import Testing

@testable import MIME

@Suite("Charsets that were declared wrongly")
struct CharsetFittingTests {
    private func read(_ declared: String, _ octets: [UInt8]) -> String {
        Charset.fitting(octets[...], declared: Charset(named: declared)).decode(octets[...])
    }

    @Test(
        "well-formed UTF-8 is UTF-8, whatever a charset of single octets claims",
        arguments: ["us-ascii", "iso-8859-1", "windows-1252", "koi8-r", "iso-8859-15"])
    func utf8(declared: String) {
        #expect(read(declared, Array("żółw".utf8)) == "żółw")
    }

    @Test("another charset that calls itself UTF-8 is looked at")
    func notUTF8() {
        #expect(
            read("utf-8", Array("na\u{EF}ve caf".unicodeScalars.map { UInt8($0.value) }) + [0xE9])
                == "naïve café")
    }

    @Test("broken UTF-8 stays UTF-8")
    func broken() {
        #expect(read("utf-8", [0xC3, 0xA9, 0xC3, 0xA9, 0xC3, 0xA9, 0xFF]) == "ééé\u{FFFD}")
        let overlong = read("utf-8", [0x61, 0xC0, 0xAF, 0x20, 0xC0, 0x9B, 0x5B, 0x33])
        #expect(overlong.unicodeScalars.allSatisfy { $0.value < 0x80 || $0 == "\u{FFFD}" })
    }

    @Test("a Chinese charset that decodes is believed")
    func believed() {
        #expect(read("gb2312", [0xC8, 0xD5]) == "日")
        #expect(read("gb2312", Array("日本語の件名です。".utf8)) == "日本語の件名です。")
    }

    @Test("escapes of ISO-2022-JP are read where ASCII is claimed")
    func escapes() {
        #expect(read("us-ascii", Array("\u{1B}$BF|\u{1B}(B".utf8)) == "日")
        #expect(read("us-ascii", Array("\u{1B}[31m red".utf8)) == "\u{1B}[31m red")
    }

    @Test("a seven-bit charset is not believed of eight-bit octets without any shift")
    func notSevenBit() {
        #expect(read("iso-2022-jp", Array("日本語のメール".utf8)) == "日本語のメール")
        let octets = CharsetGuessTests.encoded("これは日本語のメールです。", "EUC-JP")
        #expect(read("iso-2022-jp", octets) == "これは日本語のメールです。")
    }

    @Test("what a sender usually writes is used where nothing true is declared")
    func likely() throws {
        let likely = try #require(Charset(named: "koi8-r"))
        let octets: [UInt8] = [0xD6, 0xC1]
        #expect(Charset.fitting(octets[...], declared: nil, likely: likely) == likely)
        #expect(Charset.fitting(octets[...], declared: .ascii, likely: likely) == likely)
        #expect(
            Charset.fitting(octets[...], declared: .windows1252, likely: likely) == .windows1252)
        #expect(Charset.fitting(Array("жа".utf8)[...], declared: nil, likely: likely) == .utf8)
    }

    @Test("the person's choice beats every declaration")
    func chosen() {
        let octets = Array("Content-Type: text/plain; charset=utf-8\n\n".utf8) + [0xD6, 0xC1]
        let readable = ParsedMessage(octets).readable(ReadingWish(charset: "KOI8-R"))
        #expect(readable.text == "жа")
        #expect(readable.charset == "koi8-r")
    }

    @Test("every name that is offered is known")
    func offered() {
        for name in Charset.offered { #expect(Charset.isKnown(name)) }
        #expect(!Charset.isKnown("x-nonsense"))
    }

    @Test(
        "names are understood with what careless programs add to them",
        arguments: [
            ("\"utf-8\"", "utf-8"), ("UTF-8;format=flowed", "utf-8"), ("utf-8 ", "utf-8"),
            ("charset=utf-8", "utf-8"), ("3Dutf-8", "utf-8"), ("iso-8859-2*pl", "iso-8859-2"),
            ("windows-1251.", "windows-1251"), ("iso_8859_5", "iso-8859-5"),
            ("ISO8859-15", "iso-8859-15"), ("cp-1250", "windows-1250"), ("euc_kr", "euc-kr"),
            ("HZ", "hz-gb-2312"), ("x-mac-ce", "x-mac-ce"), ("ansi_x3.110-1983", "ansi_x3.110"),
        ])
    func names(written: String, meant: String) {
        #expect(Charset(named: written)?.label == Charset(named: meant)?.label)
        #expect(Charset(named: meant) != nil)
    }
}
