import GRDB
import Mail

extension Store {
    /// Keeps what was learned from a message's octets; nil leaves what is known.
    public func describe(
        _ message: MessageID, attachments: Int?, preview: String?
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            if let attachments {
                try db.run(
                    "UPDATE message SET attachments = ? WHERE id = ?",
                    [attachments, message.rawValue])
            }
            if let preview {
                try db.run(
                    "UPDATE message SET preview = ?, has_preview = 1 WHERE id = ?",
                    [TextList.clean(preview), message.rawValue])
            }
            let mailboxes = try db.numbers(
                "SELECT mailbox_id FROM entry WHERE message_id = ?", [message.rawValue])
            touched.mailboxes.formUnion(mailboxes.map { MailboxID($0) })
        }
    }

    /// Messages whose octets are at the server alone, newest first.
    public func messagesWithoutBody(
        in mailbox: MailboxID, limit: Int
    ) async throws(StoreFault) -> [(EntryID, RemotePlace, MessageID, size: Int?)] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT e.id, e.server_mailbox_id, e.server_generation, e.server_number,
                    e.message_id, m.size
                FROM entry e CROSS JOIN message m ON m.id = e.message_id
                WHERE e.mailbox_id = ? AND e.is_held = 0 AND e.server_number > 0
                ORDER BY e.sort_date DESC, e.id DESC LIMIT ?
                """, [mailbox.rawValue, max(limit, 0)])
            var found: [(EntryID, RemotePlace, MessageID, size: Int?)] = []
            while let row = try rows.next() {
                let size: Int = row[5]
                let place = RemotePlace(
                    mailbox: MailboxID(row[1]), id: RemoteID(generation: row[2], number: row[3]))
                found.append((EntryID(row[0]), place, MessageID(row[4]), size < 0 ? nil : size))
            }
            return found
        }
    }
}
