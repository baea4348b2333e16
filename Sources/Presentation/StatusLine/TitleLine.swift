import Console
import Mail

extension Interface {
    /// The place, its counts and the state of its account.
    func drawTitle(on canvas: inout Canvas, in area: Rectangle) {
        let style = preferences.theme.title
        canvas.fill(area, style: style)
        let limit = list.query.isEmpty ? "" : " [\(list.query.text)]"
        let place = TerminalText(" \(index.title(of: list.scope))\(limit)")
        let (left, right) = titleParts(place, columns: area.columns)
        let room = max(area.columns / 2, area.columns - left.width - 1)
        let end = right.truncated(to: room)
        canvas.write(
            left.truncated(to: area.columns - end.width - 1), at: area.origin, style: style)
        canvas.write(
            end, at: Point(column: area.columns - end.width, row: area.row), style: style)
    }

    /// Left and right end; what is told of the message read stays longer than the counts of the list.
    private func titleParts(
        _ place: TerminalText, columns: Int
    ) -> (left: TerminalText, right: TerminalText) {
        let (long, short) = (
            place + readingMarks(isLong: true), place + readingMarks(isLong: false)
        )
        let ends = titleEnds
        let last = (short, ends[ends.count - 1])
        let tried = ends.prefix(2).map { (long, $0) } + ends.map { (short, $0) }
        return tried.first { $0.0.width + $0.1.width < columns } ?? last
    }

    /// What is worth knowing of the message being read.
    private func readingMarks(isLong: Bool) -> TerminalText {
        guard let view else { return "" }
        var marks: [String] = []
        let flags = view.row.flags
        if flags.contains(.flagged) { marks.append(isLong ? "★ flagged" : "★") }
        if flags.contains(.answered) { marks.append(isLong ? "answered" : "↩") }
        if let part = view.request.part {
            marks.append("part \(part)")
        } else if let (number, count) = conversation.position(of: view.entry) {
            marks.append(
                isLong ? "\(number) of \(count) in this conversation" : "\(number)/\(count)")
        }
        return TerminalText(marks.map { " · \($0)" }.joined())
    }

    /// What the right end says, from the longest form to the shortest.
    private var titleEnds: [TerminalText] {
        let state = stateText + pendingText
        guard list.isLoaded else { return [TerminalText("\(state) ")] }
        let counts = listCounts
        let long = "\(grouped(counts.unread)) unread / \(grouped(counts.total))"
        let short = "\(grouped(counts.unread))/\(grouped(counts.total))"
        return [
            TerminalText("\(long)   \(state) "), TerminalText("\(short)  \(state) "),
            TerminalText("\(short) \(state.prefix(1)) "),
        ]
    }

    private var accountsShown: [AccountSummary] {
        guard let id = index.account(of: list.scope) else { return index.accounts }
        return index.accounts.filter { $0.id == id }
    }

    /// How many changes no server has heard yet.
    private var pendingText: String {
        let pending = accountsShown.reduce(0) { $0 + $1.pending }
        return pending > 0 ? " ↑\(grouped(pending))" : ""
    }

    /// The state of the account shown; of all accounts the one that most needs the person.
    private var stateText: String {
        let accounts = accountsShown
        let urgent = accounts.reduce(nil as AccountSummary?) { worst, account in
            guard let worst, worst.urgency >= account.urgency else { return account }
            return worst
        }
        guard let urgent else { return "" }
        let text = urgent.stateText(now: now, zone: preferences.zone)
        guard accounts.count > 1 else { return text }
        guard urgent.urgency == 0 else { return "\(urgent.name): \(text)" }
        return accounts.contains { $0.state == .online } ? "● online" : text
    }
}
