import Mail

/// Makes blocks of plain text: quotes by depth, signatures, who wrote what, patches and tables,
/// web and mail addresses.
///
/// Lines stay lines unless the text is flowed: what a person broke at 72 columns is not joined.
struct PlainTextReader {
    private let octets: [UInt8]
    private let lines: [PlainLine]
    private let fixed: FixedLines
    private let attribution: AttributionLines
    private var blocks: [ReadingBlock] = []
    private var links: [ReadingLink] = []
    private var numbers: [String: Int] = [:]

    /// - Parameter lines: decoded, with LF line ends.
    static func read(_ lines: String, _ form: PlainTextForm) -> (text: String, reading: ReadingText)
    {
        switch form {
        case .plain:
            let octets = Array(lines.utf8)
            var reader = PlainTextReader(octets, PlainLine.shown(in: octets))
            return (lines, reader.reading())
        case .flowed(let deletesSpace):
            let flowed = FlowedText(Array(lines.utf8), deletesSpace: deletesSpace)
            var reader = PlainTextReader(flowed.octets, flowed.lines)
            return (String(decoding: flowed.octets, as: UTF8.self), reader.reading())
        case .enriched(let isOld):
            let reading = EnrichedText.read(Array(lines.utf8), isOld: isOld)
            return (reading.flat, reading)
        }
    }

    private init(_ octets: [UInt8], _ lines: [PlainLine]) {
        self.octets = octets
        let end = lines.lastIndex { !$0.isBlank(in: octets) }.map { $0 + 1 } ?? 0
        self.lines = lines.isFull ? lines : Array(lines.prefix(end))
        fixed = FixedLines(octets: octets, lines: self.lines)
        attribution = AttributionLines(octets: octets, lines: self.lines)
    }

    private mutating func reading() -> ReadingText {
        var index = 0
        while index < lines.count {
            guard blocks.count < Limits.textBlocks else {
                blocks.append(.paragraph(Paragraph([TextRun("…", look: .added)])))
                break
            }
            let (kind, end) = kindAndEnd(from: index)
            for line in lines[index..<max(end, index + 1)] { append(line, kind) }
            index = max(end, index + 1)
        }
        return ReadingText(blocks, links: links)
    }

    private func kindAndEnd(from index: Int) -> (Paragraph.Kind, Int) {
        if octets[lines[index].content].allSatisfy(\.isBlank) { return (.text, index + 1) }
        if let end = signatureEnd(from: index) { return (.signature, end) }
        if let end = attribution.end(from: index) { return (.attribution, end) }
        if let end = fixed.end(from: index) { return (.fixed, end) }
        return (.text, index + 1)
    }

    // MARK: - Signatures

    /// A signature ends where a quotation begins or ends, or where an older mail is introduced.
    private func signatureEnd(from index: Int) -> Int? {
        let line = octets[lines[index].content]
        guard line.count <= 3, line.starts(with: PlainTextReader.dashes),
            line.count == 2 || line.last == .space
        else { return nil }
        var end = index + 1
        while end < lines.count, lines[end].depth == lines[index].depth,
            attribution.end(from: end) == nil, end - index <= Limits.signatureLines
        { end += 1 }
        // Without its blank it is one only where it cannot be anything else.
        let isExact = line.count == 3
        let isShort = end - index <= 12 && end > index + 1
        return isExact && end - index <= Limits.signatureLines || isShort ? end : nil
    }

    private static let dashes = Array("--".utf8)

    // MARK: - Paragraphs

    private mutating func append(_ line: PlainLine, _ kind: Paragraph.Kind) {
        var text = Array(octets[line.content])
        if text.contains(PlainTextReader.formFeed) {
            text.removeAll { $0 == PlainTextReader.formFeed }
            blocks.append(.rule(quoteDepth: line.depth))
            if text.allSatisfy(\.isBlank) { return }
        }
        if text.contains(.tab) { text = PlainTextReader.expanded(text) }
        while let last = text.last, last.isBlank { text.removeLast() }
        let runs = runs(of: text, withAddresses: kind == .text || kind == .signature)
        blocks.append(.paragraph(Paragraph(runs, kind: kind, quoteDepth: line.depth)))
    }

    private mutating func runs(of text: [UInt8], withAddresses: Bool) -> [TextRun] {
        guard !text.isEmpty else { return [] }
        var runs: [TextRun] = []
        var index = 0
        func add(until end: Int, link: Int? = nil) {
            guard end > index else { return }
            runs.append(TextRun(String(decoding: text[index..<end], as: UTF8.self), link: link))
            index = end
        }
        for found in LinkFinder.links(in: text, withAddresses: withAddresses) {
            guard let number = number(of: found.target) else { break }
            add(until: found.range.lowerBound)
            add(until: found.range.upperBound, link: number)
        }
        add(until: text.count)
        return runs
    }

    /// One number for one target, however often it stands in the text.
    private mutating func number(of target: String) -> Int? {
        if let number = numbers[target] { return number }
        guard links.count < Limits.textLinks else { return nil }
        links.append(ReadingLink(target: target))
        numbers[target] = links.count
        return links.count
    }

    /// Tabs as blanks up to the next eighth column.
    private static func expanded(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var column = 0
        for octet in text {
            if octet == .tab {
                let blanks = 8 - column % 8
                output += repeatElement(.space, count: blanks)
                column += blanks
            } else {
                output.append(octet)
                if octet & 0xC0 != 0x80 { column += 1 }
            }
        }
        return output
    }

    private static let formFeed: UInt8 = 0x0C
}
