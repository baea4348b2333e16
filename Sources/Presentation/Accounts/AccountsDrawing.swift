import Console

extension Interface {
    func draw(_ pane: AccountsPane, on canvas: inout Canvas, in area: Rectangle) {
        let theme = preferences.theme
        let lines = AccountsPane.lines(index.accounts, now: now, zone: preferences.zone)
        let first = lines.firstIndex { $0.account == pane.selected } ?? 0
        let last = lines.lastIndex { $0.account == pane.selected } ?? 0
        let top = min(first, max(0, last - area.rows + 1))
        for (row, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
            let isName = line.kind == .name
            let isSelected = isName && line.account == pane.selected
            let style =
                switch line.kind {
                case .name: isSelected ? theme.selected(theme.account) : theme.account
                case .problem: theme.problem
                case .state, .text: theme.text
                }
            let mark = isName ? (isSelected ? "> " : "  ") : "    "
            canvas.write(
                TerminalText(mark + line.text).truncated(to: area.columns),
                at: Point(column: area.column, row: area.row + row), style: style)
        }
    }
}
