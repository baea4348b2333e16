import Testing
import Transport

@Suite("Digests of content")
struct ContentDigestTests {
    /// The examples of FIPS 180-2 appendix B.
    @Test(
        "a digest is that of the standard",
        arguments: [
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(text: String, expected: String) {
        #expect(hexadecimal(ContentDigest.digest(of: Array(text.utf8))) == expected)
    }

    @Test("the pieces in which octets come make no difference", arguments: [1, 63, 64, 65, 1_000])
    func pieces(size: Int) {
        let octets = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var digest = ContentDigest()
        for start in stride(from: 0, to: octets.count, by: size) {
            digest.update(octets[start..<min(start + size, octets.count)])
        }
        #expect(digest.finish() == ContentDigest.digest(of: octets))
    }

    @Test("a copy goes its own way, and asking does not end it")
    func copies() {
        var first = ContentDigest()
        first.update(Array("ab".utf8)[...])
        var second = first
        _ = first.finish()
        first.update(Array("c".utf8)[...])
        second.update(Array("x".utf8)[...])
        #expect(first.finish() == ContentDigest.digest(of: Array("abc".utf8)))
        #expect(second.finish() == ContentDigest.digest(of: Array("abx".utf8)))
    }

    private func hexadecimal(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
