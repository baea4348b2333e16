/// A line of a plain text, as places in its octets.
struct PlainLine: Hashable, Sendable {
    /// How often it was quoted.
    var depth: Int
    /// What stands behind the quote marks, without the line end.
    var content: Range<Int>

    /// The lines that are laid out of a text in which quotes are made of ">", with blanks between or
    /// before them.
    static func shown(in octets: [UInt8]) -> [PlainLine] {
        var lines: [PlainLine] = []
        var start = 0
        while start < octets.count, !lines.isFull {
            let end = octets.firstIndex(of: .lineFeed, in: start..<octets.count) ?? octets.count
            lines.show(PlainLine(octets, start..<end), of: octets)
            start = end + 1
        }
        return lines
    }

    func isBlank(in octets: [UInt8]) -> Bool {
        depth == 0 && octets[content].allSatisfy(\.isBlank)
    }

    init(depth: Int, content: Range<Int>) {
        self.depth = min(depth, Limits.quoteDepth)
        self.content = content
    }

    /// "> > text", ">>text", " > text"; more than one blank before a mark is drawing, not quoting.
    private init(_ octets: [UInt8], _ line: Range<Int>) {
        var depth = 0
        var index = line.lowerBound
        while index < line.upperBound {
            let isIndented = octets[index] == .space && index + 1 < line.upperBound
            let mark = isIndented ? index + 1 : index
            guard octets[mark] == UInt8(ascii: ">") else { break }
            depth += 1
            index = mark + 1
        }
        if depth > 0, index < line.upperBound, octets[index] == .space { index += 1 }
        if depth == 1, octets.hasPrefix(PlainLine.escapedFrom, at: line.lowerBound) {
            // Put there by mailbox files, not by a person.
            (depth, index) = (0, line.lowerBound)
        }
        self.init(depth: depth, content: index..<line.upperBound)
    }

    /// The line as it stands where it is one that a mail system sent, ">>> RCPT TO:<…>", with the
    /// answer "<<< 550 …" below it; nil where it does not begin like that.
    fileprivate func asSent(in octets: [UInt8]) -> PlainLine? {
        let start = content.lowerBound - PlainLine.sent.count
        guard depth == 3, start >= 0, octets.hasPrefix(PlainLine.sent, at: start),
            start == 0 || octets[start - 1] == .lineFeed
        else { return nil }
        return PlainLine(depth: 0, content: start..<content.upperBound)
    }

    private static let escapedFrom = Array(">From ".utf8)
    private static let sent = Array(">>> ".utf8)
    fileprivate static let answered = Array("<<< ".utf8)
}

extension [PlainLine] {
    /// There are more lines than are laid out.
    var isFull: Bool { count > Limits.textBlocks }

    /// Adds a line, unless it is a blank one before all others or comes behind the last that counts.
    mutating func show(_ line: PlainLine, of octets: [UInt8]) {
        guard !isFull, !(isEmpty && line.isBlank(in: octets)) else { return }
        if line.depth == 0, octets[line.content].starts(with: PlainLine.answered),
            let sent = last?.asSent(in: octets)
        {
            self[count - 1] = sent
        }
        append(line)
    }
}
