import GRDB
import Mail

/// Lays a window on a list: by key wherever it can, never by counting from the top.
struct Window {
    private let source: ListSource
    private let request: ListRequest
    private let before: Int
    private let after: Int

    init(_ source: ListSource, _ request: ListRequest) {
        self.source = source
        self.request = request
        before = min(max(request.before, 0), Limits.windowRows)
        after = min(max(request.after, 0), Limits.windowRows)
    }

    /// The rows of a window and what lies around them.
    struct Part {
        var rows: [Row] = []
        var hasEarlier = false
        var hasLater = false
        /// Known without counting.
        var position: Int?
    }

    func snapshot(upTo: ChangeNumber) throws -> ListSnapshot {
        let part = try self.part()
        return ListSnapshot(
            request: request, rows: part.rows.map(StoredRow.row),
            hasEarlierRows: part.hasEarlier, hasLaterRows: part.hasLater,
            firstPosition: try position(of: part), counts: try counts(), upTo: upTo)
    }

    private func part() throws -> Part {
        switch request.anchor {
        case .first: return try top()
        case .last: return try bottom()
        case .entry(let entry):
            guard let key = try source.key(of: entry) else { return try top() }
            return try around(key)
        case .position(let position): return try at(max(position, 0))
        }
    }

    private func top() throws -> Part {
        var part = try forward(from: .end)
        part.position = 0
        return part
    }

    private func bottom() throws -> Part {
        let wanted = max(before + after, 1)
        let rows = try backward(from: .end, count: wanted + 1)
        return Part(rows: rows.suffix(wanted), hasEarlier: rows.count > wanted, hasLater: false)
    }

    private func around(_ key: ListKey) throws -> Part {
        var part = try forward(from: .at(key))
        let earlier = try backward(from: .past(key), count: before + 1)
        part.hasEarlier = earlier.count > before
        part.rows = earlier.suffix(before) + part.rows
        return part
    }

    /// Skips along the index alone to the place, then lays the window around what is there.
    private func at(_ position: Int) throws -> Part {
        guard let key = try source.key(at: position, request.order) else { return try bottom() }
        var part = try around(key)
        part.position = position - min(before, position)
        return part
    }

    private func forward(from start: ListSource.Start) throws -> Part {
        let rows = try source.rows(request.order, from: start, limit: after + 1)
        return Part(rows: Array(rows.prefix(after)), hasLater: rows.count > after)
    }

    /// Rows before a place, in the list's own order.
    private func backward(from start: ListSource.Start, count: Int) throws -> [Row] {
        try source.rows(reversed, from: start, limit: count).reversed()
    }

    private var reversed: ListOrder {
        request.order == .newestFirst ? .oldestFirst : .newestFirst
    }

    private func position(of part: Part) throws -> Int? {
        if !part.hasEarlier { return 0 }
        if let position = part.position { return position }
        guard request.query.isEmpty, let first = part.rows.first else { return nil }
        let count = try source.count(
            reversed, past: ListWalk.key(first), limit: Limits.positionCount + 1)
        return count <= Limits.positionCount ? count : nil
    }

    private func counts() throws -> MailboxCounts {
        var sum = MailboxCounts()
        for mailbox in source.mailboxes {
            let row = try source.db.row(
                "SELECT total, unread, flagged FROM mailbox WHERE id = ?", [mailbox])
            guard let row else { continue }
            sum = sum + MailboxCounts(total: row[0], unread: row[1], flagged: row[2])
        }
        return sum
    }
}

extension Store {
    /// A window of a list as of one commit.
    public func window(_ request: ListRequest) async throws(StoreFault) -> ListSnapshot {
        // Taken before the read begins: what is committed by now, the read will see.
        let upTo = hub.upTo
        return try await read { [self] db in
            let source = try source(db, request.scope, request.query)
            return try Window(source, request).snapshot(upTo: upTo)
        }
    }
}
