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
        let id = try db.insert(NewEntry.statement) { row in
            row.add(account.rawValue)
            row.add(mailbox.rawValue)
            row.add(message.rawValue)
            row.add(identity)
            row.add(sortDate)
            row.add(flags.rawValue)
            row.add(keywords.text)
            row.add(isHeld ? 1 : 0)
            row.add(place == nil ? 0 : 1)
            row.add(place?.mailbox.rawValue ?? 0)
            row.add(place?.id.generation ?? 0)
            row.add(place?.id.number ?? 0)
            row.add(place == nil ? 0 : flags.rawValue)
            row.add(place == nil ? "" : keywords.text)
        }
        return EntryID(id)
    }

    private static let statement = """
        INSERT INTO entry (account_id, mailbox_id, message_id, identity, sort_date, flags,
            keywords, is_held, is_tracked, server_mailbox_id, server_generation, server_number,
            server_flags, server_keywords)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
