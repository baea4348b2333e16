import Mail

/// Blocks under construction: white space collapses, empty lines wait until text follows.
struct ReadingBuilder {
    var blocks: [ReadingBlock] = []
    /// The paragraph that is open.
    var octets: [UInt8] = []
    var runs: [Run] = []
    var head = Paragraph()
    /// Octets of text so far.
    private(set) var count = 0

    // What text gets that comes now.
    var look: TextRun.Look = []
    var link: Int?
    var kind: Paragraph.Kind = .text
    var quoteDepth = 0
    var indent = 0
    /// What "•" or "3." waits for its text.
    private var marker = ""
    /// The level of a word processor's list item, whose marker stands in its text.
    var listLevel = 0

    private var emptyLines = 0
    private var maySeparate = false
    private var lastIsLong = false
    /// Where "--" began a signature, and how many lines it may still have.
    var signature: (depth: Int, lines: Int)?
    private var spaces = 0
    private var hardSpaces = 0
    /// A joiner counts between two letters of a script that needs it, not as padding.
    private var joiner: Unicode.Scalar?

    struct Run {
        var start: Int
        var look: TextRun.Look
        var link: Int?
    }

    var isFull: Bool {
        count >= Limits.htmlTextOctets || blocks.count >= Limits.htmlBlocks
    }

    /// Whether nothing stands in the paragraph that is open.
    var isEmpty: Bool { octets.isEmpty }

    /// Whether the last character is neither a blank nor the paragraph's edge.
    var endsInWord: Bool { !octets.isEmpty && spaces == 0 && hardSpaces == 0 }

    var column: Int { octets.count }

    // MARK: - Text

    mutating func append(_ text: ArraySlice<UInt8>) {
        guard !text.isEmpty else { return }
        prepare(isLetter: text[text.startIndex] >= 0x80)
        octets += text.prefix(max(0, Limits.htmlTextOctets - count))
        count += text.count
    }

    mutating func append(_ text: String, look: TextRun.Look) {
        let before = self.look
        self.look.formUnion(look)
        append(Array(text.utf8)[...])
        self.look = before
    }

    /// Behind the last text, whatever blank waits.
    mutating func appendDirectly(_ text: String, look: TextRun.Look, link: Int?) {
        if octets.isEmpty {
            appendToLast(TextRun(text, look: look, link: link))
        } else {
            runs.append(Run(start: octets.count, look: look, link: link))
            octets += Array(text.utf8)
            count += text.utf8.count
            runs.append(Run(start: octets.count, look: self.look, link: self.link))
        }
    }

    private mutating func appendToLast(_ run: TextRun) {
        guard case .paragraph(var last)? = blocks.last, !last.runs.isEmpty else { return }
        last.runs.append(run)
        blocks[blocks.count - 1] = .paragraph(last)
    }

    mutating func space() {
        if !octets.isEmpty { spaces = 1 }
    }

    /// U+00A0: counts at the beginning of a line and between words.
    mutating func hardSpace() {
        hardSpaces += 1
    }

    mutating func join(_ scalar: Unicode.Scalar) {
        joiner = scalar
    }

    /// Writes the blanks that waited, and a new run where the look changes.
    private mutating func prepare(isLetter: Bool) {
        if octets.isEmpty { begin() }
        let blanks = min(max(spaces, hardSpaces), ReadingBuilder.blanksInARow)
        let isJoined = joiner != nil && isLetter && blanks == 0 && (octets.last ?? 0) >= 0x80
        if blanks > 0 {
            // Underlines and the like do not reach over the blank between words.
            if let last = runs.last {
                startRun(look.intersection(last.look), last.link == link ? link : nil)
            }
            octets.append(contentsOf: repeatElement(.space, count: blanks))
            count += blanks
        }
        startRun(look, link)
        if isJoined, let joiner { octets += UTF8.encode(joiner) ?? .init() }
        joiner = nil
        spaces = 0
        hardSpaces = 0
    }

    private mutating func startRun(_ look: TextRun.Look, _ link: Int?) {
        if let last = runs.last {
            if last.look == look, last.link == link { return }
            if last.start == octets.count { runs.removeLast() }
        }
        runs.append(Run(start: octets.count, look: look, link: link))
    }

    /// A paragraph is what it is where its first letter stands.
    private mutating func begin() {
        head = Paragraph([], kind: kind, quoteDepth: quoteDepth, indent: indent, marker: marker)
        if hardSpaces > 1 { head.indent += min(hardSpaces, Limits.htmlIndent) }
        marker = ""
        spaces = 0
        hardSpaces = 0
    }

    // MARK: - Lines

    /// Ends the line; at the beginning of one, an empty line is wanted.
    mutating func breakLine() {
        if octets.isEmpty {
            wantEmptyLine()
        } else {
            endParagraph()
        }
    }

    /// Ends a line whose blanks count, empty or not.
    mutating func breakFixedLine() {
        if octets.isEmpty {
            spaces = 0
            hardSpaces = 0
            if !blocks.isEmpty { emptyLines = min(emptyLines + 1, 2) }
        } else {
            endParagraph()
        }
    }

