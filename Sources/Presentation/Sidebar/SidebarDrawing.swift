import Console
import Mail

extension Interface {
    func drawSidebar(on canvas: inout Canvas, in area: Rectangle) {
        let items = Sidebar.items(index, counts: counts)
        let top = sidebarTop(items, rows: area.rows)
        for (row, item) in items.dropFirst(top).prefix(area.rows).enumerated() {
            let line = Rectangle(
                origin: Point(column: area.column, row: area.row + row),
                size: Size(columns: area.columns, rows: 1))
            draw(item, on: &canvas, in: line)
        }
    }

    /// The first line shown, so that the marked place is in view.
    func sidebarTop(_ items: [Sidebar.Item], rows: Int) -> Int {
        let place = sidebar.marked ?? list.scope
        let position = items.firstIndex { $0.scope == place } ?? 0
        return max(0, position - rows + 1)
    }

    private func draw(_ item: Sidebar.Item, on canvas: inout Canvas, in area: Rectangle) {
        let isShown = item.scope == list.scope
        let isMarked = sidebar.marked != nil && item.scope == sidebar.marked
        let style = isShown ? preferences.theme.selected(style(of: item)) : style(of: item)
        canvas.fill(area, style: style)
        let end = TerminalText(
            item.remark.isEmpty && item.counts.unread > 0
                ? grouped(item.counts.unread) : item.remark)
        let mark = isMarked ? ">" : " "
        let indent = String(repeating: " ", count: min(item.indent, 4) * 2)
        let name = TerminalText(mark + indent + item.name)
        let room = area.columns - end.width - (end.isEmpty ? 0 : 1)
        canvas.write(name.truncated(to: room), at: area.origin, style: style)
        canvas.write(
            end, at: Point(column: area.column + area.columns - end.width, row: area.row),
            style: style)
    }

    private func style(of item: Sidebar.Item) -> Style {
        let theme = preferences.theme
        return switch item.kind {
        case .account: theme.account
        case .level: theme.dimmed
        case .place: item.counts.unread > 0 ? theme.unread : theme.text
        }
    }
}
