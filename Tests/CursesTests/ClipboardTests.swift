import Testing

@testable import Curses

@Suite("Clipboard")
struct ClipboardTests {
    @Test(
        "text becomes base64 with padding",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
        ])
    func encoding(text: String, encoded: String) {
        #expect(Clipboard.base64(Array(text.utf8)) == encoded)
    }

    @Test("the longest text stays within what terminals take, and one octet more does not")
    func length() {
        let longest = [UInt8](repeating: 65, count: Limits.clipboardOctets)
        #expect(Clipboard.base64(longest).utf8.count <= 74_994)
        #expect(Clipboard.base64(longest + [65]).utf8.count > 74_994)
    }
}
