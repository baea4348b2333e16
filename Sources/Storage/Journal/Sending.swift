import GRDB
import Mail

/// Marks entries as in flight and takes the mark away, one statement for each kind of batch.
struct Sending {
    let db: Database

    /// Marks one item; answers whether it is still to be sent as the batch says.
    func begin(_ item: PendingBatch.Item, of batch: PendingBatch) throws -> Bool {
        switch batch.kind {
        case .flags(let add, let remove, let addKeywords, let removeKeywords):
            let keywords = KeywordDelta(added: addKeywords, removed: removeKeywords)
            try db.run(
                """
                UPDATE entry SET sent_add = ?, sent_remove = ?, sent_keywords = ?
                WHERE id = ? AND server_mailbox_id = ? AND server_number = ?
                """,
                [
                    add.rawValue, remove.rawValue, keywords.text, item.entry.rawValue,
                    batch.mailbox.rawValue, item.number,
                ])
        case .move(let target):
            try db.run(
                """
                UPDATE entry SET sent_mailbox_id = ?1 WHERE id = ?2 AND mailbox_id = ?1
                    AND is_expunged = 0 AND server_mailbox_id = ?3 AND server_number = ?4
                """,
                [
                    target.rawValue, item.entry.rawValue, batch.mailbox.rawValue, item.number,
                ])
        case .copy(let target):
            try db.run(
                """
                UPDATE entry SET sent_mailbox_id = ?1
                WHERE id = ?2 AND mailbox_id = ?1 AND copy_of > 0
                """, [target.rawValue, item.entry.rawValue])
        case .expunge:
            try db.run(
                """
                UPDATE entry SET sent_expunge = 1 WHERE id = ? AND is_expunged = 1
                    AND server_mailbox_id = ? AND server_number = ?
                """, [item.entry.rawValue, batch.mailbox.rawValue, item.number])
        }
        return db.changesCount > 0
    }

    /// Nothing of this kind is in flight for the entry any more.
    func end(_ kind: PendingBatch.Kind, of entry: EntryID) throws {
        switch kind {
        case .flags:
            try db.run(
                """
                UPDATE entry SET sent_add = 0, sent_remove = 0, sent_keywords = ''
                WHERE id = ?
                """, [entry.rawValue])
        case .move, .copy:
            try db.run(
                "UPDATE entry SET sent_mailbox_id = 0 WHERE id = ?", [entry.rawValue])
        case .expunge:
            try db.run("UPDATE entry SET sent_expunge = 0 WHERE id = ?", [entry.rawValue])
        }
    }
}

extension Store {
    /// The barrier before the first byte leaves: from here on the outcome is unknown.
    ///
    /// On the disk when it returns. Answers what may be sent: without items that the person took
    /// back in the meantime, and without batches of which nothing is left.
    @discardableResult
    public func beginSending(
        _ batches: [PendingBatch]
    ) async throws(StoreFault) -> [PendingBatch] {
        try await write(.background, .full) { db, _ in
            let sending = Sending(db: db)
            return try batches.compactMap { batch in
                var batch = batch
                batch.items = try batch.items.filter { try sending.begin($0, of: batch) }
                return batch.items.isEmpty ? nil : batch
            }
        }
    }

    /// The server certainly did not do it: it is sent again the next time.
    public func requeue(_ batch: PendingBatch) async throws(StoreFault) {
        try await write(.background) { db, _ in
            for item in batch.items {
                try Sending(db: db).end(batch.kind, of: item.entry)
            }
        }
    }
}