    mutating func wantEmptyLine() {
        endParagraph()
        if emptyLines == 0, !blocks.isEmpty { emptyLines = 1 }
    }

    /// What follows stands directly below.
    mutating func dropEmptyLine() {
        emptyLines = 0
        maySeparate = false
    }

    /// An empty line where one of the two paragraphs is long.
    mutating func separateLongTexts() {
        endParagraph()
        maySeparate = true
    }

    /// The marker stands before the next text, which is indented by its width already.
    mutating func mark(_ marker: String) {
        self.marker = marker
    }

    mutating func dropMarker() {
        marker = ""
    }

    mutating func endParagraph() {
        guard !octets.isEmpty else {
            // "<p>&nbsp;</p>" is an empty line.
            if hardSpaces > 0, !blocks.isEmpty { emptyLines = max(emptyLines, 1) }
            spaces = 0
            hardSpaces = 0
            joiner = nil
            return
        }
        if head.kind == .text {
            liftMarker()
            noteSignature()
        }
        head.runs = textRuns()
        let isLong = octets.count > ReadingBuilder.longText
        octets.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        spaces = 0
        hardSpaces = 0
        joiner = nil
        guard !head.runs.isEmpty else { return }
        if maySeparate, isLong || lastIsLong { emptyLines = max(emptyLines, 1) }
        maySeparate = false
        appendEmptyLines(depth: head.quoteDepth)
        blocks.append(.paragraph(head))
        lastIsLong = isLong
    }

    private mutating func appendEmptyLines(depth: Int) {
        let above = blocks.last?.quoteDepth ?? 0
        for _ in 0..<emptyLines where !blocks.isEmpty {
            blocks.append(.paragraph(Paragraph(quoteDepth: min(above, depth))))
        }
        emptyLines = 0
    }

    private func textRuns() -> [TextRun] {
        var result: [TextRun] = []
        result.reserveCapacity(runs.count)
        var end = octets.count
        if head.kind == .fixed || head.kind == .signature {
            while end > 0, octets[end - 1] == .space { end -= 1 }
            // "-- " is the one line whose blank says something.
            if end == 2, octets[0] == 0x2D, octets[1] == 0x2D { end = octets.count }
        }
        for (index, run) in runs.enumerated() {
            let stop = index + 1 < runs.count ? runs[index + 1].start : octets.count
            guard run.start < min(stop, end) else { continue }
            let text = String(decoding: octets[run.start..<min(stop, end)], as: UTF8.self)
            result.append(TextRun(text, look: run.look, link: run.link))
        }
        return result
    }

    // MARK: - Whole blocks

    mutating func appendRule() {
        endParagraph()
        // Two rules say no more than one.
        if case .rule? = blocks.last { return }
        maySeparate = false
        signature = nil
        appendEmptyLines(depth: quoteDepth)
        blocks.append(.rule(quoteDepth: quoteDepth))
        lastIsLong = false
    }

    /// Puts other blocks in the place of those from `start` on; a table has empty lines around it.
    mutating func replace(from start: Int, with new: [ReadingBlock]) {
        blocks.removeSubrange(start...)
        if case .table(let table)? = new.last {
            if let above = blocks.last, !above.isEmptyLine {
                let depth = min(above.quoteDepth, table.quoteDepth)
                blocks.append(.paragraph(Paragraph(quoteDepth: depth)))
            }
            emptyLines = 1
        }
        blocks += new
    }

    /// Changes the last paragraph, when it stands directly above.
    mutating func changeLast(_ change: (inout Paragraph) -> Void) {
        endParagraph()
        for index in blocks.indices.reversed().prefix(3) {
            guard case .paragraph(var paragraph) = blocks[index] else { return }
            guard !paragraph.runs.isEmpty else { continue }
            change(&paragraph)
            blocks[index] = .paragraph(paragraph)
            return
        }
    }

    mutating func dropRuleAtEnd() {
        endParagraph()
        while let last = blocks.last, last.isEmptyLine || last.isRule { blocks.removeLast() }
        if !blocks.isEmpty { emptyLines = 1 }
    }

    mutating func finish() -> [ReadingBlock] {
        endParagraph()
        while let last = blocks.last, last.isEmptyLine || last.isRule { blocks.removeLast() }
        if isFull { blocks.append(.paragraph(Paragraph([TextRun("…", look: .added)]))) }
        return blocks
    }

    /// Columns of a marker and the blank behind it.
    static func width(of marker: String) -> Int { marker.unicodeScalars.count + 1 }

    private static let blanksInARow = 8
    /// More than one line.
    private static let longText = 72
}

extension ReadingBlock {
    var isEmptyLine: Bool {
        if case .paragraph(let paragraph) = self { return paragraph.runs.isEmpty }
        return false
    }

    var isRule: Bool {
        if case .rule = self { return true }
        return false
    }

    var quoteDepth: Int {
        switch self {
        case .paragraph(let paragraph): paragraph.quoteDepth
        case .table(let table): table.quoteDepth
        case .rule(let depth): depth
        }
    }
}
