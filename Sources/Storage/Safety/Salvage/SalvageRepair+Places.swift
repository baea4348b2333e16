import GRDB
import Mail

/// Entries and mailboxes: everything that is kept can be seen somewhere.
extension SalvageRepair {
    /// Lets go of entries without a message, and finds mailboxes for those without one.
    mutating func placeEntries() throws {
        try db.run("DELETE FROM entry WHERE message_id NOT IN (SELECT id FROM message)")
        report.emptyEntries = db.changesCount
        // A server that has the octets has the place as well, and tells both again.
        try db.run(
            """
            DELETE FROM entry WHERE (mailbox_id NOT IN (SELECT id FROM mailbox)
                OR (server_mailbox_id > 0
                    AND server_mailbox_id NOT IN (SELECT id FROM mailbox)))
                AND (SELECT raw_id FROM message m WHERE m.id = message_id) = 0
            """)
        let missing = try Row.fetchAll(
            db,
            sql: """
                SELECT mailbox_id, min(account_id) FROM entry
                WHERE mailbox_id NOT IN (SELECT id FROM mailbox) GROUP BY mailbox_id
                """)
        for row in missing {
            try addMailbox(row[0], of: row[1])
        }
        try db.run(
            """
            UPDATE entry SET is_tracked = 0, server_mailbox_id = 0, server_generation = 0,
                server_number = 0, sent_add = 0, sent_remove = 0, sent_keywords = '',
                sent_mailbox_id = 0, sent_expunge = 0, copy_of = 0
            WHERE server_mailbox_id > 0
                AND server_mailbox_id NOT IN (SELECT id FROM mailbox WHERE is_on_server = 1)
            """)
    }

    private mutating func addMailbox(_ id: Int64, of account: Int64) throws {
        let name = "Recovered \(id)"
        try db.run(
            """
            INSERT INTO mailbox (id, account_id, name, is_on_server, is_created)
            VALUES (?, ?, ?, 0, 1)
            """, [id, account, name])
        report.unnamed.append("a mailbox, now \"\(name)\"")
    }

    /// Messages that stand in no mailbox come to one of their own; servers tell of theirs again.
    mutating func placeMessages() throws {
        try db.run(
            """
            DELETE FROM message
            WHERE raw_id = 0 AND id NOT IN (SELECT message_id FROM entry)
            """)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, account_id FROM message
                WHERE raw_id > 0 AND id NOT IN (SELECT message_id FROM entry)
                """)
        for row in rows {
            let message: Int64 = row[0]
            guard let envelope = try StoredEnvelope.fetch(db, of: MessageID(message)) else {
                continue
            }
            let account: Int64 = row[1]
            let entry = NewEntry(
                account: AccountID(account), mailbox: try recovered(of: account),
                message: MessageID(message), identity: Identity.of(envelope),
                sortDate: envelope.date?.seconds ?? 0, flags: [], isHeld: true, place: nil)
            _ = try entry.insert(db)
            report.add(try loss(.unfiled, of: message))
        }
    }

    /// The account's mailbox for what nobody knows the place of.
    private func recovered(of account: Int64) throws -> MailboxID {
        let known = try db.number(
            """
            SELECT id FROM mailbox
            WHERE account_id = ? AND name = 'Recovered' AND is_on_server = 0
            """, [account])
        if let known { return MailboxID(known) }
        return MailboxID(
            try db.insert(
                """
                INSERT INTO mailbox (account_id, name, is_on_server, is_created)
                VALUES (?, 'Recovered', 0, 1)
                """, [account]))
    }
}
