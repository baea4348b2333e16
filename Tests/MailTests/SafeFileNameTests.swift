import Testing

@testable import Mail

@Suite("Safe file name")
struct SafeFileNameTests {
    private func name(_ proposed: String) -> String {
        SafeFileName(proposed).text
    }

    @Test(
        "an ordinary name stays as it is",
        arguments: [
            "report.pdf", "Jahresübersicht 2026 (final).xlsx", "счёт.pdf", "履歴書.docx",
            "archive.tar.gz", "no extension", "a", "_private", "it-is, [so] {to} #say=1+1@~.txt",
            "फ़ाइल.txt", "קובץ.txt", "🎉 party.png",
        ])
    func ordinary(proposed: String) {
        #expect(name(proposed).unicodeScalars.elementsEqual(proposed.unicodeScalars))
    }

    @Test(
        "only the last component of a path is kept",
        arguments: [
            ("../../../tmp/pwned", "pwned"), ("/etc/cron.d/pwned", "pwned"), ("/tmp/", "tmp"),
            ("..\\..\\pwned.exe", "pwned.exe"), ("C:\\x\\y.txt", "y.txt"), ("a/../b", "b"),
            ("a//b.txt", "b.txt"), ("~/.ssh/authorized_keys", "authorized_keys"),
        ])
    func paths(proposed: String, expected: String) {
        #expect(name(proposed) == expected)
    }

    @Test(
        "a look-alike slash ends a component too",
        arguments: "\u{2044}\u{2215}\u{2216}\u{2571}\u{2572}\u{27CB}\u{27CD}".unicodeScalars.map(
            String.init)
            + "\u{29F5}\u{29F8}\u{29F9}\u{FE68}\u{FF0F}\u{FF3C}".unicodeScalars.map(String.init))
    func lookAlikes(slash: String) {
        #expect(name("..\(slash)..\(slash)pwned") == "pwned")
    }

    @Test(
        "a mark or joiner on a slash does not hide it",
        arguments: [
            "\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\u{20E3}", "\u{E0041}", "\u{93E}",
        ])
    func markedSlashes(mark: String) {
        #expect(name("../\(mark)../\(mark)pwned") == "pwned")
        #expect(name("..\\\(mark)pwned") == "pwned")
    }

    @Test(
        "a mark or joiner on a dot or dash does not hide it either",
        arguments: ["\u{301}", "\u{200D}"])
    func markedDots(mark: String) {
        #expect(name(".\(mark)profile") == "profile")
        #expect(name("-\(mark)rf") == "rf")
        #expect(name(".\(mark).\(mark)/x\(mark)/.\(mark).\(mark)") == "attachment")
    }

    @Test(
        "no name begins with a dot, a dash, a tilde or a blank",
        arguments: [
            (".bashrc", "bashrc"), ("...x", "x"), ("-rf", "rf"), ("--output=/tmp/x", "x"),
            ("--output=x", "output=x"), (" . - x", "x"), ("~root", "root"), ("\u{A0}.x", "x"),
            ("\u{2800}-x", "x"), ("\u{301}x", "x"),
        ])
    func beginnings(proposed: String, expected: String) {
        #expect(name(proposed) == expected)
    }

    @Test(
        "dots and blanks at the end go, so that the extension shown is the real one",
        arguments: [
            ("evil.exe...   ", "evil.exe"), ("a. . .", "a"), ("a.txt\u{A0}", "a.txt"),
            ("a.txt\u{3000}\u{2003}", "a.txt"), ("a.txt\u{2800}", "a.txt"),
        ])
    func endings(proposed: String, expected: String) {
        #expect(name(proposed) == expected)
    }

    @Test(
        "a name of nothing but dots, blanks and slashes is replaced",
        arguments: [
            "", ".", "..", "...", "   ", "/", "\\", "../..", "-", "--", "\u{0}", "\u{200B}",
            "\u{2060}.\u{202E}.", "\u{E0041}\u{E0042}", "\u{301}\u{302}", "\u{A0}\u{2003}",
        ])
    func nothingLeft(proposed: String) {
        #expect(name(proposed) == "attachment")
        #expect(SafeFileName(proposed, fallback: "part-2.bin").text == "part-2.bin")
    }

