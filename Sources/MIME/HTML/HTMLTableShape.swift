import Mail

/// Decides whether a table's rows and columns mean something, and lines them up if they do.
///
/// Most tables of mail arrange a page. One that means something has several columns and rows of
/// short texts, or says so by headings.
struct HTMLTableShape {
    private typealias Content = (runs: [TextRun], length: Int, isPicture: Bool)

    private let table: HTMLTable
    private let all: [ReadingBlock]

    init(_ table: HTMLTable, _ all: [ReadingBlock]) {
        self.table = table
        self.all = all
    }

    func lined() -> ReadingTable? {
        var rows: [[ReadingTable.Cell]] = []
        var tally = Tally()
        // Rows that a cell of a row above still reaches into, by column.
        var reaching = [Int](repeating: 0, count: Limits.htmlTableColumns)
        for row in table.rows {
            guard let cells = line(row, &reaching, &tally) else { return nil }
            if cells.contains(where: { !$0.runs.isEmpty }) { rows.append(cells) }
        }
        guard tally.isMeaningful(rows, hasHeadings: table.hasHeadings) else { return nil }
        rows = HTMLTableShape.withoutEmptyColumns(rows)
        guard rows.contains(where: { $0.count > 1 }), !HTMLTableShape.isList(rows) else {
            return nil
        }
        HTMLTableShape.markHeadings(&rows)
        HTMLTableShape.alignNumbers(&rows)
        return ReadingTable(rows: rows, quoteDepth: all[table.start...].last?.quoteDepth ?? 0)
    }

    /// Nil when a cell holds more than short text.
    private func line(
        _ row: [HTMLTable.Cell], _ reaching: inout [Int], _ tally: inout Tally
    ) -> [ReadingTable.Cell]? {
        var cells: [ReadingTable.Cell] = []
        var column = 0
        var filled = 0
        for cell in row {
            while column < reaching.count, reaching[column] > 0 {
                reaching[column] -= 1
                column += 1
                cells.append(ReadingTable.Cell([]))
            }
            guard column + cell.columnSpan <= reaching.count, let content = content(of: cell) else {
                return nil
            }
            for offset in 0..<cell.columnSpan { reaching[column + offset] = cell.rowSpan - 1 }
            column += cell.columnSpan
            cells.append(
                ReadingTable.Cell(
                    content.runs, alignment: cell.alignment ?? .left, isHeading: cell.isHeading,
                    span: cell.columnSpan))
            guard content.length > 0 else { continue }
            filled += 1
            tally.add(length: content.length, isPicture: content.isPicture, isFirst: filled == 1)
        }
        while column < reaching.count, reaching[column] > 0 {
            reaching[column] -= 1
            column += 1
            cells.append(ReadingTable.Cell([]))
        }
        if filled > 0 { tally.endRow(filled: filled, columns: column) }
        return cells
    }

    /// The text of a cell on one or a few lines; nil for lists, rules, tables and program text.
    private func content(of cell: HTMLTable.Cell) -> Content? {
        var result: Content = ([], 0, true)
        var lines = 0
        for block in all[cell.blocks] where !block.isEmptyLine {
            guard case .paragraph(let paragraph) = block, paragraph.marker.isEmpty,
                paragraph.kind == .text || paragraph.kind == .heading,
                lines < HTMLTableShape.linesInCell
            else { return nil }
            if lines > 0 { result.runs.append(TextRun("\n")) }
            lines += 1
            for run in paragraph.runs {
                var run = run
                if cell.isHeading { run.look.remove(.strong) }
                result.runs.append(run)
                if !run.look.contains(.picture), !run.look.contains(.added) {
                    result.isPicture = false
                }
                result.length += run.text.utf8.count
            }
        }
        let bound = table.hasHeadings ? HTMLTableShape.longCell : HTMLTableShape.shortCell
        return result.length <= bound ? result : nil
    }

    /// Columns that only keep others apart, and pictures' frames.
    private static func withoutEmptyColumns(
        _ rows: [[ReadingTable.Cell]]
    ) -> [[ReadingTable.Cell]] {
        var isUsed = [Bool](repeating: false, count: Limits.htmlTableColumns)
        for row in rows {
            var column = 0
            for cell in row {
                if !cell.runs.isEmpty, column < isUsed.count { isUsed[column] = true }
                column += cell.span
            }
        }
        return rows.map { row in
            var column = 0
            return row.compactMap { cell in
                let columns = column..<min(column + cell.span, isUsed.count)
                column += cell.span
                let used = columns.count(where: { isUsed[$0] })
                guard used > 0 else { return nil }
                var cell = cell
                cell.span = used
                return cell
            }
        }
    }

