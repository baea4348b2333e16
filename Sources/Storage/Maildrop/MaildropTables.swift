/// Version 3 of the mail file: what is remembered of a maildrop between two visits.
extension Schema {
    /// Columns and tables that came with it.
    ///
    /// `list_size` is the server's own figure, -1 while unknown: another one under the same name
    /// is another message. `letter` is Message-ID and date, by which a message is found again when
    /// the server names all its messages anew.
    static let maildropVisits = """
        ALTER TABLE maildrop_item ADD COLUMN list_size INTEGER NOT NULL DEFAULT -1;
        ALTER TABLE maildrop_item ADD COLUMN is_absent INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE maildrop_item ADD COLUMN letter TEXT NOT NULL DEFAULT '';
        UPDATE maildrop_item SET letter = ifnull((SELECT date || ' ' || message_id_text
            FROM message WHERE id = maildrop_item.message_id AND message_id_text <> ''), '')
            WHERE message_id > 0;

        CREATE TABLE maildrop (
            account_id INTEGER PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
            clock INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            login_delay INTEGER NOT NULL DEFAULT 0,
            listed_at INTEGER NOT NULL DEFAULT 0,
            messages INTEGER NOT NULL DEFAULT 0,
            octets INTEGER NOT NULL DEFAULT 0,
            due_messages INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE maildrop_trouble (
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            unique_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            PRIMARY KEY (account_id, unique_id, ordinal)
        ) STRICT, WITHOUT ROWID;

        """
}
