import Mail

extension Interface {
    /// Goes to the next unread message: further down, then in other mailboxes, then from the top.
    mutating func nextUnread() -> [Effect] {
        let after = (list.selectedIndex ?? -1) + 1
        if let row = list.shown.dropFirst(after).first(where: \.isUnread) {
            list.select(row.id)
            return openIfReading() + list.askNearEdge()
        }
        if list.hasLaterRows, listCounts.unread > 0 {
            return scanOn(visited: [])
        }
        return nextUnread(beyond: [])
    }

    /// Nothing unread was found in the window that came: looks on behind it, then elsewhere.
    mutating func nextUnread(beyond visited: Set<ListScope>) -> [Effect] {
        if list.hasLaterRows, list.isLoaded, listCounts.unread > 0,
            !list.shown.contains(where: \.isUnread)
        {
            return scanOn(visited: visited)
        }
        let seen = visited.union([list.scope])
        if let scope = placeWithUnread(after: list.scope, except: seen) {
            let effects = go(to: Place(scope: scope), keepsView: true, goal: .unread(visited: seen))
            return effects
        }
        if visited.isEmpty, listCounts.unread > 0, !list.isAtStart {
            return [list.ask(.first, goal: .unread(visited: [list.scope]), rows: Limits.scanRows)]
        }
        say("There is no unread message")
        return []
    }

    private mutating func scanOn(visited: Set<ListScope>) -> [Effect] {
        guard let last = list.shown.last else { return [] }
        return [
            list.ask(
                .entry(last.id), goal: .unread(visited: visited), rows: Limits.scanRows)
        ]
    }

    /// The next place of the sidebar that has unread mail worth going to.
    private func placeWithUnread(
        after scope: ListScope, except visited: Set<ListScope>
    ) -> ListScope? {
        let candidates = index.mailboxes.filter { mailbox in
            mailbox.holdsMail && mailbox.role != .trash && mailbox.role != .junk
                && counts(mailbox).unread > 0 && !index.contains(mailbox.id, in: scope)
        }.map { ListScope.mailbox($0.id) }
        let order = index.mailboxes.map { ListScope.mailbox($0.id) }
        let position = order.firstIndex(of: scope) ?? -1
        let later = candidates.filter { (order.firstIndex(of: $0) ?? 0) > position }
        let earlier = candidates.filter { (order.firstIndex(of: $0) ?? 0) < position }
        return (later + earlier).first { !visited.contains($0) }
    }
}
