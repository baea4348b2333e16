import Console
import Mail

extension Interface {
    /// How the pane of a message is divided now.
    func readingPanes(_ main: Rectangle) -> ReadingPanes {
        guard let view else { return ReadingPanes(main, warnings: 0, conversation: 0) }
        let warnings = warningLines(columns: main.columns).count
        let height =
            view.request.part == nil
            ? conversation.height(in: main.rows - warnings, entry: view.entry) : 0
        return ReadingPanes(main, warnings: warnings, conversation: height)
    }

    private func warningLines(columns: Int) -> [TerminalText] {
        guard let view, let suspicions = view.document?.suspicions else { return [] }
        return WarningBar.lines(
            suspicions, columns: max(2, columns - 1), showsAll: view.showsAllHeaders,
            key: preferences.keys.keyText(of: .allHeaders, in: .message))
    }

    func drawMessage(on canvas: inout Canvas, in main: Rectangle) {
        guard let view else { return }
        let panes = readingPanes(main)
        drawWarnings(
            warningLines(columns: main.columns), on: &canvas, in: panes.warnings)
        drawConversation(on: &canvas, in: panes.conversation)
        switch view.content {
        case .waiting(let isFetching):
            say(
                isFetching ? "Fetching the message from the server …" : "Opening the message …",
                on: &canvas, in: panes.text, style: preferences.theme.note)
        case .failed(let problem):
            let sentences = [problem.headline, problem.detail, problem.remedy]
            say(
                sentences.filter { !$0.isEmpty }.joined(separator: "\n"), on: &canvas,
                in: panes.text, style: preferences.theme.problem)
        case .document:
            let visible = view.lines.indices.dropFirst(view.scroll).prefix(panes.text.rows)
            for (row, number) in visible.enumerated() {
                let line = view.lines[number]
                let matches = view.search.stretches(in: number)
                draw(line, matches, on: &canvas, in: panes.text.split(top: row).rest)
            }
        }
    }

    /// Draws a line into the first row of an area.
    private func draw(
        _ line: MessageLine, _ matches: [Range<Int>], on canvas: inout Canvas,
        in area: Rectangle
    ) {
        let theme = preferences.theme
        var column = 0
        for depth in 0..<line.marks {
            column += canvas.write(
                "> ", at: Point(column: area.column + column, row: area.row),
                columns: area.columns - column, style: theme.quote(depth: depth + 1))
        }
        let body =
            matches.isEmpty
            ? line.body : line.body.retagged(matches) { $0 | LineLook.match.rawValue }
        canvas.write(
            body, at: Point(column: area.column + column, row: area.row),
            columns: area.columns - column
        ) { line.style(in: theme, tag: $0) }
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
