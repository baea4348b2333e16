import Console
import Mail

extension Interface {
    /// Draws the whole screen; curses sends only what differs from the last one.
    public func draw(on canvas: inout Canvas) {
        guard !ScreenLayout.isTooSmall(canvas.size) else {
            drawTooSmall(on: &canvas)
            return
        }
        let layout = layout(canvas.size)
        canvas.fill(Rectangle(canvas.size), style: preferences.theme.text)
        drawTitle(on: &canvas, in: layout.title)
        drawFrame(on: &canvas, layout)
        if let area = layout.sidebar { drawSidebar(on: &canvas, in: area) }
        if view == nil {
            drawList(on: &canvas, in: layout.main)
        } else {
            drawMessage(on: &canvas, in: layout.main)
        }
        drawPopup(on: &canvas, layout)
        drawChoices(on: &canvas, above: layout.bottom)
        drawBottomLine(on: &canvas, in: layout.bottom)
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        let text =
            "Martlet needs \(Limits.smallestColumns)x\(Limits.smallestRows); "
            + "this is \(canvas.size.columns)x\(canvas.size.rows)"
        let lines = TerminalText.wrapped(text, columns: max(1, canvas.size.columns))
        for (row, line) in lines.enumerated() {
            canvas.write(line, at: Point(column: 0, row: row), style: preferences.theme.problem)
        }
    }

    /// Lines above and below the panes, and between them.
    private func drawFrame(on canvas: inout Canvas, _ layout: ScreenLayout) {
        guard layout.isFramed else { return }
        let style = preferences.theme.border
        let (top, bottom) = (layout.body.row, layout.body.row + layout.body.rows - 1)
        for row in [top, bottom] {
            canvas.horizontalLine(
                at: Point(column: 0, row: row), columns: layout.body.columns, style: style)
        }
        guard let sidebar = layout.sidebar else { return }
        let divider = sidebar.column + sidebar.columns
        for column in [0, divider] {
            canvas.verticalLine(
                at: Point(column: column, row: top + 1), rows: sidebar.rows, style: style)
        }
        canvas.write("┌", at: Point(column: 0, row: top), style: style)
        canvas.write("└", at: Point(column: 0, row: bottom), style: style)
        canvas.write("┬", at: Point(column: divider, row: top), style: style)
        canvas.write("┴", at: Point(column: divider, row: bottom), style: style)
    }

    private func drawPopup(on canvas: inout Canvas, _ layout: ScreenLayout) {
        switch popup {
        case .help(let pane):
            let filter = pane.filter.isEmpty ? "" : ": \(pane.filter)"
            let area = clear(
                layout, title: "Keys \(pane.context.placeName)\(filter)", on: &canvas)
            draw(pane, on: &canvas, in: area)
        case .accounts(let pane):
            draw(pane, on: &canvas, in: clear(layout, title: "Accounts", on: &canvas))
        case .attachments(let pane):
            draw(pane, on: &canvas, in: clear(layout, title: "Attachments", on: &canvas))
        case .links(let pane):
            draw(pane, on: &canvas, in: clear(layout, title: "Links", on: &canvas))
        case .mailboxes(let pane):
            draw(pane, on: &canvas, in: clear(layout, title: "Mailboxes", on: &canvas))
        case nil:
            break
        }
    }

    /// Empties the body of the screen for a popup, and gives back the area inside its frame.
    private func clear(
        _ layout: ScreenLayout, title: String, on canvas: inout Canvas
    ) -> Rectangle {
        let theme = preferences.theme
        canvas.fill(layout.body, style: theme.text)
        guard layout.isFramed else {
            canvas.write(TerminalText(title), at: layout.body.origin, style: theme.account)
            return layout.body.split(top: 1).rest
        }
        canvas.frame(layout.body, title: TerminalText(title), style: theme.border)
        return layout.body.inset(columns: 2, rows: 1)
    }
}
