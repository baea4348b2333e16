enum LineEnds {
    /// The text with LF for CR LF and lone CR, as readers and scripts expect it; CR CR LF, which
    /// careless copying makes, is one line end too.
    ///
    /// A line above `lineLimit` is broken, so that what lays out lines never meets a longer one.
    static func normalised(_ text: String, lineLimit: Int = .max) -> String {
        let octets = Array(text.utf8)
        let lines = withoutReturns(octets)
        let broken = withoutLongLines(lines ?? octets, limit: lineLimit)
        guard let changed = broken ?? lines else { return text }
        return String(decoding: changed, as: UTF8.self)
    }

    /// Nil where there is no CR.
    private static func withoutReturns(_ octets: [UInt8]) -> [UInt8]? {
        let whole = octets.indices
        guard var found = octets.firstIndex(of: .carriageReturn, in: whole) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(octets.count)
        var start = 0
        while true {
            output += octets[start..<found]
            var next = found + 1
            if octets.hasPrefix(returnAndFeed, at: next) { next += 1 }
            // The LF of CR LF comes with what follows.
            if next == octets.count || octets[next] != .lineFeed { output.append(.lineFeed) }
            start = next
            guard let another = octets.firstIndex(of: .carriageReturn, in: start..<octets.count)
            else { break }
            found = another
        }
        output += octets[start...]
        return output
    }

    /// Nil where no line is too long.
    private static func withoutLongLines(_ octets: [UInt8], limit: Int) -> [UInt8]? {
        guard octets.count > limit else { return nil }
        var output: [UInt8] = []
        var copied = 0
        var start = 0
        while start < octets.count {
            let end = octets.firstIndex(of: .lineFeed, in: start..<octets.count) ?? octets.count
            while end - start > limit {
                start += limit
                // Never inside a character.
                while start < end, octets[start] & 0xC0 == 0x80 { start += 1 }
                guard start < end else { break }
                output += octets[copied..<start]
                output.append(.lineFeed)
                copied = start
            }
            start = end + 1
        }
        guard copied > 0 else { return nil }
        output += octets[copied...]
        return output
    }

    private static let returnAndFeed: [UInt8] = [.carriageReturn, .lineFeed]
}
