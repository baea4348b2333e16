import GRDB
import Mail

/// A message that came from no server, such as one of a file, with what is known of it.
public struct LocalArrival: Hashable, Sendable {
    public var message: DownloadedMessage
    public var flags: Flags
    public var keywords: [Keyword]

    public init(message: DownloadedMessage, flags: Flags = [], keywords: [Keyword] = []) {
        self.message = message
        self.flags = flags
        self.keywords = keywords
    }
}

extension Store {
    /// Adds messages that came from no server, in one transaction that is on the disk when it
    /// returns.
    ///
    /// The mailbox must be one of this computer: no server hears of them.
    public func importLocal(
        _ arrivals: [LocalArrival], into mailbox: MailboxID
    ) async throws(StoreFault) -> [EntryID] {
        try await write(.background, .full) { db, touched in
            let places = Places(db: db)
            let account = try places.account(of: mailbox)
            guard try !places.isRemoved(mailbox) else { throw StoreFault.notFound }
            let download = Download(db: db, account: account)
            touched.mailboxes.insert(mailbox)
            return try arrivals.map { arrival in
                try download.add(
                    arrival.message, to: mailbox, flags: arrival.flags,
                    keywords: arrival.keywords
                ).entry
            }
        }
    }

    /// The messages a mailbox holds, by the SHA-256 of their octets.
    public func digests(in mailbox: MailboxID) async throws(StoreFault) -> HeldDigests {
        try await read { db in
            var held = HeldDigests()
            let rows = try db.cursor(
                """
                SELECT m.sha256 FROM entry e CROSS JOIN message m ON m.id = e.message_id
                WHERE e.mailbox_id = ? AND e.is_expunged = 0
                """, [mailbox.rawValue])
            while let row = try rows.next() { held.insert(Blob.octets(row, 0)) }
            return held
        }
    }
}
