import GRDB
import Mail

/// What a server did, written down as its side of the entries.
struct Confirmation {
    private let db: Database
    private let batch: PendingBatch
    /// Numbers in the source → where the messages are now; may be empty.
    private let placed: [Int64: RemoteID]

    init(_ db: Database, _ batch: PendingBatch, placed: [Int64: RemoteID]) {
        self.db = db
        self.batch = batch
        self.placed = placed
    }

    func run(_ touched: inout Touched) throws {
        for item in batch.items {
            guard let row = try db.row(Confirmation.selection, [item.entry.rawValue]) else {
                continue
            }
            touched.accounts.insert(AccountID(row[0]))
            switch batch.kind {
            case .flags(let add, let remove, let addKeywords, let removeKeywords):
                var state = FlagState(row: row, from: 5)
                state.acknowledge(
                    add: add, remove: remove,
                    keywords: KeywordDelta(added: addKeywords, removed: removeKeywords))
                try state.write(to: item.entry.rawValue, db)
                try Sending(db: db).end(batch.kind, of: item.entry)
            case .move(let target), .copy(let target):
                try place(item, row, in: target, &touched)
            case .expunge:
                try EntryRemoval(db: db).remove(item.entry.rawValue, &touched)
            }
        }
    }

    private static let selection = """
        SELECT account_id, server_mailbox_id, server_number, sent_mailbox_id, copy_of,
            \(FlagState.columns) FROM entry WHERE id = ?
        """

    /// Gives an entry its place in the target, unless the server's news already did.
    private func place(
        _ item: PendingBatch.Item, _ row: Row, in target: MailboxID, _ touched: inout Touched
    ) throws {
        let (mailbox, number, sent, source): (Int64, Int64, Int64, Int64) = (
            row[1], row[2], row[3], row[4]
        )
        let isInFlight = sent == target.rawValue
        let isAwaited = mailbox == target.rawValue && number == 0
        guard isInFlight || isAwaited else { return }
        if source > 0 { try inheritFlags(item.entry, from: source) }
        let id = try known(placed[item.number], in: target)
        if let id { try removeTwin(of: item.entry, at: id, in: target, &touched) }
        try db.run(
            """
            UPDATE entry SET server_mailbox_id = ?, server_generation = ?, server_number = ?,
                sent_mailbox_id = 0, copy_of = 0 WHERE id = ?
            """,
            [target.rawValue, id?.generation ?? 0, id?.number ?? 0, item.entry.rawValue])
    }

    /// A place of another generation than the mailbox's says nothing.
    private func known(_ id: RemoteID?, in target: MailboxID) throws -> RemoteID? {
        guard let id, id.number > 0 else { return nil }
        let generation = try db.number(
            "SELECT generation FROM mailbox WHERE id = ?", [target.rawValue])
        return generation == 0 || generation == id.generation ? id : nil
    }

    /// A server copies flags along with a message (RFC 9051 §6.4.7).
    private func inheritFlags(_ entry: EntryID, from source: Int64) throws {
        try db.run(
            """
            UPDATE entry SET (server_flags, server_keywords) =
                (SELECT server_flags, server_keywords FROM entry WHERE id = ?1)
            WHERE id = ?2 AND EXISTS (SELECT 1 FROM entry WHERE id = ?1)
            """, [source, entry.rawValue])
    }

    /// News of the target may have come before the answer and have made an entry of its own.
    private func removeTwin(
        of entry: EntryID, at id: RemoteID, in target: MailboxID, _ touched: inout Touched
    ) throws {
        let twin = try db.number(
            """
            SELECT id FROM entry WHERE server_mailbox_id = ? AND server_generation = ?
                AND server_number = ? AND server_number > 0 AND id <> ?
            """, [target.rawValue, id.generation, id.number, entry.rawValue])
        if let twin { try EntryRemoval(db: db).remove(twin, &touched) }
    }
}

extension Store {
    /// The server did what the batch says.
    ///
    /// `placed` tells where moved and copied messages are now, by their number in the source
    /// (IMAP: COPYUID, RFC 4315 §3); those it does not name are awaited in the target and found
    /// by ``merge(_:)``.
    public func confirm(
        _ batch: PendingBatch, placed: [Int64: RemoteID]
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            try Confirmation(db, batch, placed: placed).run(&touched)
        }
    }
}
