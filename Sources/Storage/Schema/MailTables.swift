/// Version 1 of the mail file: accounts, mailboxes, messages and entries.
extension Schema {
    static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            address TEXT NOT NULL,
            server TEXT NOT NULL,
            is_in_settings INTEGER NOT NULL DEFAULT 1,
            last_sync INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE mailbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            role TEXT NOT NULL DEFAULT '',
            is_on_server INTEGER NOT NULL,
            remote_name BLOB NOT NULL DEFAULT x'',
            is_created INTEGER NOT NULL DEFAULT 1,
            is_subscribed INTEGER NOT NULL DEFAULT 1,
            holds_mail INTEGER NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0,
            generation INTEGER NOT NULL DEFAULT 0,
            sync_state BLOB NOT NULL DEFAULT x'',
            total INTEGER NOT NULL DEFAULT 0,
            unread INTEGER NOT NULL DEFAULT 0,
            flagged INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX mailbox_of_account ON mailbox(account_id);
        CREATE UNIQUE INDEX mailbox_remote_name ON mailbox(account_id, remote_name)
            WHERE remote_name <> x'';

        CREATE TABLE refusal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            moment INTEGER NOT NULL,
            wish TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;

        """

    /// Raw octets lie in chunks, so that a big message needs no big transaction and no big row.
    static let messages = """
        CREATE TABLE raw (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            staged_by INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX raw_staged ON raw(staged_by) WHERE staged_by > 0;

        CREATE TABLE chunk (
            raw_id INTEGER NOT NULL REFERENCES raw(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            octets BLOB NOT NULL,
            PRIMARY KEY (raw_id, ordinal)
        ) STRICT;

        CREATE TABLE thread (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            joined_to INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE thread_link (
            account_id INTEGER NOT NULL,
            identity INTEGER NOT NULL,
            thread_id INTEGER NOT NULL,
            PRIMARY KEY (account_id, identity)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE message (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id),
            thread_id INTEGER NOT NULL,
            subject TEXT NOT NULL,
            from_list TEXT NOT NULL,
            to_list TEXT NOT NULL,
            size INTEGER NOT NULL,
            attachments INTEGER NOT NULL,
            has_preview INTEGER NOT NULL,
            preview TEXT NOT NULL,
            date INTEGER NOT NULL,
            received INTEGER NOT NULL,
            message_id_text TEXT NOT NULL,
            sender_list TEXT NOT NULL,
            reply_to_list TEXT NOT NULL,
            cc_list TEXT NOT NULL,
            bcc_list TEXT NOT NULL,
            in_reply_to TEXT NOT NULL,
            reference_list TEXT NOT NULL,
            list_id TEXT NOT NULL,
            sha256 BLOB NOT NULL,
            raw_id INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX message_of_thread ON message(thread_id);

        """

    /// An entry has a place and flags as shown, and those its server last acknowledged.
    ///
    /// The difference is the journal: `is_pending` is computed from it, and what was made and
    /// taken back before the server heard of it leaves nothing behind. `sent_…` is what a server
    /// was told without having answered yet.
    static let entries = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id),
            mailbox_id INTEGER NOT NULL REFERENCES mailbox(id),
            message_id INTEGER NOT NULL REFERENCES message(id),
            identity INTEGER NOT NULL,
            sort_date INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            keywords TEXT NOT NULL DEFAULT '',
            is_expunged INTEGER NOT NULL DEFAULT 0,
            is_held INTEGER NOT NULL DEFAULT 0,
            is_tracked INTEGER NOT NULL DEFAULT 0,
            server_mailbox_id INTEGER NOT NULL DEFAULT 0,
            server_generation INTEGER NOT NULL DEFAULT 0,
            server_number INTEGER NOT NULL DEFAULT 0,
            server_flags INTEGER NOT NULL DEFAULT 0,
            server_keywords TEXT NOT NULL DEFAULT '',
            copy_of INTEGER NOT NULL DEFAULT 0,
            sent_add INTEGER NOT NULL DEFAULT 0,
            sent_remove INTEGER NOT NULL DEFAULT 0,
            sent_keywords TEXT NOT NULL DEFAULT '',
            sent_mailbox_id INTEGER NOT NULL DEFAULT 0,
            sent_expunge INTEGER NOT NULL DEFAULT 0,
            is_pending INTEGER NOT NULL GENERATED ALWAYS AS (
                is_tracked = 1 AND (flags <> server_flags OR keywords <> server_keywords
                    OR mailbox_id <> server_mailbox_id OR is_expunged = 1 OR copy_of > 0
                    OR sent_add > 0 OR sent_remove > 0 OR sent_keywords <> ''
                    OR sent_mailbox_id > 0)
            ) VIRTUAL,
            awaited_in INTEGER NOT NULL GENERATED ALWAYS AS (
                CASE WHEN sent_mailbox_id > 0 THEN sent_mailbox_id
                    WHEN is_tracked = 1 AND server_number = 0 AND copy_of = 0
                    THEN server_mailbox_id ELSE 0 END
            ) VIRTUAL
        ) STRICT;
        CREATE INDEX entry_list ON entry(mailbox_id, sort_date, id, is_expunged)
            WHERE is_expunged = 0;
        CREATE INDEX entry_unread ON entry(mailbox_id, sort_date, id)
            WHERE is_expunged = 0 AND flags & 17 = 0;
        CREATE UNIQUE INDEX entry_server_place
            ON entry(server_mailbox_id, server_generation, server_number)
            WHERE server_number > 0;
        CREATE INDEX entry_of_message ON entry(message_id);
        CREATE INDEX entry_pending ON entry(account_id) WHERE is_pending = 1;
        CREATE INDEX entry_awaited ON entry(awaited_in, identity) WHERE awaited_in > 0;
        CREATE INDEX entry_copies ON entry(copy_of) WHERE copy_of > 0;
        CREATE INDEX entry_unheld ON entry(mailbox_id, sort_date, id)
            WHERE is_held = 0 AND server_number > 0;

        """

    static let bodyTables = """
        CREATE TABLE body (
            message_id INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            octets BLOB NOT NULL,
            PRIMARY KEY (message_id, ordinal)
        ) STRICT;

        """
}
