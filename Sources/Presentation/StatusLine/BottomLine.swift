import Console
import Mail

extension Interface {
    /// The prompt, what was said last, or the keys of the place; at the right what goes on.
    func drawBottomLine(on canvas: inout Canvas, in area: Rectangle) {
        let theme = preferences.theme
        canvas.fill(area, style: theme.status)
        if let prompt {
            draw(prompt, on: &canvas, in: area)
            return
        }
        let progress = TerminalText(progressText).truncated(to: area.columns / 2)
        let room = max(0, area.columns - progress.width - (progress.isEmpty ? 0 : 1))
        if let notice {
            canvas.write(
                TerminalText(" \(notice.text)").truncated(to: room), at: area.origin,
                style: notice.isProblem ? theme.problem : theme.status)
        } else {
            let text = modeText ?? KeyHints.text(preferences.keys, context, columns: room)
            canvas.write(
                TerminalText(text).truncated(to: room), at: area.origin, style: theme.status)
        }
        canvas.write(
            progress, at: Point(column: area.columns - progress.width, row: area.row),
            style: theme.status)
    }

    /// What the next key will be about.
    private var modeText: String? {
        if !prefix.isEmpty { return " \(prefix.map(\.name).joined(separator: " ")) …" }
        if appliesToTagged {
            return " The next command takes \(counted(list.tags.count, "tagged message"))"
        }
        if let range = list.range {
            return " Range of \(counted(range.count, "message")); Esc leaves it"
        }
        return nil
    }

    /// Work under way, else where the person is.
    private var progressText: String {
        for account in index.accounts {
            if case .working(let activity) = account.state {
                return "⟳ \(activity.progressText) "
            }
        }
        if popup != nil { return "" }
        if let view {
            guard view.document != nil else { return "" }
            guard view.lastScroll > 0 else { return "all " }
            return view.scroll == view.lastScroll
                ? "end " : "\(view.scroll * 100 / view.lastScroll)% "
        }
        return list.selectedNumber.map { "#\(grouped($0)) " } ?? ""
    }

    private func draw(_ prompt: Prompt, on canvas: inout Canvas, in area: Rectangle) {
        switch prompt {
        case .text(let prompt):
            draw(prompt.label, prompt.editor, on: &canvas, in: area)
        case .mailbox(let prompt):
            draw(prompt.label, prompt.editor, on: &canvas, in: area)
        case .charset(let prompt):
            draw(prompt.label, prompt.editor, on: &canvas, in: area)
        case .commandLine(let prompt):
            draw(":", prompt.editor, on: &canvas, in: area)
        case .password(let prompt):
            draw("\(prompt.label) ", prompt.editor, masked: true, on: &canvas, in: area)
            drawNotice(on: &canvas, in: area)
        case .confirmation(let confirmation):
            let answers: TerminalText = " (y/n) "
            let question = TerminalText(
                confirmation.fits(area.columns) ? " \(confirmation.question)" : " Really?")
            let text = question.truncated(to: area.columns - answers.width - 1) + answers
            let width = canvas.write(text, at: area.origin, style: preferences.theme.problem)
            canvas.cursor = Point(column: area.column + width, row: area.row)
        }
        switch prompt {
        case .mailbox, .charset, .text: drawNotice(on: &canvas, in: area)
        case .commandLine, .password, .confirmation: break
        }
    }

    private func draw(
        _ label: TerminalText, _ editor: LineEditor, masked: Bool = false,
        on canvas: inout Canvas, in area: Rectangle
    ) {
        let theme = preferences.theme
        let fitting = label.truncated(to: area.columns / 2)
        let used = canvas.write(fitting, at: area.origin, style: theme.account)
        editor.draw(
            on: &canvas, at: Point(column: area.column + used, row: area.row),
            columns: area.columns - used, style: theme.text, masked: masked)
    }

    /// Beside a prompt a notice has the right end.
    private func drawNotice(on canvas: inout Canvas, in area: Rectangle) {
        guard let notice else { return }
        let text = TerminalText(" \(notice.text) ").truncated(to: area.columns / 2)
        canvas.write(
            text, at: Point(column: area.columns - text.width, row: area.row),
            style: preferences.theme.problem)
    }
}
