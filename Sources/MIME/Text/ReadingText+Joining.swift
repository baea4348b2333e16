import Mail

extension ReadingText {
    /// Adds another text below a blank line; its links get numbers of their own.
    mutating func append(_ next: ReadingText) {
        guard !next.blocks.isEmpty else { return }
        if !blocks.isEmpty { blocks.append(.paragraph(Paragraph())) }
        let offset = links.count
        links += next.links
        blocks += offset == 0 ? next.blocks : next.blocks.map { $0.renumbered(by: offset) }
    }
}

extension ReadingBlock {
    fileprivate func renumbered(by offset: Int) -> ReadingBlock {
        switch self {
        case .paragraph(var paragraph):
            paragraph.runs = paragraph.runs.map { $0.renumbered(by: offset) }
            return .paragraph(paragraph)
        case .table(var table):
            for row in table.rows.indices {
                for cell in table.rows[row].indices {
                    let runs = table.rows[row][cell].runs
                    table.rows[row][cell].runs = runs.map { $0.renumbered(by: offset) }
                }
            }
            return .table(table)
        case .rule:
            return self
        }
    }
}

extension TextRun {
    fileprivate func renumbered(by offset: Int) -> TextRun {
        guard let link else { return self }
        let number = link + offset
        // "[3]" is ours and says the number too.
        let text = look.contains(.added) && text.contains("[\(link)]") ? "[\(number)]" : text
        return TextRun(text, look: look, link: number)
    }
}
