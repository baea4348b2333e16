import Console

/// A line of a popup whose items take several lines each.
struct ItemLine: Equatable {
    enum Kind: Equatable {
        case name, detail, problem
    }

    let kind: Kind
    let text: TerminalText
}

extension Interface {
    /// Draws the items around the selected one, as many as there is room for.
    func drawItems(
        _ count: Int, selected: Int, on canvas: inout Canvas, in area: Rectangle,
        lines: (Int) -> [ItemLine]
    ) {
        guard count > 0, area.rows > 0 else { return }
        let range = max(0, selected - area.rows)..<min(count, selected + area.rows + 1)
        let shown = range.flatMap { item in lines(item).map { (item: item, line: $0) } }
        let first = shown.firstIndex { $0.item == selected } ?? 0
        let last = shown.lastIndex { $0.item == selected } ?? 0
        let top = min(first, max(0, last - area.rows + 1))
        for (row, entry) in shown.dropFirst(top).prefix(area.rows).enumerated() {
            let place = Point(column: area.column, row: area.row + row)
            let isName = entry.line.kind == .name
            let isSelected = isName && entry.item == selected
            let own = style(of: entry.line.kind)
            let mark: TerminalText = isSelected ? "> " : "  "
            let text = mark + entry.line.text
            canvas.write(
                isSelected ? text.padded(to: area.columns) : text.truncated(to: area.columns),
                at: place, style: isSelected ? preferences.theme.selected(own) : own)
        }
    }

    private func style(of kind: ItemLine.Kind) -> Style {
        switch kind {
        case .name: preferences.theme.text
        case .detail: preferences.theme.link
        case .problem: preferences.theme.problem
        }
    }
}
