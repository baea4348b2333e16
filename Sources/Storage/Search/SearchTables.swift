/// What the search index is made of, and what the mail file knows of it.
extension Schema {
    /// "MRTS" in ASCII.
    static let searchApplication: Int32 = 0x4D52_5453

    static let search = Format(
        application: searchApplication, steps: [searchIndex], isPrecious: false)

    /// The mail file's part: which messages have yet to be indexed.
    ///
    /// Rules of the database write the queue, so that no way in which mail arrives can forget it,
    /// and a message is never visible without its row. 1 asks for subject and people, 2 for the
    /// text, 4 for the text once more because the octets are other ones.
    ///
    /// `below` is a moving mark: messages with a smaller number are queued piece by piece.
    static let searchQueue = """
        CREATE TABLE search_queue (
            message_id INTEGER PRIMARY KEY,
            wants INTEGER NOT NULL,
            round INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE search_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            token INTEGER NOT NULL,
            below INTEGER NOT NULL
        ) STRICT;
        INSERT INTO search_state (id, epoch, token, below) VALUES (1, 0, 0, 0);

        CREATE TRIGGER search_new AFTER INSERT ON message
        BEGIN
            INSERT INTO search_queue (message_id, wants)
                VALUES (new.id, CASE WHEN new.raw_id > 0 THEN 3 ELSE 1 END);
        END;
        CREATE TRIGGER search_octets AFTER UPDATE OF raw_id ON message
        WHEN new.raw_id > 0 AND new.raw_id <> old.raw_id
        BEGIN
            INSERT INTO search_queue (message_id, wants) VALUES (new.id, 6)
                ON CONFLICT (message_id) DO UPDATE SET wants = wants | 6, round = round + 1;
        END;
        CREATE TRIGGER search_held AFTER UPDATE OF is_held ON entry
        WHEN new.is_held = 1 AND old.is_held = 0
        BEGIN
            INSERT INTO search_queue (message_id, wants) VALUES (new.message_id, 2)
                ON CONFLICT (message_id) DO UPDATE SET wants = wants | 2, round = round + 1;
        END;

        """

    /// The index file.
    ///
    /// Words are in full-text tables of their own for each range of messages.
    ///
    /// `token` is that of the last commit, which the mail file repeats when it has taken the
    /// messages off its queue; `previous` the one before. `last_batch` names the messages of that
    /// commit, with marks by which another message of the same number is told from them.
    private static let searchIndex = """
        CREATE TABLE state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            token INTEGER NOT NULL,
            previous INTEGER NOT NULL
        ) STRICT;
        INSERT INTO state (id, version, epoch, token, previous) VALUES (1, 0, 0, 0, 0);

        CREATE TABLE document (
            message_id INTEGER PRIMARY KEY,
            holds INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE last_batch (
            message_id INTEGER PRIMARY KEY,
            mark INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE shard (number INTEGER PRIMARY KEY) STRICT;

        """
}
