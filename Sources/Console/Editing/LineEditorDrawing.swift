extension LineEditor {
    /// Draws the part of the text around the cursor and shows the terminal's cursor there.
    ///
    /// The field always takes exactly `columns` cells. A masked field shows a star for each character,
    /// so that its length can be checked but nothing read.
    public func draw(
        on canvas: inout Canvas, at start: Point, columns: Int, style: Style = .plain,
        masked: Bool = false
    ) {
        guard columns > 0 else { return }
        let shown = masked ? String(repeating: "*", count: text.count) : text
        let before = TerminalText(String(shown.prefix(cursor)))
        let after = TerminalText(String(shown.dropFirst(cursor)))
        let visible = before.suffix(columns: columns - 1)
        canvas.write(
            (visible + after).padded(to: columns), at: start, columns: columns, style: style)
        canvas.cursor = Point(column: start.column + visible.width, row: start.row)
    }
}

extension TerminalText {
    /// As many whole characters from the end as `columns` cells hold.
    fileprivate func suffix(columns: Int) -> TerminalText {
        var excess = width - columns
        guard excess > 0 else { return self }
        var rest = string[...]
        for character in MeasuredText(string) {
            guard excess > 0 else { break }
            excess -= character.width
            rest = string[character.text.endIndex...]
        }
        return TerminalText(sanitised: String(rest))
    }
}
