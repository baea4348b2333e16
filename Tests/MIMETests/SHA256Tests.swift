import Testing

@testable import MIME

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "the examples of FIPS 180 come out",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(text: String, digest: String) {
        #expect(SHA256.digest(of: Array(text.utf8)).description == digest)
    }

    @Test("any split of the octets gives the same digest")
    func splits() {
        let octets = (0..<200).map { UInt8($0) }
        let whole = SHA256.digest(of: octets)
        for middle in 0...octets.count {
            var hash = SHA256()
            hash.update(octets[..<middle])
            hash.update(octets[middle...])
            #expect(hash.finish() == whole)
        }
    }

    @Test("a digest can be taken on the way")
    func onTheWay() {
        var hash = SHA256()
        hash.update(Array("a".utf8)[...])
        _ = hash.finish()
        hash.update(Array("bc".utf8)[...])
        #expect(hash.finish() == SHA256.digest(of: Array("abc".utf8)))
    }
}
