import GRDB
import Mail

/// Takes whole messages into the store: octets, message and entry together or not at all.
struct Download {
    let db: Database
    let account: AccountID

    /// A message and its entry; no server must hear of them.
    func add(
        _ message: DownloadedMessage, to mailbox: MailboxID, flags: Flags,
        keywords: [Keyword] = []
    ) throws -> (message: MessageID, entry: EntryID) {
        let (raw, size) = try keep(message.octets)
        let new = NewMessage(
            account: account, envelope: message.envelope, received: message.received,
            size: size, attachments: message.attachments, preview: message.preview,
            sha256: message.sha256, raw: raw)
        let id = try new.insert(db)
        let entry = NewEntry(
            account: account, mailbox: mailbox, message: id,
            identity: Identity.of(message.envelope), sortDate: new.sortDate, flags: flags,
            keywords: KeywordSet(keywords), isHeld: raw > 0, place: nil)
        return (id, try entry.insert(db))
    }

    func keep(_ octets: DownloadedMessage.Octets) throws -> (raw: Int64, size: Int) {
        switch octets {
        case .bytes(let bytes):
            let raw = try db.insert("INSERT INTO raw (staged_by) VALUES (0)")
            try ChunkedOctets.write(bytes, to: .raw(raw), db)
            return (raw, bytes.count)
        case .staged(let staging, let length):
            try StagedOctets(db: db, staging: staging).keep(length: length)
            return (staging.rawValue, length)
        case .leftAtServer(let size):
            return (NewMessage.rawAtMaildrop, size)
        }
    }

    func discard(_ octets: DownloadedMessage.Octets) throws {
        guard case .staged(let staging, _) = octets else { return }
        try db.run("DELETE FROM raw WHERE id = ? AND staged_by > 0", [staging.rawValue])
    }
}

extension DownloadedMessage {
    /// Under what it is remembered; without a unique id by its octets.
    public var id: MaildropItem.ID {
        MaildropItem.ID(
            uniqueID: uniqueID, ordinal: ordinal, sha256: uniqueID.isEmpty ? sha256 : [])
    }
}

extension DownloadedMessage.Octets {
    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .staged(_, let length): length
        case .leftAtServer(let size): size
        }
    }
}

extension Store {
    /// Keeps downloaded messages for good, in the account's inbox.
    ///
    /// One transaction that is on the disk when it returns: only then may the server be told to
    /// delete them. Messages known by unique id and ordinal are not kept twice. Answers the
    /// entries that are new.
    ///
    /// - Parameter vanished: messages that the server listed before and now does not: one that
    ///   came under another name is the same.
    public func commitDownload(
        _ arrivals: [DownloadedMessage], of account: AccountID, thenDelete: Bool,
        vanished: VanishedItems = VanishedItems()
    ) async throws(StoreFault) -> [EntryID] {
        try await write(.background, .full) { db, touched in
            let download = Download(db: db, account: account)
            let inbox = try Places(db: db).mailbox(of: account, making: .inbox)
            let entries = try arrivals.compactMap { message in
                try download.take(
                    message, into: inbox, state: thenDelete ? .deletePending : .stored,
                    vanished: vanished, &touched)
            }
            touched.accounts.insert(account)
            return entries
        }
    }
}
