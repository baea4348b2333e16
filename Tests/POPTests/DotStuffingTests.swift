import Testing

@testable import POP

@Suite("DotStuffing")
struct DotStuffingTests {
    /// The obvious way, octet by octet, to compare with.
    private func reference(_ octets: [UInt8], bareLineFeedEndsLine: Bool) -> ([UInt8], Int?) {
        var content: [UInt8] = []
        var index = 0
        var isAtLineStart = true
        while index < octets.count {
            if isAtLineStart, octets[index] == 46 {
                if octets[(index + 1)...].starts(with: [10]) { return (content, index + 2) }
                if octets[(index + 1)...].starts(with: [13, 10]) { return (content, index + 3) }
                index += 1
                isAtLineStart = false
                continue
            }
            content.append(octets[index])
            isAtLineStart =
                octets[index] == 10
                && (bareLineFeedEndsLine || (index > 0 && octets[index - 1] == 13))
            index += 1
        }
        return (content, nil)
    }

    private func decode(
        _ octets: [UInt8], bareLineFeedEndsLine: Bool, pieceSize: () -> Int
    ) -> ([UInt8], Int?) {
        var dots = DotStuffing(bareLineFeedEndsLine: bareLineFeedEndsLine)
        var content: [UInt8] = []
        var buffer: [UInt8] = []
        var used = 0
        var rest = octets[...]
        while !rest.isEmpty {
            let piece = rest.prefix(pieceSize())
            rest = rest.dropFirst(piece.count)
            buffer += piece
            let result = dots.decode(buffer[...])
            content += result.content
            used += result.used
            buffer.removeFirst(result.used)
            if result.isEnd { return (content, used) }
        }
        return (content, nil)
    }

    @Test("agrees with the obvious way on any octets in any pieces", arguments: [false, true])
    func property(bareLineFeedEndsLine: Bool) {
        let alphabet: [UInt8] = [46, 46, 13, 10, 13, 10, 97, 0]
        for seed in UInt64(1)...4_000 {
            var random = SplitMix(seed: seed)
            let octets = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let due = reference(octets + [120], bareLineFeedEndsLine: bareLineFeedEndsLine)
            let found = decode(octets + [120], bareLineFeedEndsLine: bareLineFeedEndsLine) {
                Int.random(in: 1...9, using: &random)
            }
            #expect(found.0 == due.0 && found.1 == due.1, "\(octets)")
        }
    }

    @Test("a dot in the middle of a line and a bare LF before a dot are content")
    func strictLineStart() {
        let octets = Array("a.b\n.\nc\n.d\r.\r\n.\r\n".utf8)
        let (content, used) = decode(octets, bareLineFeedEndsLine: false) { .max }
        #expect(content == Array("a.b\n.\nc\n.d\r.\r\n".utf8))
        #expect(used == octets.count)
    }

    @Test("content without dots is not copied")
    func noCopy() {
        let octets = Array("one\r\ntwo\r\n.\r\n+OK".utf8)
        var dots = DotStuffing()
        let piece = dots.decode(octets[...])
        #expect(piece.content == octets[0..<10] && piece.content.startIndex == 0)
        #expect(piece.used == 13 && piece.isEnd)
    }

    @Test("octets that cannot be judged yet are left")
    func undecided() {
        var dots = DotStuffing()
        let piece = dots.decode(Array("a\r\n.\r".utf8)[...])
        #expect(piece.content.count == 3 && piece.used == 3 && !piece.isEnd)
        let nothing = dots.decode([])
        #expect(nothing.used == 0 && nothing.content.isEmpty)
        let end = dots.decode([46, 13, 10])
        #expect(end.isEnd && end.used == 3 && end.content.isEmpty)
    }

    @Test("the search finds LF and dot at every offset")
    func search() {
        for length in 2...40 {
            for place in 0..<(length - 1) {
                var octets = [UInt8](repeating: 10, count: length + 3)
                octets[place + 1 + 3] = 46
                #expect(DotStuffing.lineFeedBeforeDot(in: octets[3...], from: 3) == place + 3)
                #expect(DotStuffing.lineFeedBeforeDot(in: octets[3...], from: place + 4) == nil)
            }
        }
    }
}
