import GRDB
import Mail

/// Makes entries out of entries, and takes them away.
struct EntryCopy {
    let db: Database

    /// A second entry of the same message; where a server has the mailbox, it must make it too.
    func copy(_ source: EntryID, to target: MailboxID) throws -> EntryID {
        let isOnServer = try Places(db: db).isOnServer(target)
        let id = try db.insert(
            """
            INSERT INTO entry (account_id, mailbox_id, message_id, identity, sort_date, flags,
                keywords, is_held, is_tracked, copy_of, server_flags, server_keywords)
            SELECT account_id, ?1, message_id, identity, sort_date, flags, keywords, is_held,
                is_tracked AND ?2, iif(is_tracked AND ?2, id, 0), flags, keywords
            FROM entry WHERE id = ?3
            """, [target.rawValue, isOnServer, source.rawValue])
        return EntryID(id)
    }

    /// What a server has is hidden until the server expunged it; all else goes at once.
    func expunge(_ entry: StoredEntry, _ touched: inout Touched) throws {
        guard entry.isTracked, !entry.isUnmadeCopy else {
            return try EntryRemoval(db: db).remove(entry.id.rawValue, &touched)
        }
        try db.run("UPDATE entry SET is_expunged = 1 WHERE id = ?", [entry.id.rawValue])
    }
}
