import GRDB
import Mail

/// What a change must know of an entry.
struct StoredEntry {
    var id: EntryID
    var account: AccountID
    var mailbox: MailboxID
    var flags: Flags
    var keywords: KeywordSet
    var serverKeywords: KeywordSet
    var isTracked: Bool
    /// A copy that no server was told to make yet.
    var isUnmadeCopy: Bool
    /// Hidden here until the server expunged it.
    var isExpunged: Bool
    /// The server was told to expunge it.
    var isLeaving: Bool

    /// Nil when the entry is gone; hidden ones are gone for all but undo.
    static func fetch(
        _ db: Database, _ id: EntryID, hidden: Bool = false
    ) throws -> StoredEntry? {
        let row = try db.row(
            """
            SELECT account_id, mailbox_id, flags, keywords, server_keywords, is_tracked,
                copy_of > 0 AND sent_mailbox_id = 0, is_expunged, sent_expunge
            FROM entry WHERE id = ?
            """, [id.rawValue])
        guard let row else { return nil }
        let entry = StoredEntry(
            id: id, account: AccountID(row[0]), mailbox: MailboxID(row[1]),
            flags: Flags(rawValue: row[2]), keywords: KeywordSet(text: row[3]),
            serverKeywords: KeywordSet(text: row[4]), isTracked: row[5], isUnmadeCopy: row[6],
            isExpunged: row[7], isLeaving: row[8])
        return entry.isExpunged && !hidden ? nil : entry
    }
}
