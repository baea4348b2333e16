import GRDB
import Mail

/// Finds the entry that a message reported under a new number already is.
///
/// Awaited in a mailbox are entries whose number was lost, and those a server was told to move or
/// copy into it.
struct Binding {
    let db: Database
    let mailbox: MailboxID
    let generation: Int64

    /// Gives the number to an awaited entry of the same message; answers whether there was one.
    func bind(_ arrival: RemoteArrival, identity: Int64) throws -> Bool {
        guard let entry = try match(arrival, identity: identity) else { return false }
        try db.run(
            """
            UPDATE entry SET server_mailbox_id = ?, server_generation = ?, server_number = ?,
                sent_mailbox_id = 0, copy_of = 0 WHERE id = ?
            """, [mailbox.rawValue, generation, arrival.number, entry])
        if let size = arrival.size {
            try db.run(
                """
                UPDATE message SET size = ?
                WHERE id = (SELECT message_id FROM entry WHERE id = ?) AND size < 0
                """, [size, entry])
        }
        return true
    }

    /// The same Message-ID and size; without a Message-ID, the same envelope.
    private func match(_ arrival: RemoteArrival, identity: Int64) throws -> Int64? {
        try db.number(
            """
            SELECT e.id FROM entry e JOIN message m ON m.id = e.message_id
            WHERE e.awaited_in = ?1 AND e.awaited_in > 0 AND e.identity = ?2
                AND m.message_id_text = ?3 AND (m.size = ?4 OR m.size < 0 OR ?4 < 0)
            ORDER BY e.sent_mailbox_id, e.id LIMIT 1
            """,
            [
                mailbox.rawValue, identity, TextList.clean(arrival.envelope.messageID ?? ""),
                arrival.size ?? -1,
            ])
    }
}
