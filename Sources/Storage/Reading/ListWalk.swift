import GRDB
import Mail

/// Rows of several mailboxes merged into one order, read only as far as they are wanted.
struct ListWalk {
    private var cursors: [RowCursor]
    private var heads: [Row?]
    private let order: ListOrder
    private var left: Int
    /// Rows of other messages, by their third column, are passed over; nil: none are.
    private let found: IDSet?

    init(_ cursors: [RowCursor], order: ListOrder, limit: Int, among found: IDSet? = nil) throws {
        self.cursors = cursors
        self.order = order
        self.found = found
        left = limit
        heads = try cursors.map { try ListWalk.head(of: $0, among: found) }
    }

    private static func head(of cursor: RowCursor, among found: IDSet?) throws -> Row? {
        while let row = try cursor.next() {
            guard let found, !found.contains(row[2]) else { return row.copy() }
        }
        return nil
    }

    /// The next row of the list; its first two columns are entry and moment.
    mutating func next() throws -> Row? {
        guard left > 0 else { return nil }
        var best: (index: Int, key: ListKey)?
        for (index, head) in heads.enumerated() {
            guard let head else { continue }
            let key = ListWalk.key(head)
            if let best, order == .newestFirst ? key < best.key : best.key < key { continue }
            best = (index, key)
        }
        guard let best, let row = heads[best.index] else { return nil }
        heads[best.index] = try ListWalk.head(of: cursors[best.index], among: found)
        left -= 1
        return row
    }

    mutating func skip(_ count: Int) throws {
        for _ in 0..<count {
            guard try next() != nil else { return }
        }
    }

    mutating func rest() throws -> [Row] {
        var rows: [Row] = []
        while let row = try next() {
            rows.append(row)
        }
        return rows
    }

    static func key(_ row: Row) -> ListKey {
        ListKey(date: row[1], entry: row[0])
    }
}
