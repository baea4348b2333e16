import Console
import Mail

/// The attachments of the message being read, one of them selected.
struct AttachmentList: Equatable, Sendable {
    let entry: EntryID
    let attachments: [MessageDocument.Attachment]
    private(set) var selected = 0

    init(of document: MessageDocument) {
        entry = document.entry
        attachments = document.attachments
    }

    var attachment: MessageDocument.Attachment? {
        attachments.indices.contains(selected) ? attachments[selected] : nil
    }

    mutating func select(_ index: Int) {
        selected = min(max(0, index), max(0, attachments.count - 1))
    }

    /// Name and number as in the message's structure, what it is, and what is wrong with it.
    func lines(of number: Int, columns: Int) -> [ItemLine] {
        let attachment = attachments[number]
        let facts = attachment.facts
        let name = TerminalText("\(attachment.part)  \(attachment.title)")
        let onOneLine = facts.isEmpty ? name : name + TerminalText("  (\(facts))")
        let isShort = onOneLine.width <= columns - 2
        var lines = [ItemLine(kind: .name, text: isShort ? onOneLine : name)]
        if !isShort, !facts.isEmpty {
            lines.append(ItemLine(kind: .detail, text: TerminalText("    \(facts)")))
        }
        let warning = attachment.doubt.map { "! \($0.onOneLine)" } ?? ""
        for line in TerminalText.wrapped(warning, columns: max(2, columns - 6))
        where !line.isEmpty {
            lines.append(ItemLine(kind: .problem, text: .blank(columns: 4) + line))
        }
        return lines
    }
}

extension Interface {
    func draw(_ pane: AttachmentList, on canvas: inout Canvas, in area: Rectangle) {
        drawItems(pane.attachments.count, selected: pane.selected, on: &canvas, in: area) {
            pane.lines(of: $0, columns: area.columns)
        }
    }
}
