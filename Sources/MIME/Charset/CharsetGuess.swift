/// What a text may be that says nothing true about its charset.
///
/// Certain signs come first: zeros, escape sequences. Then pairs of octets of the East Asian charsets
/// and, last, how common the letters are that the octets would be in each of the others.
enum CharsetGuess {
    /// UTF-16 with a byte order mark, or with zeros in every other octet.
    static func wide(_ octets: ArraySlice<UInt8>) -> Charset? {
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            return .utf16
        }
        guard octets.first == 0 || octets.dropFirst().first == 0 else { return nil }
        var zeros = [0, 0]
        let sample = octets.prefix(1_024)
        for (index, octet) in sample.enumerated() where octet == 0 { zeros[index % 2] += 1 }
        let most = max(zeros[0], zeros[1])
        let isText = most * 3 >= sample.count && min(zeros[0], zeros[1]) * 8 <= most
        return isText ? .utf16 : nil
    }

    /// The seven-bit charset whose shifts stand in a text without eight-bit octets.
    static func shifted(_ octets: ArraySlice<UInt8>) -> Charset? {
        for index in octets.indices.dropLast(2) where octets[index] == 0x1B {
            switch (octets[index + 1], octets[index + 2]) {
            case (UInt8(ascii: "$"), UInt8(ascii: ")")):
                return .korean7Bit
            case (UInt8(ascii: "$"), UInt8(ascii: "@")), (UInt8(ascii: "$"), UInt8(ascii: "B")),
                (UInt8(ascii: "$"), UInt8(ascii: "(")), (UInt8(ascii: "("), UInt8(ascii: "I")):
                return .japanese7Bit
            default:
                continue
            }
        }
        return isHZ(octets) ? .hz : nil
    }

    /// The likeliest of the eight-bit charsets; nil where none makes words of the octets.
    static func best(_ octets: ArraySlice<UInt8>) -> Charset? {
        let sample = telling(octets)
        guard sample.highCount >= leastOctets, let pairs = PairGuess(sample),
            brokenCount(sample[...], in: pairs.charset) * 100 <= sample.highCount
        else { return LetterGuess.best(sample, margin: 0.5) }
        // Almost any word of a few octets is pairs too, so it must not be a good word.
        guard pairs.isWeak, let word = LetterGuess.best(sample, margin: 4), word != .windows1252
        else { return pairs.charset }
        return word
    }

    /// Whether a charset can decode the text; what the end of the sample cut off does not count.
    static func fits(_ charset: Charset, _ octets: ArraySlice<UInt8>) -> Bool {
        brokenCount(telling(octets)[...], in: charset) == 0
    }

    private static func brokenCount(_ sample: ArraySlice<UInt8>, in charset: Charset) -> Int {
        let scalars = charset.decode(sample).unicodeScalars.dropLast()
        return scalars.reduce(0) { $1 == "\u{FFFD}" ? $0 + 1 : $0 }
    }

    /// Octets beyond ASCII that a guess needs.
    static let leastOctets = 4

    static func isMultibyte(_ charset: Charset) -> Bool {
        multibyte.contains(charset.name)
    }

    /// Every "~{" is followed by pairs that can be GB 2312, and closed.
    private static func isHZ(_ octets: ArraySlice<UInt8>) -> Bool {
        var runs = 0
        var index = octets.startIndex
        while let tilde = octets[index...].firstIndex(of: UInt8(ascii: "~")) {
            index = tilde + 1
            guard index < octets.endIndex, octets[index] == UInt8(ascii: "{") else { continue }
            let run = octets[(index + 1)...].prefix { (0x21...0x77).contains($0) }
            let isClosed = octets[run.endIndex...].starts(with: Array("~}".utf8))
            guard isClosed, !run.isEmpty, run.count % 2 == 0 else { return false }
            runs += 1
            index = run.endIndex
        }
        return runs > 0
    }

    /// The first lines that have eight-bit octets.
    private static func telling(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var sample: [UInt8] = []
        var index = octets.startIndex
        while sample.count < sampleOctets, index < octets.endIndex {
            let end = octets[index...].prefix(1_024).firstIndex(of: .lineFeed)
            let line = octets[index..<min(end.map { $0 + 1 } ?? index + 1_024, octets.endIndex)]
            if !line.isASCII { sample += line }
            index = line.endIndex
        }
        return sample
    }

    private static let multibyte: Set<String> = [
        "CP932", "EUC-JP-MS", "GB18030", "BIG5-HKSCS", "EUC-TW", "CP949", "JOHAB",
    ]

    private static let sampleOctets = 4_096
}

extension [UInt8] {
    /// Octets beyond ASCII.
    var highCount: Int { reduce(0) { $0 + Int($1 >> 7) } }
}
