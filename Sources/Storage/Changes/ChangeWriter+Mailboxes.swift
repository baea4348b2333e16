import GRDB
import Mail

/// Changes to whole mailboxes.
extension ChangeWriter {
    mutating func createMailbox(_ path: MailboxPath, of account: AccountID) throws {
        let made = try LocalMailboxes(db: db, account: account).create(path)
        try note([made], of: account)
    }

    mutating func renameMailbox(_ mailbox: MailboxID, to path: MailboxPath) throws {
        let account = try Places(db: db).account(of: mailbox)
        let mailboxes = try LocalMailboxes(db: db, account: account)
        try note(mailboxes.rename(mailbox, to: path), of: account)
    }

    /// Moves the mail to Trash, then hides the mailboxes: undo needs them again.
    mutating func removeMailbox(_ mailbox: MailboxID) throws {
        let places = Places(db: db)
        let account = try places.account(of: mailbox)
        let removed = try LocalMailboxes(db: db, account: account).removal(of: mailbox)
        try note(removed, of: account)
        let trash = try places.mailbox(of: account, making: .trash)
        for mailbox in removed {
            try moveAll(from: mailbox.id, to: trash)
            try db.run("UPDATE mailbox SET is_hidden = 1 WHERE id = ?", [mailbox.id.rawValue])
        }
    }

    /// Hides all entries at once; what no server must hear of is removed piece by piece later.
    mutating func empty(_ mailbox: MailboxID) throws {
        touched.mailboxes.insert(mailbox)
        touched.accounts.insert(try Places(db: db).account(of: mailbox))
        let all = "mailbox_id = ? AND is_expunged = 0"
        let count = try db.number(
            "SELECT count(*) FROM entry WHERE \(all)", [mailbox.rawValue])
        affected = Int(count ?? 0)
        // A copy that no server was told to make has nothing to be expunged there.
        let unmade = try db.numbers(
            "SELECT id FROM entry WHERE \(all) AND copy_of > 0", [mailbox.rawValue])
        for id in unmade {
            guard let copy = try StoredEntry.fetch(db, EntryID(id)) else { continue }
            try EntryCopy(db: db).expunge(copy, &touched)
        }
        try db.run("UPDATE entry SET is_expunged = 1 WHERE \(all)", [mailbox.rawValue])
    }

    private mutating func note(
        _ renamings: [LocalMailboxes.Renaming], of account: AccountID
    ) throws {
        touched.mailboxList = true
        touched.accounts.insert(account)
        touched.mailboxes.formUnion(renamings.map(\.id))
        for renaming in renamings { try log.add(renaming) }
        if let first = renamings.first { mailboxNames = (first.old, first.new) }
    }

    private mutating func moveAll(from mailbox: MailboxID, to target: MailboxID) throws {
        let all = "mailbox_id = ? AND is_expunged = 0"
        let count = try db.number(
            "SELECT count(*) FROM entry WHERE \(all)", [mailbox.rawValue])
        guard let count, count > 0 else { return }
        affected += Int(count)
        touched.mailboxes.insert(target)
        if let step = try log.step() {
            try db.run(
                """
                INSERT INTO undo_item (step_id, entry_id, old_mailbox_id, new_mailbox_id)
                SELECT ?1, id, ?2, ?3 FROM entry WHERE mailbox_id = ?2 AND is_expunged = 0
                """, [step, mailbox.rawValue, target.rawValue])
        }
        try db.run(
            "UPDATE entry SET mailbox_id = ? WHERE \(all)", [target.rawValue, mailbox.rawValue])
    }
}
