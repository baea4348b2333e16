import Mail

extension ReadingText {
    /// The text without layout: a line for each paragraph, quotes by ">", links listed at the end.
    ///
    /// Links whose target is their text are not listed again. Lines end in LF.
    public var flat: String {
        var lines: [String] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                lines.append(paragraph.flat)
            case .table(let table):
                lines += table.flatLines
            case .rule(let depth):
                lines.append(quoted(String(repeating: "-", count: 20), depth: depth))
            }
        }
        let targets = links.enumerated().filter { !$1.text.isEmpty && $1.text != $1.target }
        if !targets.isEmpty {
            lines.append("")
            lines += targets.map { "[\($0 + 1)] \($1.target)" }
        }
        return lines.joined(separator: "\n")
    }
}

extension Paragraph {
    fileprivate var flat: String {
        let start = marker.isEmpty ? "" : marker + " "
        let blanks = String(repeating: " ", count: max(0, indent - start.count))
        let line = text
        return quoted(
            line.isEmpty && marker.isEmpty ? "" : blanks + start + line, depth: quoteDepth)
    }
}

extension ReadingTable {
    /// Cells side by side with " | " between them.
    fileprivate var flatLines: [String] {
        rows.map { row in
            let cells = row.map { cell in
                cell.text.split(separator: "\n").joined(separator: " ")
            }
            return quoted(cells.joined(separator: " | "), depth: quoteDepth)
        }
    }
}

private func quoted(_ line: String, depth: Int) -> String {
    guard depth > 0 else { return line }
    let marks = String(repeating: ">", count: depth)
    return line.isEmpty ? marks : marks + " " + line
}
