import Testing

@testable import Console

@Suite("TerminalText")
struct TerminalTextTests {
    @Test(
        "text is as wide as terminals show it",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("作者", 4), ("한", 2), ("한", 2),
            ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("🇩", 1), ("❤", 1), ("❤️", 2), ("1️⃣", 2),
            ("क्ष", 2), ("का", 2), ("\u{301}", 1), ("\u{1B}", 1), ("…", 1), ("ｆｕｌｌ", 8),
            ("\u{1FACD}", 2),
        ])
    func width(text: String, cells: Int) {
        #expect(TerminalText(text).width == cells)
    }

    @Test("an interpolation is sanitised as a whole")
    func interpolation() {
        let hostile = "\u{1B}[31m"
        let text: TerminalText = "name: \(hostile), again \(TerminalText(hostile))"
        #expect(text.string == "name: ␛[31m, again ␛[31m")
    }

    @Test("text that fits is not truncated, other text ends with an ellipsis")
    func truncation() {
        let text: TerminalText = "Grüße"
        #expect(text.truncated(to: 5) == text)
        #expect(text.truncated(to: 4).string == "Grü…")
        #expect(text.truncated(to: 1).string == "…")
        #expect(text.truncated(to: 0).isEmpty)
        #expect(text.truncated(to: -3).isEmpty)
        #expect(TerminalText("plain text").truncated(to: 6).string == "plain…")
    }

    @Test("a wide character is never cut in half")
    func wideTruncation() {
        #expect(TerminalText("作者校正").truncated(to: 4).string == "作…")
        #expect(TerminalText("作者校正").padded(to: 4).string == "作… ")
        #expect(TerminalText("👩‍👩‍👧‍👦👩‍👩‍👧‍👦").truncated(to: 3).string == "👩‍👩‍👧‍👦…")
    }

    @Test("padding on either side")
    func padding() {
        #expect(TerminalText("7").padded(to: 3).string == "7  ")
        #expect(TerminalText("7").paddedLeft(to: 3).string == "  7")
        #expect(TerminalText("7").padded(to: -1).isEmpty)
    }

    @Test("the fast path agrees with the table and the sanitiser on every scalar it knows")
    func fastPath() {
        var known = 0
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            guard let width = SimpleText.width(of: text) else { continue }
            known += 1
            if width != CellWidth.of(scalar) || Sanitiser.sanitise(text) != text {
                wrong.append(value)
            }
        }
        #expect(known > 30_000)
        #expect(wrong.isEmpty)
    }

    @Test("padded text has exactly the columns asked for, truncated text at most")
    func properties() {
        var hostile = HostileText(seed: 7)
        for _ in 0..<1_000 {
            let text = TerminalText(hostile.text())
            let columns = Int.random(in: 0...20, using: &hostile)
            #expect(text.padded(to: columns).width == columns)
            #expect(text.truncated(to: columns).width <= columns)
            #expect(text.paddedLeft(to: columns).width == columns)
            for padded in [text.padded(to: 20), text.paddedLeft(to: 20)] {
                #expect(TerminalText(padded.string) == padded)
            }
        }
    }
}
