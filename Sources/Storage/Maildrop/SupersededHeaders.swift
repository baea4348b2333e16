import GRDB
import Mail

/// Rows of which only the header came, that no listing shows any more, and whose message is here
/// whole: the server gave it another name in between.
struct SupersededHeaders: Sendable {
    private let account: AccountID
    private var items: [(row: Int64, message: Int64)] = []

    var isEmpty: Bool { items.isEmpty }

    init(_ db: Database, of account: AccountID) throws {
        self.account = account
        let rows = try db.cursor(
            """
            SELECT h.id, h.message_id FROM maildrop_item h
            WHERE h.account_id = ?1 AND h.state = 5 AND h.is_absent = 1 AND h.letter IN (
                SELECT w.letter FROM maildrop_item w
                WHERE w.account_id = ?1 AND w.state <> 5 AND w.letter IN (
                    SELECT letter FROM maildrop_item
                    WHERE account_id = ?1 AND state = 5 AND is_absent = 1 AND letter <> ''))
            """, [account.rawValue])
        while let row = try rows.next() { items.append((row[0], row[1])) }
    }

    func remove(_ db: Database, _ touched: inout Touched) throws {
        for item in items {
            try db.run("DELETE FROM maildrop_item WHERE id = ? AND is_absent = 1", [item.row])
            let entries = try db.numbers(
                "SELECT id FROM entry WHERE message_id = ? AND message_id > 0", [item.message])
            for entry in entries { try EntryRemoval(db: db).remove(entry, &touched) }
        }
    }
}
