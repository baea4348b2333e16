/// Lines of text under construction: white space collapses, breaks wait until text follows.
struct TextLines {
    private(set) var octets: [UInt8] = []
    /// What each line begins with: quote marks and the indent of lists.
    private var prefix: [UInt8] = []
    /// How much of the prefix held all the time since the last text.
    private var steadyPrefix = 0
    /// Stands once in place of the end of the prefix.
    private var marker: [UInt8] = []
    private var breaks = 0
    private var spaces = 0

    var isFull: Bool { octets.count >= Limits.htmlTextOctets }

    var text: String {
        let isCut = isFull
        return String(decoding: octets, as: UTF8.self) + (isCut ? "\n…" : "")
    }

    private var isLineStart: Bool { octets.isEmpty || breaks > 0 }

    mutating func append(_ text: String) {
        append(Array(text.utf8)[...])
    }

    mutating func append(_ text: ArraySlice<UInt8>) {
        beginLine()
        octets.append(contentsOf: repeatElement(.space, count: spaces))
        spaces = 0
        let room = max(0, Limits.htmlTextOctets - octets.count)
        octets += text.prefix(room)
    }

    /// Behind the last text even when a break already waits.
    mutating func appendDirectly(_ text: String) {
        octets += Array(text.utf8)
    }

    mutating func requireSpace() {
        if !isLineStart { spaces = max(spaces, 1) }
    }

    /// Cells of a row stand beside each other.
    mutating func separateCells() {
        if !isLineStart { spaces = 2 }
    }

    /// At least so many line ends before the next text.
    mutating func requireBreaks(_ count: Int) {
        guard count > 0 else { return }
        breaks = max(breaks, octets.isEmpty ? 0 : count)
        spaces = 0
    }

    /// One line end more, but never two empty lines.
    mutating func breakLine() {
        if !octets.isEmpty { breaks = min(breaks + 1, 2) }
        spaces = 0
    }

    // MARK: - Line beginnings

    /// Answers by how much the prefix grew, for ``outdent(by:)``.
    mutating func indent(by text: String) -> Int {
        guard prefix.count < TextLines.prefixLimit else { return 0 }
        prefix += Array(text.utf8)
        return text.utf8.count
    }

    /// The marker stands on the first line, blanks of its width on those below.
    mutating func indent(byMarker text: String) -> Int {
        let width = indent(by: String(repeating: " ", count: text.utf8.count))
        marker = width > 0 ? Array(text.utf8) : []
        return width
    }

    mutating func outdent(by count: Int) {
        prefix.removeLast(min(count, prefix.count))
        steadyPrefix = min(steadyPrefix, prefix.count)
    }

    /// An item that stayed empty leaves no mark.
    mutating func dropMarker() {
        marker = []
    }

    private mutating func beginLine() {
        guard isLineStart else { return }
        let isFirst = octets.isEmpty
        for index in 0..<breaks {
            octets.append(.lineFeed)
            if index < breaks - 1 { appendQuoteMarks() }
        }
        if isFirst || breaks > 0 {
            octets += prefix.dropLast(marker.count)
            octets += marker
            marker = []
        }
        breaks = 0
        spaces = 0
        steadyPrefix = prefix.count
    }

    /// An empty line inside a quotation carries its marks, so that the quotation stays one.
    private mutating func appendQuoteMarks() {
        let marks = prefix.prefix(steadyPrefix)
        let end = marks.lastIndex(of: UInt8(ascii: ">")) ?? -1
        octets += marks.prefix(end + 1)
    }

    private static let prefixLimit = 40
}