    /// Bullets or numbers in the first column, and an item in the second.
    private static func isList(_ rows: [[ReadingTable.Cell]]) -> Bool {
        rows.allSatisfy { $0.count == 2 && HTMLTable.isMarker($0[0].text) }
    }

    /// A first row in bold letters above others is what it looks like.
    private static func markHeadings(_ rows: inout [[ReadingTable.Cell]]) {
        let isStrong = { (cell: ReadingTable.Cell) in
            cell.runs.allSatisfy { $0.look.contains(.strong) || $0.text == "\n" }
        }
        guard rows.count > 2, rows[0].count > 1, rows[0].allSatisfy(isStrong),
            !rows[1].contains(where: { !$0.runs.isEmpty && isStrong($0) })
        else { return }
        for column in rows[0].indices {
            rows[0][column].isHeading = true
            for run in rows[0][column].runs.indices {
                rows[0][column].runs[run].look.remove(.strong)
            }
        }
    }

    /// Amounts stand below each other by their last digit, their heading above them.
    private static func alignNumbers(_ rows: inout [[ReadingTable.Cell]]) {
        var amounts = [Int](repeating: 0, count: Limits.htmlTableColumns)
        var others = amounts
        forEachCell(of: &rows) { cell, column in
            guard !cell.isHeading, !cell.runs.isEmpty, cell.span == 1 else { return }
            if cell.text.isAmount { amounts[column] += 1 } else { others[column] += 1 }
        }
        forEachCell(of: &rows) { cell, column in
            if column > 0, cell.span == 1, amounts[column] > 1, others[column] == 0 {
                cell.alignment = .right
            }
        }
    }

    private static func forEachCell(
        of rows: inout [[ReadingTable.Cell]], _ body: (inout ReadingTable.Cell, Int) -> Void
    ) {
        for row in rows.indices {
            var column = 0
            for index in rows[row].indices where column < Limits.htmlTableColumns {
                body(&rows[row][index], column)
                column += rows[row][index].span
            }
        }
    }

    private static let linesInCell = 6
    private static let shortCell = 160
    private static let longCell = 800
}

/// What was seen of a table.
private struct Tally {
    private var cells = 0
    private var pictures = 0
    private var longFirst = 0
    private var longOther = 0
    private var rows = 0
    private var wideRows = 0
    private var columns: [Int: Int] = [:]

    mutating func add(length: Int, isPicture: Bool, isFirst: Bool) {
        cells += 1
        if isPicture { pictures += 1 }
        if length > Tally.long { if isFirst { longFirst += 1 } else { longOther += 1 } }
    }

    mutating func endRow(filled: Int, columns count: Int) {
        rows += 1
        if filled > 1 { wideRows += 1 }
        columns[count, default: 0] += 1
    }

    func isMeaningful(_ all: [[ReadingTable.Cell]], hasHeadings: Bool) -> Bool {
        guard wideRows > 0, pictures * 3 <= cells else { return false }
        if hasHeadings { return rows > 1 }
        // Text beside text is two columns of a page.
        let isPage = longFirst * 2 > rows && longOther * 2 > rows
        let isEven = (columns.values.max() ?? 0) * 5 >= rows * 4
        return wideRows > 1 && wideRows * 2 >= rows && isEven && !isPage
    }

    private static let long = 50
}

extension String {
    /// "12", "-3.50 €", "USD 1,200.00", "50 %".
    fileprivate var isAmount: Bool {
        guard utf8.count <= 80, unicodeScalars.count <= 20 else { return false }
        var digits = 0
        var letters = 0
        for scalar in unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case "\n", ":", "/": return false
            case ".", ",", "'", " ", "-", "+", "−", "–", "(", ")", "%", "\u{A0}", "\u{202F}": break
            case "$": break
            default:
                if !scalar.isASCII, scalar.properties.generalCategory == .currencySymbol {
                    continue
                }
                letters += 1
                if letters > 3 { return false }
            }
        }
        return digits > 0
    }
}
