extension Canvas {
    /// A line of box drawing from a place to the right.
    public mutating func horizontalLine(at start: Point, columns: Int, style: Style = .plain) {
        for column in Self.visible(from: start.column, count: columns, limit: size.columns) {
            write("─", at: Point(column: column, row: start.row), style: style)
        }
    }

    /// A line of box drawing from a place downwards.
    public mutating func verticalLine(at start: Point, rows: Int, style: Style = .plain) {
        for row in Self.visible(from: start.row, count: rows, limit: size.rows) {
            write("│", at: Point(column: start.column, row: row), style: style)
        }
    }

    /// A border just inside an area, with a title in its upper edge; what it encloses is left alone.
    public mutating func frame(
        _ area: Rectangle, title: TerminalText = "", style: Style = .plain
    ) {
        guard area.columns >= 2, area.rows >= 2 else { return }
        let right = area.column.adding(area.columns - 1)
        let bottom = area.row.adding(area.rows - 1)
        for row in [area.row, bottom] {
            horizontalLine(
                at: Point(column: area.column, row: row), columns: area.columns, style: style)
        }
        for column in [area.column, right] {
            verticalLine(
                at: Point(column: column, row: area.row.adding(1)), rows: area.rows - 2,
                style: style)
        }
        write("┌", at: area.origin, style: style)
        write("┐", at: Point(column: right, row: area.row), style: style)
        write("└", at: Point(column: area.column, row: bottom), style: style)
        write("┘", at: Point(column: right, row: bottom), style: style)
        if !title.isEmpty, area.columns >= 6 {
            let label = " " + title.truncated(to: area.columns - 4) + " "
            write(label, at: Point(column: area.column.adding(1), row: area.row), style: style)
        }
    }
}
