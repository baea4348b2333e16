import GRDB
import Mail

extension Store {
    /// Every message of the account's maildrop that was downloaded once.
    public func maildropItems(
        of account: AccountID
    ) async throws(StoreFault) -> [MaildropItem] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT unique_id, ordinal, hash_key, size, state, first_seen, sha256,
                    message_id = 0, EXISTS (SELECT 1 FROM entry e
                        JOIN mailbox b ON b.id = e.mailbox_id
                        WHERE i.message_id > 0 AND e.message_id = i.message_id
                            AND b.role = 'trash')
                FROM maildrop_item i WHERE account_id = ? ORDER BY id
                """, [account.rawValue])
            var items: [MaildropItem] = []
            while let row = try rows.next() {
                let id = MaildropItem.ID(
                    uniqueID: row[0], ordinal: row[1], sha256: Blob.octets(row, 2))
                items.append(
                    MaildropItem(
                        id: id, size: row[3],
                        state: MaildropItem.State(rawValue: row[4]) ?? .stored,
                        firstSeen: Timestamp(seconds: row[5]), sha256: Blob.octets(row, 6),
                        isExpungedHere: row[7], isTrashedHere: row[8]))
            }
            return items
        }
    }

    /// Takes over what the server lists now.
    ///
    /// A message that had to be deleted and is no longer listed is gone. Messages without a
    /// unique id cannot be told from a listing, except from an empty one.
    public func recordListing(
        _ listed: [ListedItem], of account: AccountID, at moment: Timestamp
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            let names = Set(listed.map { ListedName(uniqueID: $0.uniqueID, ordinal: $0.ordinal) })
            // A day's precision is enough, and spares writing every row every time.
            let stale = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, unique_id, ordinal FROM maildrop_item
                        WHERE account_id = ? AND unique_id <> '' AND last_listed < ?
                        """), arguments: [account.rawValue, moment.seconds - 86_400])
            for row in stale where names.contains(ListedName(uniqueID: row[1], ordinal: row[2])) {
                try db.run(
                    "UPDATE maildrop_item SET last_listed = ? WHERE id = ?",
                    [moment.seconds, row[0] as Int64])
            }
            let pending = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, unique_id, ordinal FROM maildrop_item
                        WHERE account_id = ? AND state = 2
                        """), arguments: [account.rawValue])
            for row in pending {
                let name = ListedName(uniqueID: row[1], ordinal: row[2])
                let isGone = name.uniqueID.isEmpty ? listed.isEmpty : !names.contains(name)
                guard isGone else { continue }
                try db.run("UPDATE maildrop_item SET state = 3 WHERE id = ?", [row[0] as Int64])
                touched.accounts.insert(account)
            }
        }
    }

    /// The server shall delete these; it is told in the next session.
    public func markForDeletion(
        _ items: [MaildropItem.ID], of account: AccountID
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            for id in items {
                let item = StoredItem(db: db, account: account, id: id)
                if try item.fetch()?.state == .stored { try item.setState(.deletePending) }
            }
            touched.accounts.insert(account)
        }
    }
}

/// How a listing names a message.
private struct ListedName: Hashable {
    var uniqueID: String
    var ordinal: Int
}
