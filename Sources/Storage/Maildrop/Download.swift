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
            keywords: KeywordSet(keywords), isHeld: true, place: nil)
        return (id, try entry.insert(db))
    }

    /// Adds a message of the maildrop, unless it is here or was deleted here.
    ///
    /// What filters say of it is done in the same transaction: no crash leaves half of it.
    func take(
        _ message: DownloadedMessage, into inbox: MailboxID, state: MaildropItem.State,
        _ touched: inout Touched
    ) throws -> EntryID? {
        let item = StoredItem(db: db, account: account, id: message.itemID)
        if let known = try item.fetch(), known.state != .gone || known.sha256 == message.sha256 {
            try item.setState(state)
            try discard(message.octets)
            return nil
        }
        let mailbox = try place(message.filing, else: inbox, &touched)
        let added = try add(
            message, to: mailbox, flags: message.filing?.isSeen == true ? .seen : [],
            keywords: message.filing?.labels ?? [])
        try item.write(message, size: message.octets.count, state: state, added.message)
        return added.entry
    }

    /// Where filters want a message, made where the account has no such mailbox yet.
    private func place(
        _ filing: Filing?, else inbox: MailboxID, _ touched: inout Touched
    ) throws -> MailboxID {
        guard let path = filing?.mailbox,
            let target = try FilingTarget(db: db, account: account).mailbox(path)
        else {
            touched.mailboxes.insert(inbox)
            return inbox
        }
        touched.mailboxes.insert(target.id)
        if target.isNew { touched.mailboxList = true }
        return target.id
    }

    private func keep(_ octets: DownloadedMessage.Octets) throws -> (raw: Int64, size: Int) {
        switch octets {
        case .bytes(let bytes):
            let raw = try db.insert("INSERT INTO raw (staged_by) VALUES (0)")
            try ChunkedOctets.write(bytes, to: .raw(raw), db)
            return (raw, bytes.count)
        case .staged(let staging, let length):
            try StagedOctets(db: db, staging: staging).keep(length: length)
            return (staging.rawValue, length)
        }
    }

    private func discard(_ octets: DownloadedMessage.Octets) throws {
        guard case .staged(let staging, _) = octets else { return }
        try db.run("DELETE FROM raw WHERE id = ? AND staged_by > 0", [staging.rawValue])
    }
}

extension DownloadedMessage {
    /// Without a unique id a message is known by its octets.
    fileprivate var itemID: MaildropItem.ID {
        MaildropItem.ID(
            uniqueID: uniqueID, ordinal: ordinal, sha256: uniqueID.isEmpty ? sha256 : [])
    }
}

extension DownloadedMessage.Octets {
    fileprivate var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .staged(_, let length): length
        }
    }
}

extension Store {
    /// Keeps downloaded messages for good, in the account's inbox.
    ///
    /// One transaction that is on the disk when it returns: only then may the server be told to
    /// delete them. Messages known by unique id and ordinal are not kept twice. Answers the
    /// entries that are new.
    public func commitDownload(
        _ arrivals: [DownloadedMessage], of account: AccountID, thenDelete: Bool
    ) async throws(StoreFault) -> [EntryID] {
        try await write(.background, .full) { db, touched in
            let download = Download(db: db, account: account)
            let inbox = try Places(db: db).mailbox(of: account, making: .inbox)
            let entries = try arrivals.compactMap { message in
                try download.take(
                    message, into: inbox, state: thenDelete ? .deletePending : .stored, &touched)
            }
            touched.accounts.insert(account)
            return entries
        }
    }
}
