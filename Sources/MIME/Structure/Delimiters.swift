/// The delimiters of the multiparts that are open (RFC 2046 §5.1.1).
///
/// A line is looked up and not compared with each of them, so its cost does not grow with depth.
struct Delimiters {
    /// "--boundary" to the levels it belongs to, the innermost last.
    private var levels: [[UInt8]: [Int]] = [:]
    private var longest = 0

    var isEmpty: Bool { levels.isEmpty }

    mutating func open(_ delimiter: [UInt8], level: Int) {
        levels[delimiter, default: []].append(level)
        longest = max(longest, delimiter.count)
    }

    mutating func close(_ delimiter: [UInt8]) {
        levels[delimiter]?.removeLast()
        if levels[delimiter]?.isEmpty == true { levels[delimiter] = nil }
    }

    /// Which multipart the line delimits.
    ///
    /// Words after the delimiter and a blank are allowed: senders write them, and a boundary is
    /// told by how the line begins. Blanks at the end are not part of it, unless the boundary has
    /// them too.
    func match(_ octets: [UInt8], line: Range<Int>) -> (level: Int, isClosing: Bool)? {
        guard line.count > 2, octets[line.lowerBound] == Delimiters.dash,
            octets[line.lowerBound + 1] == Delimiters.dash
        else { return nil }
        let whole = Delimiters.withoutLineEnd(octets[line])
        let content = Delimiters.withoutTrailingBlanks(whole)
        if let found = exact(content) { return found }
        if content.count < whole.count, let found = exact(whole) { return found }
        guard let blank = content.firstIndex(where: \.isBlank) else { return nil }
        return exact(content[..<blank])
    }

    private func exact(_ content: ArraySlice<UInt8>) -> (level: Int, isClosing: Bool)? {
        if let level = level(content) { return (level, false) }
        guard content.count > 4, content.suffix(2).allSatisfy({ $0 == Delimiters.dash }) else {
            return nil
        }
        let opener = content.dropLast(2)
        return (level(opener) ?? level(Delimiters.withoutTrailingBlanks(opener))).map { ($0, true) }
    }

    private func level(_ content: ArraySlice<UInt8>) -> Int? {
        content.count <= longest ? levels[Array(content)]?.last : nil
    }

    static func withoutLineEnd(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var octets = octets
        while let last = octets.last, last == .lineFeed || last == .carriageReturn {
            octets.removeLast()
        }
        return octets
    }

    static func withoutTrailingBlanks(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var octets = octets
        while let last = octets.last, last.isHeaderSpace { octets.removeLast() }
        return octets
    }

    private static let dash = UInt8(ascii: "-")
}
