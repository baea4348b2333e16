import GRDB
import Mail

/// An entry with its envelope, and its place in the order of its mailbox.
public struct EntryEnvelope: Hashable, Sendable {
    public var entry: EntryID
    /// What lists are ordered by, in seconds.
    public var date: Int64
    public var envelope: Envelope
}

extension Store {
    /// Envelopes of a mailbox's entries, oldest first, some at a time.
    public func envelopes(
        in mailbox: MailboxID, after last: (date: Int64, entry: EntryID)?, limit: Int
    ) async throws(StoreFault) -> [EntryEnvelope] {
        try await read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, sort_date, message_id FROM entry
                        WHERE mailbox_id = ? AND is_expunged = 0 AND (sort_date, id) > (?, ?)
                        ORDER BY sort_date, id LIMIT ?
                        """),
                arguments: [
                    mailbox.rawValue, last?.date ?? Int64.min, last?.entry.rawValue ?? 0, limit,
                ])
            return try rows.compactMap { row in
                let envelope = try StoredEnvelope.fetch(db, of: MessageID(row[2]))
                return envelope.map {
                    EntryEnvelope(entry: EntryID(row[0]), date: row[1], envelope: $0)
                }
            }
        }
    }
}
