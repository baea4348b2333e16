/// The text of a field as a person reads it: unfolded, RFC 2047 decoded, always one line.
///
/// Decoding happens once and its result is never read as syntax again. Blanks, tabs and line ends
/// become blanks; other control characters stay for the screen's own door to deal with.
struct HeaderText {
    private let octets: [UInt8]
    private let range: Range<Int>
    private var text = ""
    /// Decoded octets of adjacent words of one charset: a character may be split between words.
    private var pending: [UInt8] = []
    private var pendingCharset: Charset?
    private var words = 0

    private init(_ octets: [UInt8], in range: Range<Int>) {
        self.octets = octets
        self.range = range
    }

    static func decode(_ octets: [UInt8]) -> String {
        decode(octets, in: octets.indices)
    }

    static func decode(_ octets: [UInt8], in range: Range<Int>) -> String {
        let end = min(range.upperBound, range.lowerBound + Limits.textFieldOctets)
        let kept = octets[range.lowerBound..<max(range.lowerBound, end)].trimmed
        if kept.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }) {
            return String(decoding: kept, as: UTF8.self)
        }
        var decoder = HeaderText(octets, in: kept.startIndex..<kept.endIndex)
        return decoder.decoded()
    }

    private mutating func decoded() -> String {
        var literalStart = range.lowerBound
        var index = range.lowerBound
        while words < Limits.encodedWords,
            let opener = octets.firstIndex(
                of: UInt8(ascii: "="), in: index..<range.upperBound)
        {
            guard let word = EncodedWord(octets, at: opener, end: range.upperBound) else {
                index = opener + 1
                continue
            }
            words += 1
            // RFC 2047 §6.2: blanks between two encoded words are not shown.
            let between = octets[literalStart..<opener]
            if pendingCharset == nil || !between.allSatisfy(\.isHeaderSpace) {
                flushWords()
                appendLiteral(between)
            }
            append(word)
            index = word.end
            literalStart = word.end
        }
        flushWords()
        appendLiteral(octets[literalStart..<range.upperBound])
        return text
    }

    private mutating func append(_ word: EncodedWord) {
        let content = word.decoded(from: octets)
        let charset = word.charset ?? .detected(in: content[...])
        if charset != pendingCharset {
            flushWords()
            pendingCharset = charset
        }
        pending += content
    }

    private mutating func flushWords() {
        guard let charset = pendingCharset else { return }
        text += HeaderText.oneLine(charset.decode(pending[...]))
        pending.removeAll(keepingCapacity: true)
        pendingCharset = nil
    }

    private mutating func appendLiteral(_ literal: ArraySlice<UInt8>) {
        guard !literal.isEmpty else { return }
        let unfolded = literal.filter { $0 != .carriageReturn && $0 != .lineFeed }
        // A NUL in a header is no sign of UTF-16.
        let charset = unfolded.contains(0) ? Charset.utf8 : .detected(in: unfolded[...])
        text += HeaderText.oneLine(charset.decode(unfolded[...]))
    }

    private static func oneLine(_ text: String) -> String {
        let hasBreaks = text.utf8.contains { $0 != .space && $0.isHeaderSpace }
        guard hasBreaks else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar == "\r" || scalar == "\n" || scalar == "\t" ? " " : scalar
                }))
    }
}

/// One `=?charset?encoding?text?=` (RFC 2047 §2), as places in a field.
private struct EncodedWord {
    let charset: Charset?
    let isBase64: Bool
    let content: Range<Int>
    let end: Int

    /// Nil when no encoded word begins at `opener`.
    ///
    /// Blanks inside and words over 75 octets are accepted: senders write them.
    init?(_ octets: [UInt8], at opener: Int, end limit: Int) {
        let nameStart = opener + 2
        guard nameStart < limit, octets[opener + 1] == UInt8(ascii: "?"),
            let nameEnd = octets.firstIndex(
                of: UInt8(ascii: "?"), in: nameStart..<min(limit, nameStart + 64)),
            nameEnd > nameStart, nameEnd + 3 < limit, octets[nameEnd + 2] == UInt8(ascii: "?")
        else { return nil }
        switch octets[nameEnd + 1] | 0x20 {
        case UInt8(ascii: "b"): isBase64 = true
        case UInt8(ascii: "q"): isBase64 = false
        default: return nil
        }
        let contentStart = nameEnd + 3
        guard let contentEnd = EncodedWord.closer(octets, in: contentStart..<limit) else {
            return nil
        }
        // RFC 2231 §5: a language may follow the charset after "*".
        let name = octets[nameStart..<nameEnd].prefix { $0 != UInt8(ascii: "*") }
        charset = Charset(named: name)
        content = contentStart..<contentEnd
        end = contentEnd + 2
    }

    func decoded(from octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        if isBase64 {
            var decoder = Base64Decoder()
            decoder.update(octets[content], into: &output)
            decoder.finish(into: &output)
            return output
        }
        var index = content.lowerBound
        while index < content.upperBound {
            let octet = octets[index]
            index += 1
            if octet == UInt8(ascii: "_") {
                output.append(.space)
            } else if octet == UInt8(ascii: "="), index + 1 < content.upperBound,
                let high = octets[index].hexValue, let low = octets[index + 1].hexValue
            {
                output.append(high << 4 | low)
                index += 2
            } else if octet != .carriageReturn, octet != .lineFeed {
                // A fold inside a word leaves its blank.
                output.append(octet)
            }
        }
        return output
    }

    /// Where "?=" stands; nil when another word opens before it, so that a field full of openers
    /// is searched once.
    private static func closer(_ octets: [UInt8], in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while let mark = octets.firstIndex(of: UInt8(ascii: "?"), in: index..<range.upperBound) {
            guard mark + 1 < range.upperBound else { return nil }
            if octets[mark + 1] == UInt8(ascii: "=") { return mark }
            if mark > range.lowerBound, octets[mark - 1] == UInt8(ascii: "=") { return nil }
            index = mark + 1
        }
        return nil
    }
}
