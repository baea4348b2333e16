import GRDB
import Mail

extension Store {
    /// The rows of the thread an entry belongs to, oldest first; empty when the entry is gone.
    ///
    /// A mail that stands in several mailboxes is there once: as the entry asked for, else as the one
    /// that is not in Trash or Junk. What lies only there is left out. Of a very long thread the
    /// newest messages are given, and the entry asked for always.
    public func conversation(of entry: EntryID) async throws(StoreFault) -> [ListRow] {
        try await read { db in
            let places = try ThreadPlaces(db, around: entry)
            let sql = """
                SELECT \(StoredRow.columns) FROM entry e JOIN message m ON m.id = e.message_id
                WHERE e.id = ?
                """
            return try places.chosen.compactMap { try db.row(sql, [$0]).map(StoredRow.row) }
        }
    }
}

/// Which entries stand for the messages of a thread.
struct ThreadPlaces {
    /// One for each mail, oldest first.
    let chosen: [Int64]

    /// By the thread's index and no list of rows: a thread may be as long as a mailing list likes.
    static let selection = """
        SELECT e.id, e.identity, b.role FROM message m
            JOIN entry e ON e.message_id = m.id JOIN mailbox b ON b.id = e.mailbox_id
        WHERE m.thread_id = ? AND e.is_expunged = 0 AND b.is_hidden = 0
        ORDER BY e.sort_date DESC, e.id DESC LIMIT ?
        """

    init(_ db: Database, around entry: EntryID) throws {
        let own = try db.row(
            """
            SELECT m.thread_id, e.identity FROM entry e JOIN message m ON m.id = e.message_id
            WHERE e.id = ? AND e.is_expunged = 0
            """, [entry.rawValue])
        guard let own else {
            chosen = []
            return
        }
        let (thread, identity): (Int64, Int64) = (own[0], own[1])
        var order: [Int64] = []
        var places: [Int64: Int64] = [identity: entry.rawValue]
        let rows = try db.cursor(
            ThreadPlaces.selection, [thread, Limits.conversationEntries])
        while order.count < Limits.conversationRows, let row = try rows.next() {
            let (id, mail, role): (Int64, Int64, String) = (row[0], row[1], row[2])
            if id == entry.rawValue {
                order.append(identity)
            } else if places[mail] == nil, !ThreadPlaces.isAside(role) {
                places[mail] = id
                order.append(mail)
            }
        }
        if !order.contains(identity) { order.append(identity) }
        chosen = order.reversed().compactMap { places[$0] }
    }

    private static func isAside(_ role: String) -> Bool {
        role == MailboxRole.trash.rawValue || role == MailboxRole.junk.rawValue
    }
}
