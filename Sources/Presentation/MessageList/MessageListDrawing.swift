import Console
import Mail

extension Interface {
    func drawList(on canvas: inout Canvas, in area: Rectangle) {
        guard !list.shown.isEmpty else {
            let text = TerminalText(emptyListText).truncated(to: max(0, area.columns - 2))
            let start = Point(column: area.column + 2, row: area.row + area.rows / 3)
            canvas.write(text, at: start, style: preferences.theme.note)
            return
        }
        let columns = ListColumns(
            columns: area.columns, showsAccount: index.account(of: list.scope) == nil)
        let range = Set((list.range ?? []).map(\.id))
        for (line, row) in list.shown.dropFirst(list.top).prefix(area.rows).enumerated() {
            let place = Rectangle(
                origin: Point(column: area.column, row: area.row + line),
                size: Size(columns: area.columns, rows: 1))
            draw(row, columns, isInRange: range.contains(row.id), on: &canvas, in: place)
        }
    }

    private var emptyListText: String {
        guard list.isLoaded else { return "Reading the list …" }
        guard list.query.isEmpty else {
            return "No message has \(list.query.text); Esc l shows all"
        }
        return "No messages"
    }

    private func draw(
        _ row: ListRow, _ columns: ListColumns, isInRange: Bool, on canvas: inout Canvas,
        in area: Rectangle
    ) {
        let theme = preferences.theme
        let isSelected = row.id == list.selection
        let base = style(of: row)
        func finished(_ own: Style) -> Style { isSelected ? theme.selected(own) : own }
        canvas.fill(area, style: finished(base))
        var pen = area.origin
        func put(_ text: String, _ width: Int, _ own: Style) {
            guard width > 0 else { return }
            canvas.write(TerminalText(text).truncated(to: width), at: pen, style: finished(own))
            pen.column += width
        }
        let tag = isInRange ? "|" : list.tags[row.id] == nil ? " " : "*"
        put((isSelected ? ">" : " ") + tag, 2, base)
        put(row.readMark, 2, base)
        put(row.flags.contains(.flagged) ? "★" : "", 2, theme.flagged)
        let date = DateText(row.date, now: now, zone: preferences.zone)
        put(columns.usesLongDates ? date.long : date.short, columns.date, base)
        pen.column += 2
        if columns.account > 0 {
            put(index.account(row.account)?.name ?? "", columns.account, theme.account)
            pen.column += 2
        }
        put(people(of: row), columns.people, base)
        pen.column += 2
        drawSubject(of: row, base, at: pen, columns: columns.subject, finished, on: &canvas)
        pen.column += columns.subject
        if columns.attachment > 0, (row.attachments ?? 0) > 0 {
            pen.column += 1
            put("📎", 2, base)
        }
    }

    /// The subject, and where there is room the first words of the text.
    private func drawSubject(
        of row: ListRow, _ base: Style, at start: Point, columns: Int,
        _ finished: (Style) -> Style, on canvas: inout Canvas
    ) {
        let title = row.subject.isEmpty ? "(no subject)" : row.subject
        let subject = TerminalText(row.serverMark + title).truncated(to: columns)
        let used = canvas.write(subject, at: start, style: finished(base)) + 2
        guard columns >= 70, columns - used >= 12, let preview = row.preview else { return }
        canvas.write(
            TerminalText(preview).truncated(to: columns - used),
            at: Point(column: start.column + used, row: start.row),
            style: finished(preferences.theme.dimmed))
    }

    private func style(of row: ListRow) -> Style {
        if row.flags.contains(.deleted) { return preferences.theme.dimmed }
        return row.isUnread ? preferences.theme.unread : preferences.theme.text
    }

    /// The sender; of what the person sent, the recipients.
    private func people(of row: ListRow) -> String {
        let role = index.mailbox(row.mailbox)?.role
        let isOwn = role == .sent || role == .drafts
        let names = (isOwn ? row.to : row.from).prefix(8).map(\.display).filter { !$0.isEmpty }
        guard !names.isEmpty else { return isOwn ? "To nobody yet" : "(no sender)" }
        return (isOwn ? "To " : "") + names.joined(separator: ", ")
    }
}

extension ListRow {
    /// How much the server has of a message of which only the header is here.
    fileprivate var serverMark: String {
        isHeaderOnly ? "↓\(size.map { readableSize($0) } ?? "") " : ""
    }

    /// What happened to the message, in one cell.
    fileprivate var readMark: String {
        if flags.contains(.deleted) { return "D" }
        if !flags.contains(.seen) { return "●" }
        return flags.contains(.answered) ? "r" : ""
    }
}
