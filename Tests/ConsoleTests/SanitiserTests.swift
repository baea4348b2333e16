import Testing

@testable import Console

@Suite("Sanitiser")
struct SanitiserTests {
    @Test("plain text passes unchanged")
    func plain() {
        for text in ["", "Hello, world", "Grüße", "作者", "한국어", "नमस्ते", "سلام", "👩‍👩‍👧‍👦 🇩🇪 ❤️ 👍🏽 1️⃣"] {
            #expect(TerminalText(text).string == text)
        }
    }

    @Test("an escape sequence becomes visible and harmless")
    func escape() {
        #expect(TerminalText("a\u{1B}[2Jb").string == "a␛[2Jb")
        #expect(TerminalText("\u{1B}]0;title\u{7}").string == "␛]0;title␇")
    }

    @Test("every C0 control but TAB and DEL become their pictures")
    func pictures() {
        for value in UInt32(0)..<0x20 where value != 9 {
            let picture = String(Unicode.Scalar(0x2400 + value) ?? "?")
            #expect(TerminalText(String(Unicode.Scalar(value) ?? "?")).string == picture)
        }
        #expect(TerminalText("\u{7F}").string == "␡")
        #expect(TerminalText("a\r\nb").string == "a␍␊b")
        #expect(TerminalText("a\tb").string == "a b")
    }

    @Test("C1 controls, bidi controls, private use and noncharacters become a stand-in")
    func standIns() {
        for text in [
            "\u{9B}", "\u{85}", "\u{202E}", "\u{2067}", "\u{61C}", "\u{200F}", "\u{E000}",
            "\u{FFFE}",
        ] {
            #expect(TerminalText("a" + text + "b").string == "a\u{FFFD}b")
        }
    }

    @Test("line and paragraph separators do not end the line")
    func separators() {
        #expect(TerminalText("a\u{2028}b\u{2029}c").string == "a␤b␤c")
    }

    @Test("a run of invisible characters leaves one mark")
    func hidden() {
        #expect(TerminalText("a\u{200B}\u{FEFF}\u{2060}b").string == "a·b")
        #expect(TerminalText("\u{200B}a").string == "·a")
        #expect(TerminalText("pay\u{AD}pal").string == "pay·pal")
        #expect(TerminalText("a\u{E0041}\u{E0042}b").string == "a·b")
    }

    @Test("joiners stay where a script is written with them and nowhere else")
    func joiners() {
        #expect(TerminalText("می\u{200C}خواهم").string == "می\u{200C}خواهم")
        #expect(TerminalText("pay\u{200D}pal").string == "pay·pal")
        #expect(TerminalText("👩\u{200D}").string == "👩·")
    }

    @Test("a mark without a base gets a dotted circle, at the start and after a control")
    func loneMark() {
        #expect(TerminalText("\u{301}a").string == "◌\u{301}a")
        #expect(TerminalText("\u{1B}\u{301}").string == "␛◌\u{301}")
    }

    @Test("eight marks stay on a base, the ninth does not")
    func marks() {
        let eight = "a" + String(repeating: "\u{301}", count: 8)
        #expect(TerminalText(eight).string == eight)
        #expect(TerminalText(eight + "\u{301}").string == eight + "·")
        #expect(TerminalText(eight + "\u{301}").width == 2)
    }

    @Test("an emoji sequence of eight scalars stays, one of nine is shown as its base")
    func longSequence() {
        let eight = "👩🏻‍👩🏻‍👧🏻"
        #expect(eight.unicodeScalars.count == 8)
        #expect(TerminalText(eight).string == eight)
        #expect(TerminalText("👩🏻‍👩🏻‍👧🏻‍👦").string == "👩")
    }

    @Test("output never holds what controls a terminal, and sanitising again changes nothing")
    func properties() {
        var hostile = HostileText(seed: 20_261_101)
        for _ in 0..<4_000 {
            let source = hostile.text()
            let once = TerminalText(source)
            let dangerous = once.string.unicodeScalars.filter(Self.isDangerous)
            #expect(dangerous.isEmpty, "\(Self.escaped(source))")
            let twice = TerminalText(once.string)
            #expect(
                Array(twice.string.unicodeScalars) == Array(once.string.unicodeScalars),
                "\(Self.escaped(source))")
            #expect(twice.width == once.width)
        }
    }

    @Test("joined texts are as clean as one text", arguments: [1, 2, 3] as [UInt64])
    func joining(seed: UInt64) {
        var hostile = HostileText(seed: seed)
        for _ in 0..<800 {
            let joined = TerminalText(hostile.text(upTo: 6)) + TerminalText(hostile.text(upTo: 6))
            #expect(TerminalText(joined.string) == joined)
        }
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F,
            0xFEFF, 0xFFF9...0xFFFB, 0xE000...0xF8FF, 0xE_0000...0xE_007F:
            true
        default: false
        }
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    }
}
