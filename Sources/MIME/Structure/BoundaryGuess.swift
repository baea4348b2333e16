/// Finds the delimiter of a multipart whose boundary is missing or never used.
enum BoundaryGuess {
    /// "--" and the boundary: the first line of that form that has the header of a part below it,
    /// or that comes again; nil when the declared boundary is used or none can be found.
    ///
    /// Looks at `range` only and at each line once. The delimiter of an outer multipart ends the
    /// search.
    static func delimiter(
        _ octets: [UInt8], in range: Range<Int>, lineEnd: UInt8, declared: [UInt8],
        outer: Delimiters
    ) -> [UInt8]? {
        var own = Delimiters()
        if !declared.isEmpty { own.open(declared, level: 0) }
        var first: ArraySlice<UInt8> = []
        var guess: ArraySlice<UInt8>?
        var position = range.lowerBound
        while position < range.upperBound {
            let start = position
            position = octets.afterLine(start, in: range, lineEnd: lineEnd)
            guard octets.hasPrefix(dashes, at: start) else { continue }
            let line = start..<position
            if let used = own.match(octets, line: line) {
                guard used.isClosing else { return nil }
                break
            }
            if outer.match(octets, line: line) != nil { break }
            let content = Delimiters.withoutTrailingBlanks(octets[line])
            guard guess == nil, content.count > 2, content.count < longest,
                !content.contains(where: \.isHeaderSpace)
            else { continue }
            if hasHeader(octets, in: position..<range.upperBound) {
                guess = content
            } else if first.isEmpty {
                // A line of dashes alone is a rule in a text.
                if content.contains(where: { $0 != dashes[0] }) { first = content }
            } else if content == first || content.elementsEqual(first + dashes) {
                guess = first
            }
        }
        return guess.map(Array.init)
    }

    /// Whether a "Content-…:" field stands there.
    private static func hasHeader(_ octets: [UInt8], in range: Range<Int>) -> Bool {
        octets[range].prefix(field.count).isEqualIgnoringCase(to: field)
    }

    private static let dashes = Array("--".utf8)
    private static let field = Array("content-".utf8)
    /// RFC 2046 §5.1.1 allows 70 octets; some senders write more.
    private static let longest = 200
}
