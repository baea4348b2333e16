import GRDB
import Mail

/// What is remembered of one message of a maildrop.
struct StoredItem {
    let db: Database
    let account: AccountID
    let id: MaildropItem.ID

    func fetch() throws -> (state: MaildropItem.State, sha256: [UInt8])? {
        let row = try db.row("SELECT state, sha256 FROM maildrop_item " + place, arguments)
        return row.map { (MaildropItem.State(rawValue: $0[0]) ?? .stored, Blob.octets($0, 1)) }
    }

    func setState(_ state: MaildropItem.State) throws {
        try db.run(
            "UPDATE maildrop_item SET state = ?5 " + place,
            arguments + [state.rawValue])
    }

    /// Remembers a message anew; a unique id that a server uses again gets its new message.
    func write(
        _ message: DownloadedMessage, size: Int, state: MaildropItem.State, _ kept: MessageID
    ) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO maildrop_item (account_id, unique_id, ordinal, hash_key, size,
                state, first_seen, last_listed, sha256, message_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)
            """,
            arguments + [
                size, state.rawValue, message.received.seconds, Blob.value(message.sha256),
                kept.rawValue,
            ])
    }

    private let place = """
        WHERE account_id = ?1 AND unique_id = ?2 AND ordinal = ?3 AND hash_key = ?4
        """

    private var arguments: StatementArguments {
        [account.rawValue, id.uniqueID, id.ordinal, Blob.value(id.sha256)]
    }
}
