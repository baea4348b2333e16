import Console
import Mail

extension Interface {
    /// The messages of the thread above the text: a title, the ones around the one read, a rule.
    func drawConversation(on canvas: inout Canvas, in area: Rectangle) {
        guard let view, area.rows >= 3, let place = conversation.position(of: view.entry) else {
            return
        }
        let theme = preferences.theme
        canvas.write(
            "Conversation: \(place.number) of \(place.count)", at: area.origin,
            columns: area.columns, style: theme.account)
        let room = area.rows - 2
        let top = min(max(0, place.number - 1 - room / 2), max(0, place.count - room))
        for (line, row) in conversation.rows.dropFirst(top).prefix(room).enumerated() {
            let isCurrent = row.id == view.entry
            let text = conversationLine(shown(row), isCurrent: isCurrent, columns: area.columns)
            canvas.write(
                text.padded(to: area.columns),
                at: Point(column: area.column, row: area.row + 1 + line),
                style: isCurrent ? theme.selected(theme.text) : theme.text)
        }
        canvas.horizontalLine(
            at: Point(column: area.column, row: area.row + area.rows - 1), columns: area.columns,
            style: theme.border)
    }

    private func conversationLine(
        _ row: ListRow, isCurrent: Bool, columns: Int
    ) -> TerminalText {
        let date = DateText(row.date, now: now, zone: preferences.zone)
        let isWide = columns >= 60
        let marks: TerminalText = "\(isCurrent ? ">" : " ")\(row.isUnread ? "●" : " ") "
        let day = TerminalText(isWide ? date.long : date.short).padded(to: isWide ? 10 : 6)
        let sender = row.from.first.map { $0.name.isEmpty ? $0.address : $0.name } ?? ""
        let who = TerminalText(sender).padded(to: max(8, columns / 4))
        return marks + day + "  " + who + "  " + TerminalText(row.subject)
    }
}
