import GRDB
import Mail

extension Download {
    /// Adds a message of the maildrop, unless it is here or was deleted here.
    ///
    /// What filters say of it is done in the same transaction: no crash leaves half of it.
    ///
    /// - Parameter vanished: what it may be remembered as under another name.
    func take(
        _ message: DownloadedMessage, into inbox: MailboxID, state: MaildropItem.State,
        vanished: VanishedItems, _ touched: inout Touched
    ) throws -> EntryID? {
        let item = StoredItem(db: db, account: account, id: message.id)
        if let facts = try item.facts(of: message) {
            try settle(item, facts, message, state, vanished, &touched)
            return nil
        }
        try item.makeWay()
        for former in vanished.names(for: message) {
            let old = StoredItem(db: db, account: account, id: former)
            guard let facts = try old.fetch(), facts.isSame(as: message) else { continue }
            try old.rename(to: message.id)
            try settle(item, facts, message, state, vanished, &touched)
            return nil
        }
        let mailbox = try place(message.filing, else: inbox, &touched)
        let added = try add(
            message, to: mailbox, flags: message.filing?.isSeen == true ? .seen : [],
            keywords: message.filing?.labels ?? [])
        try item.write(
            message, size: message.octets.count,
            state: message.isHeaderOnly ? .headerOnly : state, added.message)
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

    private func settle(
        _ item: StoredItem, _ facts: StoredItem.Facts, _ message: DownloadedMessage,
        _ state: MaildropItem.State, _ vanished: VanishedItems, _ touched: inout Touched
    ) throws {
        guard !message.isHeaderOnly else {
            return try item.settle(facts.state, listSize: message.listSize)
        }
        guard facts.state == .headerOnly else {
            try item.settle(state, listSize: message.listSize)
            return try discard(message.octets)
        }
        if let twin = try twin(of: message, vanished) {
            return try unite(item, facts, with: twin, message, state, &touched)
        }
        try item.complete(state, message)
        if facts.message.rawValue > 0 {
            try complete(facts.message, with: message, &touched)
        } else {
            try discard(message.octets)
        }
    }

    /// The same octets under a name that is no more.
    private func twin(
        of message: DownloadedMessage, _ vanished: VanishedItems
    ) throws -> StoredItem? {
        for name in vanished.names(for: message) {
            let item = StoredItem(db: db, account: account, id: name)
            if let facts = try item.fetch(), facts.sha256 == message.sha256 { return item }
        }
        return try StoredItem.former(db, account, sha256: message.sha256)
    }

    /// What stood here as a header was here whole all the time, under a name that is no more.
    private func unite(
        _ item: StoredItem, _ facts: StoredItem.Facts, with twin: StoredItem,
        _ message: DownloadedMessage, _ state: MaildropItem.State, _ touched: inout Touched
    ) throws {
        try item.forget()
        try twin.rename(to: item.id)
        try item.settle(state, listSize: message.listSize)
        let entries = try db.numbers(
            "SELECT id FROM entry WHERE message_id = ? AND message_id > 0", [facts.message.rawValue]
        )
        for entry in entries { try EntryRemoval(db: db).remove(entry, &touched) }
        try discard(message.octets)
    }

    /// The octets take the place of the header that stood for them.
    private func complete(
        _ id: MessageID, with message: DownloadedMessage, _ touched: inout Touched
    ) throws {
        let (raw, size) = try keep(message.octets)
        try db.run(
            """
            UPDATE message SET raw_id = ?, size = ?, sha256 = ?, attachments = ?,
                preview = ?, has_preview = ? WHERE id = ?
            """,
            [
                raw, size, Blob.value(message.sha256), message.attachments ?? -1,
                TextList.clean(message.preview ?? ""), message.preview == nil ? 0 : 1,
                id.rawValue,
            ])
        try db.run("UPDATE entry SET is_held = 1 WHERE message_id = ?", [id.rawValue])
        let mailboxes = try db.numbers(
            "SELECT mailbox_id FROM entry WHERE message_id = ?", [id.rawValue])
        touched.mailboxes.formUnion(mailboxes.map { MailboxID($0) })
    }
}

extension DownloadedMessage {
    var isHeaderOnly: Bool {
        if case .leftAtServer = octets { true } else { false }
    }
}
