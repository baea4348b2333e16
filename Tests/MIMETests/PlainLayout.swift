import Mail

/// Lays a text out as simply as can be: wrapped at words, indented, tables lined up.
///
/// It is for looking at what was read; the screen has a layout of its own.
struct PlainLayout {
    private let columns: Int
    private(set) var lines: [String] = []

    init(_ text: ReadingText, columns: Int = 76) {
        self.columns = columns
        for block in text.blocks {
            switch block {
            case .paragraph(let paragraph): add(paragraph)
            case .table(let table): add(table)
            case .rule(let depth): add(String(repeating: "─", count: columns / 2), depth)
            }
        }
        guard !text.links.isEmpty else { return }
        lines.append("")
        for (index, link) in text.links.enumerated() {
            lines.append(
                "[\(index + 1)] \(link.target)" + (link.text.isEmpty ? "" : " ‹\(link.text)›"))
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func add(_ line: String, _ depth: Int) {
        let line = String(repeating: "> ", count: depth) + line
        lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
    }

    private mutating func add(_ paragraph: Paragraph) {
        guard !paragraph.runs.isEmpty else { return add("", paragraph.quoteDepth) }
        let names: [Paragraph.Kind: String] = [
            .heading: "# ", .attribution: "@ ", .signature: "~ ",
        ]
        let start = (names[paragraph.kind] ?? "")
        let text = start + PlainLayout.marked(paragraph.runs)
        let width = columns - paragraph.indent - paragraph.quoteDepth * 2
        let pieces = paragraph.kind == .fixed ? [text] : PlainLayout.wrap(text, max(10, width))
        for (index, piece) in pieces.enumerated() {
            var head = String(repeating: " ", count: paragraph.indent)
            if index == 0, !paragraph.marker.isEmpty {
                let marker = paragraph.marker + " "
                head = String(head.dropLast(min(head.count, marker.count))) + marker
            }
            add(head + piece, paragraph.quoteDepth)
        }
    }

    /// Looks as marks, so that a fixture shows them.
    private static func marked(_ runs: [TextRun]) -> String {
        runs.map { run in
            var text = run.text
            if run.look.contains(.strong) { text = "*\(text)*" }
            if run.look.contains(.emphasised) { text = "_\(text)_" }
            if run.look.contains(.struck) { text = "~\(text)~" }
            if run.look.contains(.code) { text = "`\(text)`" }
            return text
        }.joined()
    }

    private static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(word)
            } else {
                line +=
                    line.isEmpty && lines.isEmpty && !word.isEmpty || line.isEmpty
                    ? String(word) : " " + word
            }
        }
        return lines + [line]
    }

    private mutating func add(_ table: ReadingTable) {
        let cells = table.rows.map { row in
            row.map { ($0, PlainLayout.marked($0.runs).split(separator: "\n").map(String.init)) }
        }
        var widths: [Int] = []
        for row in cells {
            var column = 0
            for (cell, lines) in row {
                while widths.count < column + cell.span { widths.append(0) }
                if cell.span == 1 {
                    widths[column] = max(widths[column], min(40, lines.map(\.count).max() ?? 0))
                }
                column += cell.span
            }
        }
        for row in cells {
            for number in 0..<max(1, row.map { $0.1.count }.max() ?? 1) {
                var line = ""
                var column = 0
                for (cell, lines) in row {
                    let width = widths[column..<column + cell.span].reduce(2 * cell.span - 2, +)
                    let text = lines.indices.contains(number) ? lines[number] : ""
                    let blanks = String(repeating: " ", count: max(0, width - text.count))
                    if column > 0 { line += "  " }
                    line += cell.alignment == .right ? blanks + text : text + blanks
                    column += cell.span
                }
                add("│ " + line, table.quoteDepth)
            }
            if row.allSatisfy({ $0.0.isHeading }) { add("│ ┄┄┄", table.quoteDepth) }
        }
    }
}
