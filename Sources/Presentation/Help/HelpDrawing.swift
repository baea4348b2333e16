import Console

extension Interface {
    func draw(_ pane: HelpPane, on canvas: inout Canvas, in area: Rectangle) {
        let theme = preferences.theme
        let lines = helpLines(pane)
        guard !lines.isEmpty else {
            canvas.write("No command fits", at: area.origin, style: theme.note)
            return
        }
        let keyColumns = area.columns >= 70 ? 16 : 10
        let nameColumns = area.columns >= 100 ? 20 : 0
        for (row, line) in lines.dropFirst(pane.scroll).prefix(area.rows).enumerated() {
            var pen = Point(column: area.column, row: area.row + row)
            func put(_ text: String, _ columns: Int, _ style: Style) {
                canvas.write(
                    TerminalText(text).truncated(to: max(0, columns - 1)), at: pen, style: style)
                pen.column += columns
            }
            put(line.keys, keyColumns, theme.account)
            if nameColumns > 0 { put(line.entry.command.rawValue, nameColumns, theme.header) }
            let rest = area.column + area.columns - pen.column
            switch line.availability {
            case .available:
                put(line.entry.sentence, rest, theme.text)
            case .unavailable(let reason):
                put("\(line.entry.sentence) (not now: \(reason))", rest, theme.dimmed)
            }
        }
    }

    /// The lines of help; what works is judged as seen from the place help was asked for.
    func helpLines(_ pane: HelpPane) -> [HelpPane.Line] {
        var behind = self
        if pane.context != .help { behind.popup = nil }
        return pane.lines(preferences.keys) { command in
            pane.context == behind.context ? behind.availability(of: command) : .available
        }
    }
}
