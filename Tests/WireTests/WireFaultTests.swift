import Testing

@testable import Wire

@Suite("Wire fault")
struct WireFaultTests {
    private func excerpt(_ octets: [UInt8]) -> String {
        WireFault(expected: "sense", found: octets).excerpt
    }

    @Test("it quotes what came")
    func quotation() {
        #expect(excerpt(Array("* BYE \u{E9}".utf8)) == "* BYE \u{E9}")
        #expect(excerpt([]) == "")
    }

    @Test("escape sequences and line ends do not get through")
    func controls() {
        let text = excerpt(Array("a\u{1B}[2J\r\n\u{9B}31m\u{0}b\u{7F}".utf8))
        #expect(text == "a\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}31m\u{FFFD}b\u{FFFD}")
    }

    @Test("an excerpt made elsewhere is cleaned as well")
    func readyExcerpt() {
        #expect(WireFault(expected: "", excerpt: "a\u{1B}b").excerpt == "a\u{FFFD}b")
        #expect(WireFault(expected: "sense").excerpt == "")
    }

    @Test("octets that are no UTF-8 are replaced")
    func noText() {
        #expect(excerpt([0x41, 0xFF, 0xC0, 0x42]) == "A\u{FFFD}\u{FFFD}B")
        #expect(excerpt([0x9B, 0x41]) == "\u{FFFD}A")
    }

    @Test("200 octets are quoted, no more")
    func length() {
        for count in [199, 200] {
            #expect(excerpt([UInt8](repeating: 65, count: count)).utf8.count == count)
        }
        #expect(excerpt([UInt8](repeating: 65, count: 201)).utf8.count == 200)
        let cut = excerpt([UInt8](repeating: 65, count: 199) + Array("\u{E9}".utf8))
        #expect(cut == String(repeating: "A", count: 199) + "\u{FFFD}")
    }
}

@Suite("Text without controls")
struct StringWithoutControlsTests {
    @Test("each control character becomes one replacement character")
    func controls() {
        let controls = Array(UInt32(0)...0x1F) + [0x7F] + Array(0x80...0x9F)
        for value in controls {
            let text = "a" + (Unicode.Scalar(value).map(String.init) ?? "") + "b"
            #expect(text.withoutControls == "a\u{FFFD}b")
        }
    }

    @Test("all other text stays as it is")
    func others() {
        let text = " ~\u{A0}\u{E9}e\u{301}\u{202E}👩‍👩‍👧\u{10FFFF}"
        #expect(text.withoutControls.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect("".withoutControls == "")
    }

    @Test("a mark on a control does not save it")
    func marked() {
        #expect("\u{1B}\u{301}".withoutControls == "\u{FFFD}\u{301}")
        #expect("\r\n".withoutControls == "\u{FFFD}\u{FFFD}")
    }
}
