import GRDB
import Mail

/// An entry about to become a row.
struct NewEntry {
    var account: AccountID
    var mailbox: MailboxID
    var message: MessageID
    var identity: Int64
    var sortDate: Int64
    var flags: Flags
    var keywords = KeywordSet([])
    var isHeld: Bool
    /// Where the server has it; nil for what no server must hear of.
    var place: RemotePlace?

    func insert(_ db: Database) throws -> EntryID {
        let id = try db.insert(
            NewEntry.statement,
            [
                account.rawValue, mailbox.rawValue, message.rawValue, identity, sortDate,
                flags.rawValue, keywords.text, isHeld ? 1 : 0, place == nil ? 0 : 1,
                place?.mailbox.rawValue ?? 0, place?.id.generation ?? 0, place?.id.number ?? 0,
                place == nil ? 0 : flags.rawValue, place == nil ? "" : keywords.text,
            ])
        return EntryID(id)
    }

    private static let statement = """
        INSERT INTO entry (account_id, mailbox_id, message_id, identity, sort_date, flags,
            keywords, is_held, is_tracked, server_mailbox_id, server_generation, server_number,
            server_flags, server_keywords)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
