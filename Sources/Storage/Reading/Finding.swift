import GRDB
import Mail

extension Store {
    /// The next unread entry after another in the order of the list; nil: from the first on.
    ///
    /// The answer is nil at the end of the list; it does not begin anew by itself.
    public func nextUnread(
        in scope: ListScope, order: ListOrder, after entry: EntryID?
    ) async throws(StoreFault) -> EntryID? {
        try await read { db in
            var source = try ListSource(db, scope: scope)
            source.unreadOnly = true
            return try Store.first(of: source, order, after: entry)
        }
    }

    /// The next entry after another whose subject or people hold every word.
    public func nextMatch(
        in scope: ListScope, order: ListOrder, words: [String], after entry: EntryID
    ) async throws(StoreFault) -> EntryID? {
        try await read { db in
            let source = try ListSource(db, scope: scope, words: words)
            return try Store.first(of: source, order, after: entry)
        }
    }

    /// The newest entries whose subject or people hold every word.
    public func matches(
        in scope: ListScope, words: [String], limit: Int
    ) async throws(StoreFault) -> [EntryID] {
        try await read { db in
            let source = try ListSource(db, scope: scope, words: words)
            var walk = try source.walk(.newestFirst, from: .end, limit: max(limit, 0))
            return try walk.rest().map { EntryID(ListWalk.key($0).entry) }
        }
    }

    private static func first(
        of source: ListSource, _ order: ListOrder, after entry: EntryID?
    ) throws -> EntryID? {
        let key = try entry.flatMap { try source.key(of: $0) }
        var walk = try source.walk(
            order, from: key.map(ListSource.Start.past) ?? .end, limit: 1)
        return try walk.next().map { EntryID(ListWalk.key($0).entry) }
    }
}
