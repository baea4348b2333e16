import GRDB
import Mail

extension Store {
    /// Every message of the account's maildrop that was downloaded once.
    ///
    /// - Parameter includesGone: also those the server no longer has, which are most of them
    ///   after some years.
    public func maildropItems(
        of account: AccountID, includesGone: Bool = true
    ) async throws(StoreFault) -> [MaildropItem] {
        try await read { db in
            let rows = try db.cursor(
                StoredItem.selection + " WHERE account_id = ? AND state <> ? ORDER BY id",
                [account.rawValue, includesGone ? 0 : MaildropItem.State.gone.rawValue])
            var items: [MaildropItem] = []
            while let row = try rows.next() { items.append(StoredItem.item(row)) }
            return items
        }
    }

    /// The maildrop's message that an entry shows; nil where it is not from a maildrop.
    public func maildropItem(of entry: EntryID) async throws(StoreFault) -> MaildropItem? {
        try await read { db in
            try db.row(
                StoredItem.selection + """
                     WHERE message_id > 0
                        AND message_id = (SELECT message_id FROM entry WHERE id = ?)
                    """, [entry.rawValue]
            ).map(StoredItem.item)
        }
    }

    /// Takes over what the server lists now.
    ///
    /// A message that had to be deleted and is no longer listed is gone. Messages without a
    /// unique id cannot be told from a listing, except from an empty one.
    ///
    /// - Parameter isKnownWhole: no message of the listing is unknown: else one of them may be what
    ///   is missing, under another name.
    public func recordListing(
        _ listed: [ListedItem], of account: AccountID, at moment: Timestamp,
        isKnownWhole: Bool = true
    ) async throws(StoreFault) {
        let notes = try await read { db in
            try ListingNotes(
                db, of: account, listed: listed, at: moment, isKnownWhole: isKnownWhole)
        }
        for start in stride(from: 0, to: notes.notes.count, by: Limits.notesAtOnce) {
            let batch = notes.notes[start...].prefix(Limits.notesAtOnce)
            try await write(.background) { db, touched in
                for note in batch { try note.write(db, at: moment) }
                touched.accounts.insert(account)
            }
        }
        let superseded = try await read { db in try SupersededHeaders(db, of: account) }
        guard !superseded.isEmpty else { return }
        try await write(.background) { db, touched in try superseded.remove(db, &touched) }
    }

    /// The server shall delete these; it is told in the next session.
    public func markForDeletion(
        _ items: [MaildropItem.ID], of account: AccountID
    ) async throws(StoreFault) {
        try await setState(.deletePending, of: items, where: [.stored, .headerOnly], account)
    }

    /// The server said that it deleted these.
    ///
    /// A later listing without them makes it certain. What has no unique id is taken for gone: a
    /// message of the same octets that comes later is another one.
    public func confirmDeletions(
        _ items: [MaildropItem.ID], of account: AccountID
    ) async throws(StoreFault) {
        let named = items.filter { !$0.uniqueID.isEmpty }
        let nameless = items.filter { $0.uniqueID.isEmpty }
        let pending: Set = [MaildropItem.State.deletePending, .deleteConfirmed, .deleteBelied]
        try await setState(.deleteConfirmed, of: named, where: pending, account)
        try await setState(.gone, of: nameless, where: pending, account)
    }

    /// The server lists these, of which it had said that it deleted them.
    public func beliedDeletions(
        _ items: [MaildropItem.ID], of account: AccountID
    ) async throws(StoreFault) {
        try await setState(.deleteBelied, of: items, where: [.deleteConfirmed], account)
    }

    private func setState(
        _ state: MaildropItem.State, of items: [MaildropItem.ID],
        where known: Set<MaildropItem.State>, _ account: AccountID
    ) async throws(StoreFault) {
        for start in stride(from: 0, to: items.count, by: Limits.notesAtOnce) {
            let batch = items[start...].prefix(Limits.notesAtOnce)
            try await write(.background) { db, touched in
                for id in batch {
                    let item = StoredItem(db: db, account: account, id: id)
                    guard let now = try item.fetch()?.state, known.contains(now) else { continue }
                    try item.setState(state)
                }
                touched.accounts.insert(account)
            }
        }
    }

    /// The server calls messages by other names now.
    ///
    /// What is remembered of them goes on under the new names; one that is taken stays as it is.
    public func rename(
        _ names: [MaildropItem.ID: MaildropItem.ID], of account: AccountID
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            for (old, new) in names {
                try StoredItem(db: db, account: account, id: old).rename(to: new)
            }
            touched.accounts.insert(account)
        }
    }
}
