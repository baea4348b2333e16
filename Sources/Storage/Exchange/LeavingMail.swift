import GRDB
import Mail

/// What an export needs to know of an entry.
public struct LeavingMail: Hashable, Sendable, Identifiable {
    public var id: EntryID
    public var message: MessageID
    public var account: AccountID
    public var sender: String
    public var subject: String
    public var received: Timestamp
    public var flags: Flags
    public var keywords: [Keyword]
    /// Whether its octets are here; a hint, because the cache of a server's mail may go.
    public var isHeld: Bool
}

extension Store {
    /// Facts of the entries that are still there, in the order asked for.
    public func leavingMail(_ entries: [EntryID]) async throws(StoreFault) -> [LeavingMail] {
        try await read { db in
            try entries.compactMap { entry in
                try db.row(LeavingMail.statement, [entry.rawValue]).map(LeavingMail.init)
            }
        }
    }
}

extension LeavingMail {
    fileprivate static let statement = """
        SELECT e.id, e.message_id, e.account_id, e.flags, e.keywords, m.subject, m.from_list,
            m.received, e.sort_date, e.is_held
        FROM entry e CROSS JOIN message m ON m.id = e.message_id
        WHERE e.id = ? AND e.is_expunged = 0
        """

    fileprivate init(_ row: Row) {
        let keywords: String = row[4]
        let received: Int64 = row[7]
        let sender = TextList.addresses(row[6]).first?.address
        self.init(
            id: EntryID(row[0]), message: MessageID(row[1]), account: AccountID(row[2]),
            sender: sender ?? "", subject: row[5],
            received: Timestamp(seconds: received == 0 ? row[8] : received),
            flags: Flags(rawValue: row[3]), keywords: KeywordSet(text: keywords).keywords,
            isHeld: row[9])
    }
}
