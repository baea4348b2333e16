import GRDB
import Mail

/// Makes a consistent store of the rows that could be read.
struct SalvageRepair {
    let db: Database
    let reading: MessageReading
    let progress: (Activity) -> Void
    var report = SalvageReport()

    init(
        _ db: Database, _ reading: MessageReading, _ progress: @escaping (Activity) -> Void
    ) {
        self.db = db
        self.reading = reading
        self.progress = progress
    }

    mutating func run(_ keeper: RowKeeper) throws {
        try db.beginTransaction(.immediate)
        try db.execute(
            sql: """
                CREATE INDEX salvage_hash ON maildrop_item(sha256);
                CREATE INDEX salvage_identity ON entry(identity);
                CREATE INDEX salvage_raw ON message(raw_id) WHERE raw_id > 0;
                """)
        try keepSequences(keeper)
        try keepOctets()
        try nameAccounts()
        try remakeMessages()
        try verifyMessages()
        try forgetMissingItems()
        try placeEntries()
        try placeMessages()
        try threadAnew()
        try settle(keeper.shapes)
        try db.execute(
            sql: "DROP INDEX salvage_hash; DROP INDEX salvage_identity; DROP INDEX salvage_raw")
        try db.commit()
    }

    /// No id is used twice, not even one whose row is gone.
    private func keepSequences(_ keeper: RowKeeper) throws {
        for (table, last) in keeper.sequences {
            guard let shape = keeper.shapes.named(table), shape.hasRowID else { continue }
            try db.run(
                """
                INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0
                WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)
                """, [table])
            try db.run(
                "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", [table, last])
        }
    }

    /// What was on its way in has never been deleted at a server; the rest is somebody's.
    private func keepOctets() throws {
        try db.run(
            "DELETE FROM chunk WHERE raw_id NOT BETWEEN 1 AND ?", [Limits.salvagedNumber])
        try db.run(
            """
            DELETE FROM chunk WHERE raw_id IN (SELECT id FROM raw WHERE staged_by > 0)
                AND raw_id NOT IN (SELECT raw_id FROM message WHERE raw_id > 0)
            """)
        try db.run("DELETE FROM raw WHERE staged_by > 0")
        try db.run(
            "INSERT OR IGNORE INTO raw (id, staged_by) SELECT DISTINCT raw_id, 0 FROM chunk")
        try db.run("DELETE FROM raw WHERE id NOT IN (SELECT raw_id FROM chunk)")
    }

    /// Accounts whose rows are gone get a name to be known by.
    private mutating func nameAccounts() throws {
        let missing = try db.numbers(
            """
            SELECT account_id FROM (
                SELECT account_id FROM mailbox UNION SELECT account_id FROM message
                UNION SELECT account_id FROM entry UNION SELECT account_id FROM maildrop_item)
            WHERE account_id NOT IN (SELECT id FROM account) AND account_id BETWEEN 1 AND ?
            """, [Limits.salvagedNumber])
        for account in missing { try addAccount(account) }
    }

    @discardableResult
    mutating func addAccount(_ id: Int64?) throws -> Int64 {
        let id = try id ?? (db.number("SELECT ifnull(max(id), 0) + 1 FROM account") ?? 1)
        let isPOP = try db.number(
            """
            SELECT NOT EXISTS (SELECT 1 FROM mailbox WHERE account_id = ?1 AND is_on_server = 1)
                AND NOT EXISTS (SELECT 1 FROM entry WHERE account_id = ?1 AND server_number > 0)
            """, [id])
        let kind = isPOP == 0 ? AccountKind.imap : .pop
        try db.run(
            """
            INSERT INTO account (id, name, kind, address, server, is_in_settings)
            VALUES (?, ?, ?, '', '', 0)
            """, [id, "recovered-\(id)", kind.rawValue])
        report.unnamed.append("an account, now recovered-\(id)")
        return id
    }

    /// A server that still has what is missing here is asked again.
    private mutating func forgetMissingItems() throws {
        try db.run(
            """
            DELETE FROM maildrop_item
            WHERE message_id > 0
                AND message_id NOT IN (SELECT id FROM message WHERE raw_id > 0)
            """)
        report.wantedAgain += db.changesCount
        report.maildropItems = Int(
            try db.number("SELECT count(*) FROM maildrop_item") ?? 0)
    }

    /// Threads are made again from what the messages name.
    private func threadAnew() throws {
        try db.execute(
            sql: """
                DELETE FROM thread; DELETE FROM thread_link;
                UPDATE message SET thread_id = 0;
                """)
        var last: Int64 = 0
        while true {
            let rows = try Row.fetchAll(
                db, sql: "SELECT id, account_id FROM message WHERE id > ? ORDER BY id LIMIT 500",
                arguments: [last])
            guard !rows.isEmpty else { return }
            for row in rows {
                last = row[0]
                guard let envelope = try StoredEnvelope.fetch(db, of: MessageID(last)) else {
                    continue
                }
                let links = ThreadLinks(db: db, account: AccountID(row[1]))
                try db.run(
                    "UPDATE message SET thread_id = ? WHERE id = ?",
                    [try links.thread(of: envelope), last])
            }
        }
    }

    /// Counts, what servers have to be asked anew, and whatever still points nowhere.
    private mutating func settle(_ shapes: [TableShape]) throws {
        try db.execute(
            sql: """
                DELETE FROM chunk WHERE raw_id NOT IN (SELECT id FROM raw);
                UPDATE entry SET copy_of = 0
                    WHERE copy_of > 0 AND copy_of NOT IN (SELECT id FROM entry);
                UPDATE mailbox SET sync_state = x'' WHERE is_on_server = 1;
                UPDATE mailbox SET (total, unread, flagged) = (SELECT count(*),
                    ifnull(sum(flags & 1 = 0), 0), ifnull(sum(flags & 2 <> 0), 0)
                    FROM entry e WHERE e.mailbox_id = mailbox.id AND e.is_expunged = 0
                    AND e.flags & 16 = 0);
                """)
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            let table: String = row[0]
            guard shapes.named(table) != nil, let number: Int64 = row[1] else { continue }
            try db.execute(
                sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [number])
        }
        report.remote = Int(
            try db.number("SELECT count(*) FROM message WHERE raw_id = 0") ?? 0)
    }
}
