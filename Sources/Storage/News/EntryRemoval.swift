import GRDB
import Mail

/// Takes entries out of the store, with the changes that were still waiting for them.
struct EntryRemoval {
    let db: Database

    /// A message without another entry goes with its last one, by the schema's own rules.
    func remove(_ entry: Int64, _ touched: inout Touched) throws {
        guard
            let row = try db.row(
                "SELECT mailbox_id, account_id FROM entry WHERE id = ?", [entry])
        else { return }
        touched.mailboxes.insert(MailboxID(row[0]))
        touched.accounts.insert(AccountID(row[1]))
        try settleCopies(of: entry, &touched)
        try db.run("DELETE FROM entry WHERE id = ?", [entry])
    }

    /// Copies a server was told to make are awaited where they were to go; others cannot be made.
    private func settleCopies(of entry: Int64, _ touched: inout Touched) throws {
        try db.run(
            """
            UPDATE entry SET copy_of = 0, server_mailbox_id = sent_mailbox_id, sent_mailbox_id = 0
            WHERE copy_of = ? AND copy_of > 0 AND sent_mailbox_id > 0
            """, [entry])
        let unmade = try db.numbers(
            "SELECT id FROM entry WHERE copy_of = ? AND copy_of > 0", [entry])
        for copy in unmade {
            try remove(copy, &touched)
        }
    }
}
