import Wire

/// Cuts what arrives into responses, each a line with its literals, before anything is understood.
///
/// A literal greater than `Limits.inlineLiteral` is handed out in pieces and is missing from the
/// response that announced it, so that memory does not grow with the mail.
struct Framer {
    enum Frame: Equatable {
        /// A whole response without its line end; valid until the next octets are appended.
        case response(Range<Int>)
        /// The response so far; the literal of `count` octets at its end follows in chunks.
        case literal(head: Range<Int>, count: Int)
        case chunk([UInt8])
    }

    private var buffer: [UInt8] = []
    /// Where the response that is being read begins.
    private var start = 0
    /// Where its current line begins, after its last literal.
    private var lineStart = 0
    /// Where the search for LF goes on.
    private var scanned = 0
    /// Octets of literals in the response so far.
    private var inlineOctets = 0
    /// What is still to come of a streamed literal.
    private var streaming = 0
    /// The response up to the literal that is being streamed.
    private var head: [UInt8] = []
    private let literalLimit: Int
    /// Whether a line has ended without CR.
    private(set) var sawBareLineFeed = false

    init(literalLimit: Int = Limits.literal) {
        self.literalLimit = literalLimit
    }

    /// Whether nothing is left over, not even a part of a response.
    var isEmpty: Bool { start >= buffer.count && streaming == 0 && head.isEmpty }

    mutating func append(_ bytes: [UInt8]) {
        if start >= buffer.count {
            shift(by: start)
            buffer = bytes
        } else {
            if start > 65_536 || start > buffer.count / 2 {
                buffer.removeFirst(start)
                shift(by: start)
            }
            buffer.append(contentsOf: bytes)
        }
    }

    mutating func removeAll() {
        self = Framer(literalLimit: literalLimit)
    }

    /// Lends the octets of a frame to a parser.
    func withOctets<Result>(
        of range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    mutating func next() throws(WireFault) -> Frame? {
        if streaming > 0 { return takeChunk() }
        if !head.isEmpty { resumeAfterStream() }
        while let lineFeed = buffer.firstLineFeed(from: scanned) {
            try checkLength(end: lineFeed)
            guard let count = try literal(endingAt: lineFeed) else {
                let hasReturn = lineFeed > lineStart && buffer[lineFeed - 1] == 13
                if !hasReturn { sawBareLineFeed = true }
                let frame = start..<(hasReturn ? lineFeed - 1 : lineFeed)
                begin(at: lineFeed + 1)
                return .response(frame)
            }
            if count > Limits.inlineLiteral {
                let range = start..<(lineFeed + 1)
                head = Array(buffer[range])
                streaming = count
                begin(at: lineFeed + 1)
                return .literal(head: range, count: count)
            }
            inlineOctets += count
            lineStart = lineFeed + 1 + count
            scanned = lineStart
            guard lineStart - start <= Limits.response else {
                throw WireFault(expected: "a response of at most \(Limits.response) octets")
            }
        }
        scanned = max(scanned, buffer.count)
        try checkLength(end: buffer.count)
        return nil
    }

    private mutating func begin(at position: Int) {
        start = position
        lineStart = position
        scanned = position
        inlineOctets = 0
    }

    private mutating func shift(by distance: Int) {
        lineStart -= distance
        scanned -= distance
        start -= distance
    }

    /// Pieces of one size however the octets arrived.
    private mutating func takeChunk() -> Frame? {
        let size = min(streaming, Limits.chunk)
        guard buffer.count - start >= size else { return nil }
        let chunk = Array(buffer[start..<(start + size)])
        streaming -= size
        begin(at: start + size)
        return .chunk(chunk)
    }

    /// Puts the response together again, without the literal that was streamed out of it.
    private mutating func resumeAfterStream() {
        buffer = head + buffer[start...]
        begin(at: 0)
        lineStart = head.count
        scanned = head.count
        head = []
    }

    private func checkLength(end: Int) throws(WireFault) {
        let length = end - start - inlineOctets
        guard length > Limits.line else { return }
        guard length <= Limits.setLine, isSetLine else {
            throw WireFault(expected: "a response line of at most \(Limits.line) octets")
        }
    }

    /// The size announced at the end of the line (`{5}`, `{5+}`, `~{5}`), nil where none is.
    private func literal(endingAt lineFeed: Int) throws(WireFault) -> Int? {
        var index = lineFeed - 1
        if index >= lineStart, buffer[index] == 13 { index -= 1 }
        guard index > lineStart, buffer[index] == UInt8(ascii: "}"), !isStatusLine else {
            return nil
        }
        index -= 1
        if buffer[index] == UInt8(ascii: "+") || buffer[index] == UInt8(ascii: "-") { index -= 1 }
        let lastDigit = index
        while index >= lineStart, (48...57).contains(buffer[index]) { index -= 1 }
        guard index >= lineStart, index < lastDigit, buffer[index] == UInt8(ascii: "{") else {
            return nil
        }
        var count = 0
        for digit in buffer[(index + 1)...lastDigit] {
            count = count * 10 + Int(digit - 48)
            guard count <= literalLimit else {
                throw WireFault(expected: "a literal of at most \(literalLimit) octets")
            }
        }
        return count
    }

    /// Whether the response is `OK`, `NO`, `BAD`, `BYE`, `PREAUTH`, `+` or a tagged one.
    ///
    /// Their free text ends with the line, even where it looks like a literal.
    private var isStatusLine: Bool {
        guard lineStart == start else { return false }
        guard buffer[start] == UInt8(ascii: "*") else { return true }
        return ["OK", "NO", "BAD", "BYE", "PREAUTH"].contains { begins(with: $0) }
    }

    private var isSetLine: Bool {
        ["SEARCH", "ESEARCH", "VANISHED"].contains { begins(with: $0) }
    }

    /// Whether `word` follows the star, in any case of letters.
    private func begins(with word: String) -> Bool {
        let rest = buffer[start...].dropFirst().drop { $0 == 0x20 }.prefix(word.utf8.count + 1)
        return rest.starts(with: word.utf8, by: { $0 & 0xDF == $1 })
            && (rest.count == word.utf8.count || rest.last == 0x20 || rest.last == 13
                || rest.last == 10)
    }
}

extension [UInt8] {
    /// The position of the first LF at or after `index`.
    fileprivate func firstLineFeed(from index: Int) -> Int? {
        guard index < count else { return nil }
        return withUnsafeBufferPointer { octets in
            octets[index...].firstIndex(of: 10)
        }
    }
}
