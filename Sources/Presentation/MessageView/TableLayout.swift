import Console
import Mail

/// Makes the lines of a table: in columns where they fit, else each row as "Heading: value".
struct TableLayout {
    private(set) var lines: [MessageLine] = []
    private let table: ReadingTable
    private let marks: QuoteMarks
    private let available: Int
    private let rows: [[LaidOutCell]]
    private static let gap = 2

    /// A cell's lines before they are wrapped.
    private struct LaidOutCell {
        let cell: ReadingTable.Cell
        let lines: [TaggedText]
        let firstColumn: Int
        let span: Int

        var width: Int { lines.map(\.width).max() ?? 0 }
    }

    init(_ table: ReadingTable, wish: LayoutWish) {
        self.table = table
        marks = QuoteMarks(depth: table.quoteDepth, columns: wish.readableColumns)
        available = max(1, wish.columns - marks.width)
        rows = table.rows.prefix(Limits.messageLines + 1).map(TableLayout.cells)
        let count = rows.flatMap { $0.map { $0.firstColumn + $0.span } }.max() ?? 0
        guard count > 0 else { return }
        if let widths = widths(count: count) {
            for (number, row) in rows.enumerated() where !isFull {
                addRow(row, number: number, widths: widths)
            }
        } else {
            addStacked()
        }
    }

    private static func cells(of row: [ReadingTable.Cell]) -> [LaidOutCell] {
        var column = 0
        return row.prefix(Limits.tableColumns).compactMap { cell in
            let span = min(max(1, cell.span), Limits.tableColumns - column)
            guard span > 0 else { return nil }
            defer { column += span }
            return LaidOutCell(
                cell: cell, lines: TableLayout.lines(of: cell), firstColumn: column, span: span)
        }
    }

    /// The runs of a cell, cut at its line breaks.
    private static func lines(of cell: ReadingTable.Cell) -> [TaggedText] {
        var lines: [[TextRun]] = [[]]
        for run in cell.runs {
            let parts = run.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, part) in parts.enumerated() {
                if number > 0 { lines.append([]) }
                var piece = run
                piece.text = String(part)
                if cell.isHeading { piece.look.insert(.strong) }
                lines[lines.count - 1].append(piece)
            }
        }
        return lines.map { TaggedText($0) }
    }

    /// No more lines would be shown.
    private var isFull: Bool { lines.count > Limits.messageLines }

    private mutating func add(_ body: TaggedText, _ kind: MessageLine.Kind = .text) {
        lines.append(
            MessageLine(
                kind: kind, quoteDepth: table.quoteDepth, body: body, marks: marks.count))
    }
}

// MARK: In columns

extension TableLayout {
    /// The cells each column gets; nil where some would be too narrow to be read.
    ///
    /// Columns that need less than an equal share keep what they need, and the others share the rest.
    private func widths(count: Int) -> [Int]? {
        var natural = Array(repeating: 0, count: count)
        for cell in rows.joined() where cell.span == 1 {
            natural[cell.firstColumn] = max(natural[cell.firstColumn], cell.width)
        }
        widenForSpans(&natural)
        var room = available - (count - 1) * TableLayout.gap
        guard room >= count else { return nil }
        if natural.reduce(0, +) <= room { return natural }
        var widths = natural
        let order = natural.indices.sorted { natural[$0] < natural[$1] }
        for (place, column) in order.enumerated() {
            let share = room / (count - place)
            widths[column] = min(natural[column], share)
            room -= widths[column]
        }
        let isReadable = widths.indices.allSatisfy {
            widths[$0] >= min(natural[$0], Limits.narrowestColumn)
        }
        return isReadable ? widths : nil
    }

    /// A cell over several columns widens the last of them where they are too narrow together.
    private func widenForSpans(_ widths: inout [Int]) {
        for cell in rows.joined() where cell.span > 1 {
            let columns = cell.firstColumn..<min(cell.firstColumn + cell.span, widths.count)
            let sum = widths[columns].reduce(0, +) + (columns.count - 1) * TableLayout.gap
            if cell.width > sum { widths[columns.upperBound - 1] += cell.width - sum }
        }
    }

    private mutating func addRow(_ row: [LaidOutCell], number: Int, widths: [Int]) {
        let columns = row.map { cell in
            let range = cell.firstColumn..<min(cell.firstColumn + cell.span, widths.count)
            return widths[range].reduce(0, +) + (range.count - 1) * TableLayout.gap
        }
        let wrapped = zip(row, columns).map { cell, width in
            cell.lines.flatMap { $0.wrapped(columns: width) }
        }
        for line in 0..<(wrapped.map(\.count).max() ?? 0) {
            let texts = wrapped.map { line < $0.count ? $0[line] : TaggedText() }
            let last = texts.lastIndex { !$0.isEmpty } ?? 0
            var body = TaggedText()
            for (place, cell) in row.enumerated().prefix(last + 1) {
                body =
                    body
                    + texts[place].aligned(
                        cell.cell.alignment, columns[place], isLast: place == last)
                if place < last { body = body + TaggedText(.blank(columns: TableLayout.gap)) }
            }
            add(body)
        }
        if number == 0, hasHeadings { addUnderline(widths) }
    }

    private var hasHeadings: Bool {
        guard rows.count > 1, let first = rows.first, !first.isEmpty else { return false }
        return first.allSatisfy { $0.cell.isHeading || $0.cell.runs.isEmpty }
    }

    private mutating func addUnderline(_ widths: [Int]) {
        let parts = widths.map { String(repeating: "─", count: $0) }
        add(TaggedText(parts.joined(separator: "  ")), .border)
    }
}

// MARK: Row by row

extension TableLayout {
    private mutating func addStacked() {
        let headings = hasHeadings ? rows[0] : []
        for (number, row) in rows.dropFirst(headings.isEmpty ? 0 : 1).enumerated() {
            if number > 0, !isFull { add(TaggedText()) }
            for cell in row where !cell.cell.runs.isEmpty && !isFull {
                let heading = headings.first { $0.firstColumn == cell.firstColumn }
                addStacked(cell, under: heading?.cell.text ?? "")
            }
        }
    }

    private mutating func addStacked(_ cell: LaidOutCell, under heading: String) {
        let words = heading.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var start = words.isEmpty ? TaggedText() : TaggedText("\(words): ", look: .strong)
        for line in cell.lines {
            let indent = TaggedText(.blank(columns: min(2, available / 4)))
            let wrapped = (start + line).wrapped(columns: available - indent.width)
            for (number, text) in wrapped.enumerated() {
                add(number == 0 && !start.isEmpty || words.isEmpty ? text : indent + text)
            }
            start = TaggedText()
        }
    }
}

extension TaggedText {
    /// With blanks around it as the alignment says; none are needed behind the last cell of a row.
    fileprivate func aligned(
        _ alignment: ReadingTable.Alignment, _ columns: Int, isLast: Bool
    ) -> TaggedText {
        let free = max(0, columns - width)
        let left =
            switch alignment {
            case .left: 0
            case .centre: free / 2
            case .right: free
            }
        let right = isLast ? 0 : free - left
        return TaggedText(.blank(columns: left)) + self + TaggedText(.blank(columns: right))
    }
}
