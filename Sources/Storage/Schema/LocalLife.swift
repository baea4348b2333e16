/// Version 3 of the mail file: mailboxes that are made and removed by hand, filters, retention.
extension Schema {
    /// A mailbox removed by hand is hidden as long as a step of undo can bring it back.
    ///
    /// '' as a name: it was not there, or is not there any more.
    static let undoneMailboxes = """
        CREATE TABLE undo_mailbox (
            step_id INTEGER NOT NULL REFERENCES undo_step(id) ON DELETE CASCADE,
            mailbox_id INTEGER NOT NULL,
            old_name TEXT NOT NULL,
            new_name TEXT NOT NULL,
            PRIMARY KEY (step_id, mailbox_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX undo_mailbox_of ON undo_mailbox(mailbox_id);

        """

    /// When an entry came into Trash or Junk; 0: never, or not known.
    ///
    /// No moment is earlier than the last look at the clock: a clock that had stood still would
    /// make mail look old.
    static let retention = """
        ALTER TABLE account ADD COLUMN swept INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entry ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX entry_discarded ON entry(mailbox_id, discarded) WHERE discarded > 0;
        CREATE INDEX entry_leaving ON entry(id) WHERE is_expunged = 1 AND is_tracked = 0;
        CREATE TRIGGER note_discarded AFTER UPDATE OF mailbox_id ON entry
        WHEN old.mailbox_id <> new.mailbox_id AND (old.discarded > 0
            OR (SELECT role FROM mailbox WHERE id = new.mailbox_id) IN ('trash', 'junk'))
        BEGIN
            UPDATE entry SET discarded = iif(
                (SELECT role FROM mailbox WHERE id = new.mailbox_id) IN ('trash', 'junk'),
                max(unixepoch(), (SELECT swept FROM account WHERE id = new.account_id)), 0)
            WHERE id = new.id;
        END;

        """

    /// From which number on messages of a server's mailbox are news to filters, and which
    /// messages they took once.
    static let filtering = """
        ALTER TABLE mailbox ADD COLUMN new_from INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE filtered (
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            identity INTEGER NOT NULL,
            PRIMARY KEY (account_id, identity)
        ) STRICT, WITHOUT ROWID;

        """
}
