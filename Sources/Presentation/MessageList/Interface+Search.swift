import Mail

extension Interface {
    mutating func limit(to query: Query) -> [Effect] {
        guard query != list.query else { return [] }
        let selected = list.selection
        var limited = MessageList(
            scope: list.scope, order: list.order, query: query, height: list.height)
        limited.tags = list.tags
        list = limited
        // A match near the old selection is found by its place; without one, the first is taken.
        guard let selected, query.isEmpty else { return [list.ask(.first, goal: .first)] }
        return [list.ask(.entry(selected), goal: .entry(selected))]
    }

    mutating func search(for query: Query) -> [Effect] {
        search.query = query
        return findNext()
    }

    /// The store finds the next match: it knows texts, and rows that are not in the window.
    mutating func findNext() -> [Effect] {
        guard let selected = list.selection else { return [askForMatch(.first, after: nil)] }
        return [askForMatch(.entry(selected), after: selected)]
    }

    private mutating func askForMatch(
        _ anchor: ListRequest.Anchor, after: EntryID?, wrapped: Bool = false
    ) -> Effect {
        var request = list.window(anchor, before: 0, after: 2)
        request.query = list.query.and(search.query)
        return search.ask(request, for: .next(after: after, wrapped: wrapped))
    }

    /// Takes in the answer to a side question.
    mutating func answer(_ purpose: ListSearch.Purpose, _ snapshot: ListSnapshot) -> [Effect] {
        switch purpose {
        case .tag:
            tag(snapshot)
            return []
        case .next(let after, let wrapped):
            guard let row = snapshot.rows.first(where: { wrapped || $0.id != after }) else {
                return wrapped
                    ? complain("Nothing has \(search.query.text)")
                    : [askForMatch(.first, after: after, wrapped: true)]
            }
            if wrapped { say("The search went on from the top") }
            return select(found: row.id)
        }
    }

    private mutating func select(found entry: EntryID) -> [Effect] {
        guard list.shown.contains(where: { $0.id == entry }) else {
            return [list.ask(.entry(entry), goal: .entry(entry))]
        }
        list.select(entry)
        return list.askNearEdge()
    }
}
