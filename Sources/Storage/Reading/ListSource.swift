import GRDB
import Mail

/// A place in a list: the moment it is ordered by, then the entry.
struct ListKey: Hashable, Comparable {
    var date: Int64
    var entry: Int64

    static func < (left: Self, right: Self) -> Bool {
        (left.date, left.entry) < (right.date, right.entry)
    }
}

/// Which rows of which mailboxes a list is made of, and how to walk along them.
struct ListSource {
    /// Where a walk begins.
    enum Start: Hashable {
        case end
        case at(ListKey)
        case past(ListKey)
    }

    let db: Database
    let mailboxes: [Int64]
    let filter: QueryFilter
    var unreadOnly = false

    /// `scope` nil: every mailbox of every account.
    init(_ db: Database, scope: ListScope?, filter: QueryFilter = QueryFilter()) throws {
        self.db = db
        self.filter = filter
        mailboxes =
            switch scope {
            case .mailbox(let mailbox): [mailbox.rawValue]
            case .unified(let role):
                try db.numbers(
                    "SELECT id FROM mailbox WHERE role = ? AND is_hidden = 0", [role.rawValue])
            case nil: try db.numbers("SELECT id FROM mailbox WHERE is_hidden = 0")
            }
    }

    /// Rows from a place on, newest first or oldest first, of all mailboxes together.
    ///
    /// With words to look for, ``filter`` knows the messages. Few of them are fetched and put in
    /// order; among many the list is walked along, and others are passed over.
    func walk(
        _ order: ListOrder, from start: Start, limit: Int, columns: String = ListSource.keyColumns
    ) throws -> ListWalk {
        if let found = filter.messages {
            guard !found.isComplement, found.ids.count <= Limits.sortedMessages else {
                return try walk(order, from: start, limit: limit, in: found)
            }
            let cursor = try Row.fetchCursor(
                db.makeStatement(sql: sql(order, from: start, amongFound: true)),
                arguments: [found.json] + arguments(start) + filter.arguments + [limit])
            return try ListWalk([cursor], order: order, limit: limit)
        }
        let statement = sql(order, from: start, columns: columns)
        let cursors = try mailboxes.map { mailbox in
            // Not the cached statement: several cursors of the same text run side by side.
            try Row.fetchCursor(
                db.makeStatement(sql: statement),
                arguments: arguments(mailbox, start: start, limit: limit))
        }
        return try ListWalk(cursors, order: order, limit: limit)
    }

    private func walk(
        _ order: ListOrder, from start: Start, limit: Int, in found: IDSet
    ) throws -> ListWalk {
        let statement = sql(order, from: start, columns: ListSource.foundColumns)
        let cursors = try mailboxes.map { mailbox in
            try Row.fetchCursor(
                db.makeStatement(sql: statement),
                arguments: arguments(mailbox, start: start, limit: -1))
        }
        return try ListWalk(cursors, order: order, limit: limit, among: found)
    }

    /// Full rows from a place on.
    func rows(_ order: ListOrder, from start: Start, limit: Int) throws -> [Row] {
        guard filter.messages != nil else {
            var walk = try walk(order, from: start, limit: limit, columns: StoredRow.columns)
            return try walk.rest()
        }
        var keys = try walk(order, from: start, limit: limit)
        let sql = """
            SELECT \(StoredRow.columns) FROM entry e JOIN message m ON m.id = e.message_id
            WHERE e.id = ?
            """
        return try keys.rest().compactMap { try db.row(sql, [ListWalk.key($0).entry]) }
    }

    /// The place of an entry in any list; nil when it is gone.
    func key(of entry: EntryID) throws -> ListKey? {
        try db.row("SELECT sort_date FROM entry WHERE id = ?", [entry.rawValue]).map {
            ListKey(date: $0[0], entry: entry.rawValue)
        }
    }

    /// The row at a position counted from 0; nil beyond the end.
    func key(at position: Int, _ order: ListOrder) throws -> ListKey? {
        guard mailboxes.count == 1, filter.messages == nil else {
            let (reach, overflows) = position.addingReportingOverflow(1)
            var walk = try walk(order, from: .end, limit: overflows ? position : reach)
            try walk.skip(position)
            return try walk.next().map(ListWalk.key)
        }
        // One mailbox: SQLite skips along the index alone.
        let sql = sql(order, from: .end, columns: ListSource.keyColumns) + " OFFSET ?"
        return try db.row(sql, arguments(mailboxes[0], start: .end, limit: 1) + [position])
            .map(ListWalk.key)
    }

    /// How many rows lie beyond a place in an order; counted up to a limit in each mailbox.
    func count(_ order: ListOrder, past key: ListKey, limit: Int) throws -> Int {
        let branch = sql(order, from: .past(key), columns: ListSource.keyColumns)
        return try mailboxes.reduce(0) { sum, mailbox in
            let count = try db.number(
                "SELECT count(*) FROM (\(branch))",
                arguments(mailbox, start: .past(key), limit: limit))
            return sum + Int(count ?? 0)
        }
    }

    /// All a walk needs; every walk's first two columns.
    static let keyColumns = "e.id, e.sort_date"
    /// The same, and by which message it is known whether the row is among those found.
    private static let foundColumns = keyColumns + ", e.message_id"

    /// One mailbox's branch, in index order and limited by itself.
    func sql(_ order: ListOrder, from start: Start, columns: String) -> String {
        let needsMessage = filter.needsMessage || columns == StoredRow.columns
        var sql = "SELECT \(columns) FROM entry e"
        // The order of the tables is ours: the list's index leads, messages are looked up.
        if needsMessage { sql += " CROSS JOIN message m ON m.id = e.message_id" }
        sql += " WHERE e.mailbox_id = ? AND e.is_expunged = 0"
        return sql + restriction(order, from: start)
    }

    /// The branch of all mailboxes together, led by the messages that were found.
    private func sql(_ order: ListOrder, from start: Start, amongFound: Bool) -> String {
        var sql = "SELECT \(ListSource.keyColumns) FROM json_each(?) f"
        sql += " CROSS JOIN entry e INDEXED BY entry_of_message ON e.message_id = f.value"
        if filter.needsMessage { sql += " CROSS JOIN message m ON m.id = e.message_id" }
        let places = mailboxes.map(String.init).joined(separator: ", ")
        sql += " WHERE e.mailbox_id IN (\(places)) AND e.is_expunged = 0"
        return sql + restriction(order, from: start)
    }

    private func restriction(_ order: ListOrder, from start: Start) -> String {
        let (compare, direction) = order == .newestFirst ? ("<", "DESC") : (">", "ASC")
        var sql = unreadOnly ? " AND e.flags & 17 = 0" : ""
        switch start {
        case .end: break
        case .at: sql += " AND (e.sort_date, e.id) \(compare)= (?, ?)"
        case .past: sql += " AND (e.sort_date, e.id) \(compare) (?, ?)"
        }
        return sql + filter.condition
            + " ORDER BY e.sort_date \(direction), e.id \(direction) LIMIT ?"
    }

    private func arguments(_ mailbox: Int64, start: Start, limit: Int) -> StatementArguments {
        [mailbox] + arguments(start) + filter.arguments + [limit]
    }

    private func arguments(_ start: Start) -> StatementArguments {
        switch start {
        case .end: []
        case .at(let key), .past(let key): [key.date, key.entry]
        }
    }
}
