import Console
import Mail

/// What deserves suspicion, in lines above the text.
enum WarningBar {
    /// At most ``Limits/warningLines``; with `showsAll`, as many as it takes.
    static func lines(
        _ suspicions: [Suspicion], columns: Int, showsAll: Bool, key: String?
    ) -> [TerminalText] {
        let sentences = suspicions.map(\.sentence)
        let wrapped = sentences.map { TerminalText.wrapped($0, columns: columns) }
        let all = wrapped.flatMap { $0 }
        guard all.count > Limits.warningLines, !showsAll else { return all }
        let short = sentences.map { TerminalText($0).truncated(to: columns) }
        guard short.count > Limits.warningLines else { return short }
        let kept = Limits.warningLines - 1
        let hint = key.map { "; \($0) shows them" } ?? ""
        return short.prefix(kept) + [TerminalText("+\(grouped(short.count - kept)) more\(hint)")]
    }
}

extension Interface {
    func drawWarnings(_ lines: [TerminalText], on canvas: inout Canvas, in area: Rectangle) {
        let style = preferences.theme.alarm
        canvas.fill(area, style: style)
        for (row, line) in lines.prefix(area.rows).enumerated() {
            canvas.write("!", at: Point(column: area.column, row: area.row + row), style: style)
            canvas.write(
                line, at: Point(column: area.column + 2, row: area.row + row),
                columns: max(0, area.columns - 2), style: style)
        }
    }
}
