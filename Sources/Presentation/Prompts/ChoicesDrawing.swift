import Console
import Mail

/// A line of what a prompt offers.
struct ChoiceLine: Equatable {
    let start: String
    let text: String
    var isChosen = false
}

extension Interface {
    /// What can be chosen or may follow, above the bottom line.
    func drawChoices(on canvas: inout Canvas, above bottom: Rectangle) {
        if case .confirmation(let confirmation) = prompt {
            return drawQuestion(confirmation, on: &canvas, above: bottom)
        }
        let lines = choiceLines
        guard !lines.isEmpty else { return }
        let theme = preferences.theme
        let count = min(lines.count, Limits.choiceLines, bottom.row - 2)
        guard count > 0 else { return }
        let chosen = lines.firstIndex(where: \.isChosen) ?? 0
        let top = max(0, chosen - count + 1)
        let first = bottom.row - count
        canvas.horizontalLine(
            at: Point(column: 0, row: first - 1), columns: bottom.columns, style: theme.border)
        let startColumns = min(bottom.columns / 2, 2 + (lines.map(\.start.count).max() ?? 0))
        for (row, line) in lines.dropFirst(top).prefix(count).enumerated() {
            let style = line.isChosen ? theme.selected(theme.text) : theme.text
            let start = TerminalText(line.start).padded(to: startColumns)
            let mark: TerminalText = line.isChosen ? "> " : "  "
            let text = mark + start + " " + TerminalText(line.text)
            canvas.write(
                text.padded(to: bottom.columns), at: Point(column: 0, row: first + row),
                style: style)
        }
    }

    /// A question that the bottom line cannot hold stands above it, whole.
    private func drawQuestion(
        _ confirmation: Confirmation, on canvas: inout Canvas, above bottom: Rectangle
    ) {
        guard !confirmation.fits(bottom.columns) else { return }
        let theme = preferences.theme
        let lines = TerminalText.wrapped(confirmation.question, columns: bottom.columns - 2)
        let shown = lines.prefix(max(0, bottom.row - 2))
        let first = bottom.row - shown.count
        canvas.horizontalLine(
            at: Point(column: 0, row: first - 1), columns: bottom.columns, style: theme.border)
        for (row, line) in shown.enumerated() {
            canvas.write(
                (" " + line).padded(to: bottom.columns), at: Point(column: 0, row: first + row),
                style: theme.problem)
        }
    }

    private var choiceLines: [ChoiceLine] {
        switch prompt {
        case .mailbox(let prompt):
            return prompt.matches.enumerated().map { position, choice in
                let unread = choice.counts.unread
                return ChoiceLine(
                    start: choice.name, text: unread > 0 ? "\(grouped(unread)) unread" : "",
                    isChosen: position == prompt.chosen)
            }
        case .charset(let prompt):
            return prompt.matches.enumerated().map { position, choice in
                ChoiceLine(start: choice.text, text: "", isChosen: position == prompt.chosen)
            }
        case .commandLine(let prompt):
            return prompt.candidates.map { entry in
                let keys = preferences.keys.keyText(of: entry.command, in: context)
                let shown = keys.map { " (\($0))" } ?? ""
                return ChoiceLine(start: entry.command.rawValue, text: entry.sentence + shown)
            }
        case .text, .confirmation, .password:
            return []
        case nil:
            return showsPrefixHints ? prefixLines : []
        }
    }

    /// The keys that may follow the ones pressed.
    private var prefixLines: [ChoiceLine] {
        guard case .prefix(let bindings) = preferences.keys.meaning(of: prefix, in: context)
        else { return [] }
        return bindings.map { binding in
            let rest = binding.keys.dropFirst(prefix.count).map(\.name)
            let argument = binding.invocation.argument
            return ChoiceLine(
                start: rest.joined(separator: " "),
                text: binding.invocation.command.sentence
                    + (argument.isEmpty ? "" : " (\(argument))"))
        }
    }
}
