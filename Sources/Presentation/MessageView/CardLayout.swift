import Console
import Mail

/// Makes the box around what a part for programs says to a person.
struct CardLayout {
    private(set) var lines: [MessageLine] = []
    private let inner: Int

    init(_ card: MailCard, wish: LayoutWish) {
        inner = max(2, wish.readableColumns - 4)
        let name = TerminalText(" \(card.kind.name) ").truncated(to: inner)
        let rest = String(repeating: "─", count: max(0, inner + 1 - name.width))
        add(TaggedText("┌─" + name + TerminalText(rest + "┐")))
        for line in TaggedText(card.title, look: .strong).wrapped(columns: inner) {
            addInside(line)
        }
        let labels = card.rows.prefix(Limits.cardRows).map { TerminalText($0.label).width }
        let labelColumns = min(labels.max() ?? 0, inner / 3)
        for row in card.rows.prefix(Limits.cardRows) {
            addRow(row, labelColumns: labelColumns)
        }
        if card.rows.count > Limits.cardRows {
            addInside(TaggedText("and \(grouped(card.rows.count - Limits.cardRows)) more"))
        }
        add(TaggedText("└" + TerminalText(String(repeating: "─", count: inner + 2)) + "┘"))
    }

    private mutating func addRow(_ row: MailCard.Row, labelColumns: Int) {
        let start = labelColumns == 0 ? 0 : labelColumns + 2
        let label = TerminalText(row.label).truncated(to: labelColumns)
        let values = row.value.split(separator: "\n", omittingEmptySubsequences: false)
        let wrapped = values.flatMap {
            TaggedText(String($0)).wrapped(columns: max(2, inner - start))
        }
        for (number, value) in wrapped.enumerated() {
            let name = number == 0 ? label.padded(to: start) : .blank(columns: start)
            addInside(TaggedText(name, tag: LineLook.added.rawValue) + value)
        }
    }

    private mutating func addInside(_ text: TaggedText) {
        let free = TaggedText(.blank(columns: inner - text.width))
        add(TaggedText("│ ") + text + free + TaggedText(" │"))
    }

    private mutating func add(_ body: TaggedText) {
        lines.append(MessageLine(kind: .text, body: body))
    }
}

extension MailCard.Kind {
    var name: String {
        switch self {
        case .invitation: "Invitation"
        case .contact: "Contact"
        case .deliveryReport: "Delivery report"
        case .receipt: "Receipt"
        case .abuseReport: "Abuse report"
        }
    }
}
