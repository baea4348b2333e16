import Console
import Mail

extension Interface {
    func drawMessage(on canvas: inout Canvas, in area: Rectangle) {
        guard let view else { return }
        switch view.content {
        case .waiting(let isFetching):
            say(
                isFetching ? "Fetching the message from the server …" : "Opening the message …",
                on: &canvas, in: area, style: preferences.theme.note)
        case .failed(let problem):
            let sentences = [problem.headline, problem.detail, problem.remedy]
            say(
                sentences.filter { !$0.isEmpty }.joined(separator: "\n"), on: &canvas, in: area,
                style: preferences.theme.problem)
        case .document:
            let visible = view.lines.dropFirst(view.scroll).prefix(area.rows)
            for (row, line) in visible.enumerated() {
                canvas.write(
                    line.text, at: Point(column: area.column, row: area.row + row),
                    columns: area.columns, style: line.style(in: preferences.theme))
            }
        }
    }

    private func say(
        _ text: String, on canvas: inout Canvas, in area: Rectangle, style: Style
    ) {
        let lines = TerminalText.wrapped(text, columns: max(1, area.columns - 4))
        for (row, line) in lines.prefix(area.rows).enumerated() {
            let place = Point(column: area.column + 2, row: area.row + 1 + row)
            canvas.write(line, at: place, style: style)
        }
    }
}
