import Console
import Mail

extension Interface {
    func draw(_ pane: MailboxBrowser, on canvas: inout Canvas, in area: Rectangle) {
        let lines = MailboxBrowser.lines(index)
        let chosen = pane.mailbox(in: index)
        let position = lines.firstIndex { $0.mailbox != nil && $0.mailbox?.id == chosen?.id } ?? 0
        // The account's line stays in view above its first mailbox.
        let top = max(0, min(position - 1, position - area.rows + 1))
        for (row, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
            let place = Point(column: area.column, row: area.row + row)
            if let mailbox = line.mailbox {
                draw(mailbox, isChosen: mailbox.id == chosen?.id, on: &canvas, at: place, area)
            } else {
                let name = "\(line.account.name)  \(line.account.kind.rawValue.uppercased())"
                canvas.write(
                    TerminalText(name).truncated(to: area.columns), at: place,
                    style: preferences.theme.account)
            }
        }
    }

    private func draw(
        _ mailbox: MailboxSummary, isChosen: Bool, on canvas: inout Canvas, at place: Point,
        _ area: Rectangle
    ) {
        let theme = preferences.theme
        let counts = counts(mailbox)
        let style = mailbox.holdsMail ? theme.text : theme.dimmed
        let shown = isChosen ? theme.selected(style) : style
        let end = TerminalText(
            mailbox.holdsMail ? "\(grouped(counts.unread)) / \(grouped(counts.total))" : "")
        let room = max(0, area.columns - end.width - 1)
        let name = TerminalText((isChosen ? "> " : "  ") + mailbox.name)
        canvas.fill(
            Rectangle(origin: place, size: Size(columns: area.columns, rows: 1)), style: shown)
        canvas.write(name.truncated(to: room), at: place, style: shown)
        canvas.write(
            end, at: Point(column: place.column + area.columns - end.width, row: place.row),
            style: shown)
    }
}