    @Test("the fallback goes through the same door")
    func fallback() {
        #expect(SafeFileName("", fallback: "../x").text == "x")
        #expect(SafeFileName("", fallback: "..").text == "attachment")
    }

    @Test(
        "controls and invisible characters vanish",
        arguments: [
            ("a\u{0}b.txt", "ab.txt"), ("a\r\nb\tc.txt", "abc.txt"), ("a\u{1B}[2Jb", "a[2Jb"),
            ("a\u{7F}\u{85}\u{9B}b", "ab"), ("a\u{2028}b\u{2029}c\u{85}d.pdf", "abcd.pdf"),
            ("in\u{200B}voice.pdf", "invoice.pdf"), ("a\u{FEFF}\u{AD}\u{2060}b", "ab"),
            ("a\u{E0041}\u{E0042}.pdf", "a.pdf"), ("a\u{3164}\u{115F}b", "ab"),
            ("a\u{E000}\u{10FFFF}b", "ab"), ("a\u{FE0F}b", "ab"),
        ])
    func invisible(proposed: String, expected: String) {
        #expect(name(proposed) == expected)
    }

    @Test("characters that turn the direction of writing vanish")
    func bidirectional() {
        #expect(name("invoice\u{202E}fdp.exe") == "invoicefdp.exe")
        let turning = "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}"
        #expect(name("a\(turning)\u{2066}\u{2067}\u{2068}\u{2069}b") == "ab")
    }

    @Test(
        "characters that a shell or another system reserves become an underscore",
        arguments: [
            ("a:b", "a_b"), ("*?.pdf", "__.pdf"), ("it's \"quoted\".pdf", "it_s _quoted_.pdf"),
            ("<x>|y.txt", "_x__y.txt"), ("|touch pwned", "_touch pwned"),
            ("x;touch pwned;.pdf", "x_touch pwned_.pdf"),
            ("a&touch pwned&.pdf", "a_touch pwned_.pdf"),
            ("$HOME`id`!", "_HOME_id__"), ("%s%n.pdf", "_s_n.pdf"),
            ("\u{37E}\u{1FEF}", "__"),
        ])
    func reserved(proposed: String, expected: String) {
        #expect(name(proposed) == expected)
    }

    @Test("a run of blanks cannot push the extension out of sight")
    func blanks() {
        let gap = String(repeating: "\u{A0}", count: 100)
        #expect(name("photo.jpg\(gap).exe") == "photo.jpg .exe")
        #expect(name("a \u{2003}\u{200B}\u{3000}\u{2800}  b.txt") == "a b.txt")
    }

    @Test("letters taken apart are put together again")
    func normalForm() {
        let pairs = [
            ("cafe\u{301}.pdf", "caf\u{E9}.pdf"), ("\u{1112}\u{1161}\u{11AB}.hwp", "\u{D55C}.hwp"),
            ("e\u{302}\u{323}", "\u{1EC7}"), ("\u{E9}\u{323}", "\u{1EB9}\u{301}"),
            ("\u{212A}.txt", "K.txt"), ("e\u{200B}\u{301}", "\u{E9}"),
        ]
        for (proposed, expected) in pairs {
            #expect(name(proposed).unicodeScalars.elementsEqual(expected.unicodeScalars))
        }
    }

    @Test("more than 8 marks on one letter are dropped")
    func combiningFlood() {
        func marked(_ count: Int) -> String {
            "x" + String(repeating: "\u{335}", count: count) + ".pdf"
        }
        for count in [7, 8] { #expect(name(marked(count)) == marked(count)) }
        #expect(name(marked(9)) == marked(8))
        #expect(name(marked(5_000)) == marked(8))
        #expect(name(marked(100_000)) == marked(8))
    }
}
