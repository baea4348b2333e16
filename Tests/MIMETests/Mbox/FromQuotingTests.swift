import MIME
import Testing

@Suite("Quoting of From lines")
struct FromQuotingTests {
    private func pass(
        _ direction: FromQuoting.Direction, _ octets: [UInt8], pieces: Int
    ) -> [UInt8] {
        var quoting = FromQuoting(direction)
        var output: [UInt8] = []
        var rest = octets[...]
        while !rest.isEmpty {
            quoting.pass(rest.prefix(pieces)) { output += $0 }
            rest = rest.dropFirst(pieces)
        }
        quoting.finish { output += $0 }
        return output
    }

    @Test("lines of arrows and From get one arrow more and lose one", arguments: [1, 2, 3, 100])
    func both(pieces: Int) {
        let plain = "From a\n>From b\n>>From c\nfrom\nFrom\n>Fro\n From d\nx From e\n\rFrom f\n"
        let quoted = ">From a\n>>From b\n>>>From c\nfrom\nFrom\n>Fro\n From d\nx From e\n\rFrom f\n"
        #expect(pass(.quoting, Array(plain.utf8), pieces: pieces) == Array(quoted.utf8))
        #expect(pass(.unquoting, Array(quoted.utf8), pieces: pieces) == Array(plain.utf8))
    }

    @Test("any octets come back as they were, whatever pieces they come in")
    func property() {
        var dice = SeededGenerator(seed: 42)
        let words = ["From ", ">", "From", "\n", "\r\n", "\r", "x", "Fr", ">>From ", "\u{0}"]
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<14, using: &dice)
            let text = (0..<count).map { _ in words.randomElement(using: &dice) ?? "" }.joined()
            let octets = Array(text.utf8)
            let quoted = pass(.quoting, octets, pieces: .random(in: 1...9, using: &dice))
            let back = pass(.unquoting, quoted, pieces: .random(in: 1...9, using: &dice))
            #expect(back == octets, "\(text.debugDescription)")
            let lines = quoted.split(separator: 0x0A, omittingEmptySubsequences: false)
            #expect(!lines.contains { $0.starts(with: Array("From ".utf8)) })
        }
    }

    @Test("a line of a million arrows is held back by one octet at most")
    func long() {
        var quoting = FromQuoting(.unquoting)
        var passed = 0
        quoting.pass([UInt8](repeating: 0x3E, count: 1_000_000)[...]) { passed += $0.count }
        #expect(passed == 999_999)
        quoting.finish { passed += $0.count }
        #expect(passed == 1_000_000)
    }
}
