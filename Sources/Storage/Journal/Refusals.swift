import GRDB
import Mail

/// A wish that a server refused, kept for the person.
public struct RefusedChange: Hashable, Sendable {
    public var moment: Timestamp
    /// What was wished, such as "move of 3 messages".
    public var wish: String
    /// The server's own words.
    public var reason: String

    public init(moment: Timestamp, wish: String, reason: String) {
        self.moment = moment
        self.wish = wish
        self.reason = reason
    }
}

extension Store {
    /// The server said no: what the person saw of the change is taken back.
    ///
    /// What was changed anew in the meantime stays and is a pending change again.
    public func refuse(_ batch: PendingBatch, reason: String) async throws(StoreFault) {
        try await write(.background) { db, touched in
            for item in batch.items {
                try Store.takeBack(item, of: batch, db, &touched)
            }
            guard let account = touched.accounts.first else { return }
            let wish = "\(batch.kind.noun) \(ChangeText.messages(batch.items.count))"
            try db.run(
                """
                INSERT INTO refusal (account_id, moment, wish, reason)
                VALUES (?, unixepoch(), ?, ?)
                """, [account.rawValue, wish, TextList.clean(reason)])
            try db.run(
                "DELETE FROM refusal WHERE id <= last_insert_rowid() - ?", [Limits.refusals])
        }
    }

    /// What the account's server refused, newest first.
    public func refusedChanges(
        of account: AccountID
    ) async throws(StoreFault) -> [RefusedChange] {
        try await read { db in
            let rows = try db.cursor(
                "SELECT moment, wish, reason FROM refusal WHERE account_id = ? ORDER BY id DESC",
                [account.rawValue])
            var refusals: [RefusedChange] = []
            while let row = try rows.next() {
                refusals.append(
                    RefusedChange(
                        moment: Timestamp(seconds: row[0]), wish: row[1], reason: row[2]))
            }
            return refusals
        }
    }

    private static func takeBack(
        _ item: PendingBatch.Item, of batch: PendingBatch, _ db: Database,
        _ touched: inout Touched
    ) throws {
        let row = try db.row(
            """
            SELECT account_id, mailbox_id, sent_mailbox_id, server_mailbox_id, copy_of,
                \(FlagState.columns) FROM entry WHERE id = ?
            """, [item.entry.rawValue])
        guard let row else { return }
        let (shown, sent, server, source): (Int64, Int64, Int64, Int64) = (
            row[1], row[2], row[3], row[4]
        )
        touched.accounts.insert(AccountID(row[0]))
        touched.mailboxes.insert(MailboxID(shown))
        switch batch.kind {
        case .flags(let add, let remove, let addKeywords, let removeKeywords):
            var state = FlagState(row: row, from: 5)
            state.takeBack(
                add: add, remove: remove,
                keywords: KeywordDelta(added: addKeywords, removed: removeKeywords))
            try state.write(to: item.entry.rawValue, db)
        case .move:
            guard sent > 0 else { return }
            if shown == sent {
                touched.mailboxes.insert(MailboxID(server))
                try db.run(
                    "UPDATE entry SET mailbox_id = server_mailbox_id WHERE id = ?",
                    [item.entry.rawValue])
            }
        case .copy:
            guard source > 0 else { return }
            return try EntryRemoval(db: db).remove(item.entry.rawValue, &touched)
        case .expunge:
            try db.run(
                "UPDATE entry SET is_expunged = 0 WHERE id = ?", [item.entry.rawValue])
        }
        try Sending(db: db).end(batch.kind, of: item.entry)
    }
}
