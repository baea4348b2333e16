import Mail

extension Interface {
    mutating func limit(to words: [String]) -> [Effect] {
        guard words != list.words else { return [] }
        let selected = list.selection
        var limited = MessageList(
            scope: list.scope, order: list.order, words: words, height: list.height)
        limited.tags = list.tags
        list = limited
        // A match near the old selection is found by its place; without one, the first is taken.
        guard let selected, words.isEmpty else { return [list.ask(.first, goal: .first)] }
        return [list.ask(.entry(selected), goal: .entry(selected))]
    }

    mutating func search(for words: [String]) -> [Effect] {
        search.words = words
        return findNext()
    }

    mutating func findNext() -> [Effect] {
        let words = search.words
        let after = (list.selectedIndex ?? -1) + 1
        if let row = list.shown.dropFirst(after).first(where: { $0.matches(words) }) {
            list.select(row.id)
            return list.askNearEdge()
        }
        guard list.hasLaterRows, let last = list.shown.last else { return findFromTop() }
        return [askForMatch(.entry(last.id), after: last.id, wrapped: false)]
    }

    private mutating func findFromTop() -> [Effect] {
        guard list.hasEarlierRows else {
            guard let row = list.shown.first(where: { $0.matches(search.words) }) else {
                return complain("Nothing has \(search.words.joined(separator: " "))")
            }
            list.select(row.id)
            say("The search went on from the top")
            return []
        }
        return [askForMatch(.first, after: nil, wrapped: true)]
    }

    private mutating func askForMatch(
        _ anchor: ListRequest.Anchor, after: EntryID?, wrapped: Bool
    ) -> Effect {
        var request = list.window(anchor, before: 0, after: 2)
        request.words += search.words
        return search.ask(request, for: .next(after: after, wrapped: wrapped))
    }

    /// Takes in the answer to a side question.
    mutating func answer(_ purpose: ListSearch.Purpose, _ snapshot: ListSnapshot) -> [Effect] {
        switch purpose {
        case .tag:
            tag(snapshot)
            return []
        case .next(let after, let wrapped):
            if let row = snapshot.rows.first(where: { $0.id != after }) {
                if wrapped { say("The search went on from the top") }
                return [list.ask(.entry(row.id), goal: .entry(row.id))]
            }
            return wrapped
                ? complain("Nothing has \(search.words.joined(separator: " "))") : findFromTop()
        }
    }
}
