import GRDB
import Mail

/// What is remembered of one message of a maildrop.
struct StoredItem {
    let db: Database
    let account: AccountID
    let id: MaildropItem.ID

    /// What decides whether a message that arrived is the one remembered.
    struct Facts {
        var state: MaildropItem.State
        var sha256: [UInt8]
        var letter: String
        /// 0: deleted for good here.
        var message: MessageID

        /// Whether a message that came under another name is this one.
        func isSame(as message: DownloadedMessage) -> Bool {
            let isByLetter = state == .headerOnly || sha256.isEmpty || message.isHeaderOnly
            return isByLetter ? isSameLetter(message) : sha256 == message.sha256
        }

        func isSameLetter(_ message: DownloadedMessage) -> Bool {
            !letter.isEmpty && letter == MaildropItem.letter(of: message.envelope)
        }
    }

    func fetch() throws -> Facts? {
        let row = try db.row(
            "SELECT state, sha256, letter, message_id FROM maildrop_item " + place, arguments)
        return row.map {
            Facts(
                state: MaildropItem.State(rawValue: $0[0]) ?? .stored,
                sha256: Blob.octets($0, 1), letter: $0[2], message: MessageID($0[3]))
        }
    }

    /// Whether the message is the one remembered under this name; nil when it is another.
    ///
    /// A name that was free may have been given to another message, and one that is in use to one
    /// whose octets the server changed: the same letter, with a line more in its header.
    func facts(of message: DownloadedMessage) throws -> Facts? {
        guard let facts = try fetch() else { return nil }
        if id.uniqueID.isEmpty { return facts.state == .gone ? nil : facts }
        if facts.isSame(as: message) { return facts }
        if facts.state == .headerOnly, facts.letter.isEmpty { return facts }
        return facts.state != .gone && facts.isSameLetter(message) ? facts : nil
    }

    func setState(_ state: MaildropItem.State) throws {
        try db.run(
            "UPDATE maildrop_item SET state = ?5 " + place,
            arguments + [state.rawValue])
    }

    /// The message is held here, whatever came now.
    func settle(_ state: MaildropItem.State, listSize: Int?) throws {
        try db.run(
            "UPDATE maildrop_item SET state = ?5, list_size = ?6, is_absent = 0 " + place,
            arguments + [state.rawValue, listSize ?? -1])
    }

    /// What was known by its header alone came whole.
    func complete(_ state: MaildropItem.State, _ message: DownloadedMessage) throws {
        try settle(state, listSize: message.listSize)
        try db.run(
            "UPDATE maildrop_item SET sha256 = ?5, size = ?6 " + place,
            arguments + [Blob.value(message.sha256), message.octets.count])
    }

    /// The name means another message now; what it meant is remembered apart, as it may come back
    /// under yet another name.
    func makeWay() throws {
        guard !id.uniqueID.isEmpty, let facts = try fetch(), facts.state != .gone else { return }
        try rename(to: id.displaced(facts.sha256))
    }

    func forget() throws {
        try db.run("DELETE FROM maildrop_item " + place, arguments)
    }

    /// What has these octets and a name that the server does not list any more.
    static func former(
        _ db: Database, _ account: AccountID, sha256: [UInt8]
    ) throws -> StoredItem? {
        let row = try db.row(
            """
            SELECT unique_id, ordinal, hash_key FROM maildrop_item
            WHERE account_id = ?1 AND sha256 = ?2 AND (is_absent = 1 OR state = ?3) LIMIT 1
            """, [account.rawValue, Blob.value(sha256), MaildropItem.State.gone.rawValue])
        return row.map {
            StoredItem(
                db: db, account: account,
                id: .init(uniqueID: $0[0], ordinal: $0[1], sha256: Blob.octets($0, 2)))
        }
    }

    /// Goes on under another name, unless something else has it.
    func rename(to new: MaildropItem.ID) throws {
        let taken = StoredItem(db: db, account: account, id: new)
        if let facts = try taken.fetch() {
            guard facts.state == .gone || new.isDisplaced else { return }
            try taken.forget()
        }
        try db.run(
            """
            UPDATE maildrop_item SET unique_id = ?5, ordinal = ?6, hash_key = ?7, is_absent = ?8
            """ + " " + place,
            arguments + [
                new.uniqueID, new.ordinal, Blob.value(new.sha256), new.isDisplaced ? 1 : 0,
            ])
    }

    /// Remembers a message anew; a unique id that a server uses again gets its new message.
    ///
    /// The time it was first seen never lies before what the clock showed at an earlier visit.
    func write(
        _ message: DownloadedMessage, size: Int, state: MaildropItem.State, _ kept: MessageID
    ) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO maildrop_item (account_id, unique_id, ordinal, hash_key, size,
                state, first_seen, last_listed, sha256, message_id, list_size, letter)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6,
                max(?7, ifnull((SELECT clock FROM maildrop WHERE account_id = ?1), ?7)), ?7,
                ?8, ?9, ?10, ?11)
            """,
            arguments + [
                size, state.rawValue, message.received.seconds, Blob.value(message.sha256),
                kept.rawValue, message.listSize ?? -1, MaildropItem.letter(of: message.envelope),
            ])
    }

    /// To be read by ``item(_:)``.
    static let selection = """
        SELECT unique_id, ordinal, hash_key, size, state, first_seen, sha256,
            message_id = 0, EXISTS (SELECT 1 FROM entry e
                JOIN mailbox b ON b.id = e.mailbox_id
                WHERE i.message_id > 0 AND e.message_id = i.message_id
                    AND b.role = 'trash'), list_size, letter, is_absent
        FROM maildrop_item i
        """

    static func item(_ row: Row) -> MaildropItem {
        let listSize: Int = row[9]
        return MaildropItem(
            id: MaildropItem.ID(uniqueID: row[0], ordinal: row[1], sha256: Blob.octets(row, 2)),
            size: row[3], state: MaildropItem.State(rawValue: row[4]) ?? .stored,
            firstSeen: Timestamp(seconds: row[5]), sha256: Blob.octets(row, 6),
            isExpungedHere: row[7], isTrashedHere: row[8],
            listSize: listSize < 0 ? nil : listSize, letter: row[10], isAbsent: row[11])
    }

    private let place = """
        WHERE account_id = ?1 AND unique_id = ?2 AND ordinal = ?3 AND hash_key = ?4
        """

    private var arguments: StatementArguments {
        [account.rawValue, id.uniqueID, id.ordinal, Blob.value(id.sha256)]
    }
}
