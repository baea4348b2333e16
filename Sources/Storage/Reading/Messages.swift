import GRDB
import Mail

extension Store {
    /// One entry as a list shows it; nil when it is gone.
    public func row(_ entry: EntryID) async throws(StoreFault) -> ListRow? {
        try await read { db in
            let sql = """
                SELECT \(StoredRow.columns) FROM entry e JOIN message m ON m.id = e.message_id
                WHERE e.id = ? AND e.is_expunged = 0
                """
            return try db.row(sql, [entry.rawValue]).map(StoredRow.row)
        }
    }

    /// The decoded header fields of a message; nil when it is gone.
    public func envelope(of message: MessageID) async throws(StoreFault) -> Envelope? {
        try await read { db in try StoredEnvelope.fetch(db, of: message) }
    }

    /// The raw octets of a message; nil when they are not held here.
    public func octets(of message: MessageID) async throws(StoreFault) -> [UInt8]? {
        let kept = try await read { db -> [UInt8]? in
            let raw = try db.number(
                "SELECT raw_id FROM message WHERE id = ?", [message.rawValue])
            guard let raw, raw > 0 else { return nil }
            return try ChunkedOctets.read(.raw(raw), db)
        }
        if let kept { return kept }
        return try await cachedBody(of: message)
    }

    /// Where the server has an entry now; nil while it has none, or nobody knows the number.
    public func remotePlace(of entry: EntryID) async throws(StoreFault) -> RemotePlace? {
        try await read { db in
            let sql = """
                SELECT server_mailbox_id, server_generation, server_number FROM entry
                WHERE id = ? AND server_number > 0
                """
            return try db.row(sql, [entry.rawValue]).map { row in
                RemotePlace(
                    mailbox: MailboxID(row[0]), id: RemoteID(generation: row[1], number: row[2]))
            }
        }
    }
}
