import Mail

/// A table while it is read: which of the text's blocks stand in which cell.
struct HTMLTable {
    struct Cell {
        /// Places among the blocks of the text.
        var blocks: Range<Int>
        var alignment: ReadingTable.Alignment?
        var isHeading: Bool
        var columnSpan: Int
        var rowSpan: Int
    }

    /// The first block that is the table's own.
    let start: Int
    private(set) var rows: [[Cell]] = []
    private(set) var hasHeadings = false
    private var cells = 0
    private var isTooLarge = false

    init(start: Int) {
        self.start = start
    }

    mutating func beginRow() {
        if rows.last?.isEmpty != true { rows.append([]) }
    }

    mutating func append(_ cell: Cell) {
        if rows.isEmpty { rows.append([]) }
        cells += 1
        if cells > Limits.htmlTableCells || rows[rows.count - 1].count >= Limits.htmlTableColumns {
            isTooLarge = true
            return
        }
        if cell.isHeading { hasHeadings = true }
        rows[rows.count - 1].append(cell)
    }

    /// Nil for a table that only arranges the page, and for one too large to line up.
    func blocks(from all: [ReadingBlock]) -> [ReadingBlock]? {
        guard !isTooLarge, !rows.isEmpty, start < all.count, isWhole(all.count) else { return nil }
        if let table = HTMLTableShape(self, all).lined() {
            return outside(all) + [.table(table)]
        }
        return flowed(all)
    }

    /// Whether no block that a cell holds was taken back after the cell had ended.
    private func isWhole(_ count: Int) -> Bool {
        rows.allSatisfy { $0.allSatisfy { $0.blocks.upperBound <= count } }
    }

    /// What stands in the table but in no cell: its caption.
    private func outside(_ all: [ReadingBlock]) -> [ReadingBlock] {
        var kept: [ReadingBlock] = []
        var position = start
        for cell in rows.joined() where cell.blocks.lowerBound >= position {
            kept += all[position..<cell.blocks.lowerBound]
            position = cell.blocks.upperBound
        }
        kept += all[position...]
        return kept.filter { !$0.isEmptyLine }
    }

    // MARK: - Layout tables

    /// Rows of short cells become a line each; nil when there is none, so that nothing changes.
    private func flowed(_ all: [ReadingBlock]) -> [ReadingBlock]? {
        var result: [ReadingBlock] = []
        var position = start
        var changes = false
        for row in rows {
            guard let first = row.first, let last = row.last,
                first.blocks.lowerBound >= position,
                row.allSatisfy({ $0.blocks.count <= HTMLTable.blocksInCell }),
                let joined = HTMLTable.joined(row.map { Array(all[$0.blocks]) })
            else { continue }
            result += all[position..<first.blocks.lowerBound]
            result += joined
            position = last.blocks.upperBound
            changes = true
        }
        guard changes else { return nil }
        return result + all[position...]
    }

    private static func joined(_ cells: [[ReadingBlock]]) -> [ReadingBlock]? {
        let filled = cells.filter { cell in cell.contains { !$0.isEmptyLine } }
        guard filled.count > 1 else { return nil }
        if let first = filled[0].onlyParagraph, filled.count == 2,
            let marker = marker(in: first)
        {
            return marked(filled[0], marker, filled[1])
        }
        var runs: [TextRun] = []
        var width = 0
        for cell in filled {
            var blank = "  "
            for block in cell where !block.isEmptyLine {
                guard case .paragraph(let paragraph) = block, paragraph.marker.isEmpty,
                    paragraph.kind == .text || paragraph.kind == .heading
                else { return nil }
                if !runs.isEmpty { runs.append(TextRun(blank)) }
                runs += paragraph.runs
                width += paragraph.text.count + 2
                blank = " "
            }
        }
        guard width <= lineWidth,
            case .paragraph(var line)? = filled[0].first(where: { !$0.isEmptyLine })
        else { return nil }
        line.runs = runs
        return filled[0].filter(\.isEmptyLine) + [.paragraph(line)]
    }

    /// A bullet or a number in a cell of its own.
    private static func marker(in paragraph: Paragraph) -> String? {
        let text = paragraph.text
        guard isMarker(text), paragraph.runs.allSatisfy({ $0.link == nil }) else { return nil }
        return text == "·" || text == "●" ? "•" : text
    }

    static func isMarker(_ text: String) -> Bool {
        guard text.utf8.count <= 4 else { return false }
        if ["•", "·", "◦", "▪", "■", "●", "–", "-", "*", "✓", "✔", "→", "›", "»"].contains(text) {
            return true
        }
        let digits = text.utf8.dropLast()
        let isNumber = !digits.isEmpty && digits.allSatisfy(\.isDigit)
        return isNumber && (text.last == "." || text.last == ")")
    }

    private static func marked(
        _ first: [ReadingBlock], _ marker: String, _ rest: [ReadingBlock]
    ) -> [ReadingBlock] {
        let width = ReadingBuilder.width(of: marker)
        var isMarked = false
        let item = rest.map { block in
            guard case .paragraph(var paragraph) = block, !paragraph.runs.isEmpty else {
                return block
            }
            paragraph.indent += 2 + width
            if !isMarked {
                paragraph.marker = marker
                isMarked = true
            }
            return .paragraph(paragraph)
        }
        return first.filter(\.isEmptyLine) + item.drop(while: \.isEmptyLine)
    }

    /// Cells of a row that fit in a line of this many characters are put into one.
    private static let lineWidth = 72
    /// A cell with more is no piece of a line.
    private static let blocksInCell = 40
}

extension [ReadingBlock] {
    /// The one paragraph that is here, empty lines left aside.
    var onlyParagraph: Paragraph? {
        var found: Paragraph?
        for block in self where !block.isEmptyLine {
            guard found == nil, case .paragraph(let paragraph) = block else { return nil }
            found = paragraph
        }
        return found
    }
}
