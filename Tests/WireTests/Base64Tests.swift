import Testing

@testable import Wire

@Suite("Base64")
struct Base64Tests {
    @Test(
        "the examples of RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func examples(plain: String, coded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == Array(coded.utf8))
        #expect(Base64.decode(coded.utf8) == Array(plain.utf8))
    }

    @Test("every digit of the alphabet stands for its own value")
    func alphabet() {
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let octets = Base64.decode(digits.utf8)
        #expect(octets?.prefix(6) == [0x00, 0x10, 0x83, 0x10, 0x51, 0x87])
        #expect(octets?.suffix(3) == [0xF3, 0xDF, 0xBF])
        #expect(octets.map(Base64.encode) == Array(digits.utf8))
    }

    @Test(
        "what is not exactly base64 is nothing",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=", "====", "Z===", "=Zg=", "Zg=v", "Zm9v\r\n", "Zm 9v",
            "Zm9v\n", "Zm9-", "Zm9_", "Zg==Zg==", "Zm8=Zm9v", "Zm9é", "Zm\u{0}v",
        ])
    func strictness(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test(
        "one value has one spelling: unused bits must be 0",
        arguments: ["Zh==", "Zo==", "Zv==", "Zm9=", "Zm+=", "//==", "///="])
    func unusedBits(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test("any octets come back unchanged")
    func roundTrip() {
        var generator = SeededGenerator(seed: 3)
        for length in 0..<300 {
            let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let coded = Base64.encode(octets)
            #expect(coded.count == (length + 2) / 3 * 4)
            #expect(Base64.decode(coded) == octets)
        }
    }

    @Test("any text that is decoded would be written the same way")
    func onlyOneSpelling() {
        var generator = SeededGenerator(seed: 4)
        let digits = Array("ABghwxyz0189+/==".utf8)
        var decoded = 0
        var others: [[UInt8]] = []
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...9, using: &generator)
            let text = (0..<length).map { _ in digits.randomElement(using: &generator) ?? 0 }
            guard let octets = Base64.decode(text) else { continue }
            decoded += 1
            if Base64.encode(octets) != text { others.append(text) }
        }
        #expect(others.isEmpty)
        #expect(decoded > 500)
    }
}
