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

    /// The next entry after another that a question asks for.
    public func nextMatch(
        in scope: ListScope, order: ListOrder, query: Query, after entry: EntryID
    ) async throws(StoreFault) -> EntryID? {
        try await read { [self] db in
            try Store.first(of: source(db, scope, query), order, after: entry)
        }
    }

    /// Messages of all accounts that a question asks for, newest first; a piece at a time.
    ///
    /// - Parameters:
    ///   - scope: nil for every mailbox.
    ///   - entry: the last one of the piece before; nil: from the newest on.
    public func search(
        _ query: Query, in scope: ListScope? = nil, after entry: EntryID? = nil, limit: Int
    ) async throws(StoreFault) -> [ListRow] {
        try await read { [self] db in
            let source = try source(db, scope, query)
            let start = try entry.flatMap { try source.key(of: $0) }
            return try source.rows(
                .newestFirst, from: start.map(ListSource.Start.past) ?? .end,
                limit: min(max(limit, 0), Limits.windowRows)
            ).map(StoredRow.row)
        }
    }

    /// The list of what a question asks for; to be called inside a reading of the mail file.
    func source(_ db: Database, _ scope: ListScope?, _ query: Query) throws -> ListSource {
        guard !query.isEmpty else { return try ListSource(db, scope: scope) }
        let words = try WordSearch(db, file: searchFile, memory: wordMemory)
        return try ListSource(db, scope: scope, filter: QueryFilter(query, db, words))
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
