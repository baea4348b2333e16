/// The mail file: what keeps itself right, undo, and what is remembered of maildrops and senders.
extension Schema {
    /// Counts are kept by the database itself, so that no code path can forget them.
    ///
    /// 1 is seen, 2 flagged, 16 deleted (``Mail/Flags``).
    static let counts = """
        CREATE TRIGGER count_new AFTER INSERT ON entry
        WHEN new.is_expunged = 0 AND new.flags & 16 = 0
        BEGIN
            UPDATE mailbox SET total = total + 1, unread = unread + (new.flags & 1 = 0),
                flagged = flagged + (new.flags & 2 <> 0) WHERE id = new.mailbox_id;
        END;
        CREATE TRIGGER count_removed AFTER DELETE ON entry
        WHEN old.is_expunged = 0 AND old.flags & 16 = 0
        BEGIN
            UPDATE mailbox SET total = total - 1, unread = unread - (old.flags & 1 = 0),
                flagged = flagged - (old.flags & 2 <> 0) WHERE id = old.mailbox_id;
        END;
        CREATE TRIGGER count_changed AFTER UPDATE OF mailbox_id, flags, is_expunged ON entry
        WHEN old.mailbox_id <> new.mailbox_id OR old.flags <> new.flags
            OR old.is_expunged <> new.is_expunged
        BEGIN
            UPDATE mailbox SET total = total - 1, unread = unread - (old.flags & 1 = 0),
                flagged = flagged - (old.flags & 2 <> 0)
                WHERE id = old.mailbox_id AND old.is_expunged = 0 AND old.flags & 16 = 0;
            UPDATE mailbox SET total = total + 1, unread = unread + (new.flags & 1 = 0),
                flagged = flagged + (new.flags & 2 <> 0)
                WHERE id = new.mailbox_id AND new.is_expunged = 0 AND new.flags & 16 = 0;
        END;

        """

    /// A message goes with its last entry, its octets with the message.
    static let removal = """
        CREATE TRIGGER remove_message AFTER DELETE ON entry
        WHEN NOT EXISTS (SELECT 1 FROM entry WHERE message_id = old.message_id)
        BEGIN
            DELETE FROM message WHERE id = old.message_id;
        END;
        CREATE TRIGGER remove_raw AFTER DELETE ON message
        BEGIN
            DELETE FROM raw WHERE id = old.raw_id;
            UPDATE maildrop_item SET message_id = 0 WHERE message_id = old.id AND message_id > 0;
        END;

        """

    static let undo = """
        CREATE TABLE undo_step (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            description TEXT NOT NULL,
            moment INTEGER NOT NULL,
            is_undone INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX undo_step_undone ON undo_step(is_undone, id);

        CREATE TABLE undo_item (
            step_id INTEGER NOT NULL REFERENCES undo_step(id) ON DELETE CASCADE,
            entry_id INTEGER NOT NULL,
            flags_set INTEGER NOT NULL DEFAULT 0,
            flags_cleared INTEGER NOT NULL DEFAULT 0,
            keywords TEXT NOT NULL DEFAULT '',
            old_mailbox_id INTEGER NOT NULL DEFAULT 0,
            new_mailbox_id INTEGER NOT NULL DEFAULT 0,
            copied_from INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (step_id, entry_id)
        ) STRICT, WITHOUT ROWID;

        """

    /// Version 2: what the person says of a sender's character set.
    static let senderCharsets = """
        CREATE TABLE sender_charset (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            address TEXT NOT NULL UNIQUE,
            charset TEXT NOT NULL
        ) STRICT;

        """

    static let maildrop = """
        CREATE TABLE maildrop_item (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            unique_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            hash_key BLOB NOT NULL,
            size INTEGER NOT NULL,
            state INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_listed INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            message_id INTEGER NOT NULL,
            UNIQUE (account_id, unique_id, ordinal, hash_key)
        ) STRICT;
        CREATE INDEX maildrop_item_of_message ON maildrop_item(message_id) WHERE message_id > 0;

        """
}
