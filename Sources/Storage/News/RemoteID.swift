import Mail

/// A server's name for a message in one mailbox; opaque outside its backend.
public struct RemoteID: Hashable, Sendable {
    /// How long the number holds (IMAP: UIDVALIDITY).
    public var generation: Int64
    /// The number itself (IMAP: UID); 0 is never one.
    public var number: Int64

    public init(generation: Int64, number: Int64) {
        self.generation = generation
        self.number = number
    }
}

/// Where a server has a message.
public struct RemotePlace: Hashable, Sendable {
    public var mailbox: MailboxID
    public var id: RemoteID

    public init(mailbox: MailboxID, id: RemoteID) {
        self.mailbox = mailbox
        self.id = id
    }
}

/// What a backend remembers of a mailbox; the store only keeps the octets.
///
/// Saved in the same transaction as the mail it describes.
public struct SyncState: Hashable, Sendable {
    public var octets: [UInt8]

    public init(octets: [UInt8]) {
        self.octets = octets
    }
}
