import Testing

@testable import Wire

@Suite("SASL preparation")
struct SASLPreparationTests {
    private func prepared(_ text: String) -> String? {
        SASLPreparation.prepare(Secret(text.utf8)).map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
    }

    @Test(
        "what is the same after normalisation stays as it is",
        arguments: [
            "", "user", "USER", "a b~!\"", "s\u{E4}same", "\u{C4}\u{D6}\u{DC}\u{DF}", "Привет",
            "\u{3B1}\u{3A9}\u{3C2}", "\u{65E5}\u{672C}\u{8A9E}", "\u{D55C}\u{AE00}", "\u{1F511}",
            "\u{20AC}",
        ])
    func unchanged(text: String) {
        #expect(prepared(text).map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("spaces become the ASCII one, and soft marks go (RFC 4013 §2.1)")
    func mapped() {
        #expect(prepared("I\u{AD}X") == "IX")
        #expect(prepared("a\u{A0}b\u{3000}c") == "a b c")
        #expect(prepared("\u{2764}\u{FE0F}\u{200D}") == "\u{2764}")
    }

    @Test(
        "what normalisation would change, or SASLprep prohibits, is not prepared",
        arguments: [
            // RFC 4013 §3: a compatibility form, a control, writing in both directions.
            "\u{AA}", "\u{2168}", "\u{7}", "\u{627}1", "e\u{301}", "\u{212B}", "\u{212A}",
            "\u{2126}",
            "\u{FF21}", "\u{FB01}", "\u{1F0}\u{30C}", "\u{1100}\u{1161}", "\u{F900}", "\u{5D0}",
            "\u{E000}", "\u{FFFD}", "\u{202E}", "\u{80}", "\u{2028}", "\u{E0041}", "\u{3D0}",
        ])
    func left(text: String) {
        #expect(prepared(text) == nil)
        #expect(prepared("x" + text + "y") == nil)
    }

    @Test("what is not UTF-8 is not prepared")
    func notText() {
        for octets: [UInt8] in [[0xFF], [0xC3], [0x41, 0xE4], [0xED, 0xA0, 0x80], [0]] {
            #expect(SASLPreparation.prepare(Secret(octets)) == nil)
        }
    }
}
