import Mail

/// A mailbox as a server lists it.
public struct RemoteMailbox: Hashable, Sendable {
    /// The server's name in its own octets; the mailbox is found again by it.
    public var remoteName: [UInt8]
    /// The decoded name, levels joined by "/".
    public var name: String
    public var role: MailboxRole?
    public var isSubscribed: Bool
    /// False for a mere level of the hierarchy.
    public var holdsMail: Bool

    public init(
        remoteName: [UInt8], name: String, role: MailboxRole? = nil, isSubscribed: Bool = true,
        holdsMail: Bool = true
    ) {
        self.remoteName = remoteName
        self.name = name
        self.role = role
        self.isSubscribed = isSubscribed
        self.holdsMail = holdsMail
    }
}

/// A mailbox of a server as the store keeps it.
public struct StoredMailbox: Hashable, Sendable, Identifiable {
    public var id: MailboxID
    /// Empty while the server does not have the mailbox.
    public var remoteName: [UInt8]
    public var name: String
    public var role: MailboxRole?
    public var isSubscribed: Bool
    public var holdsMail: Bool
    /// False when it was made here and the server must still create it.
    public var isCreated: Bool

    public init(
        id: MailboxID, remoteName: [UInt8], name: String, role: MailboxRole?,
        isSubscribed: Bool, holdsMail: Bool, isCreated: Bool
    ) {
        self.id = id
        self.remoteName = remoteName
        self.name = name
        self.role = role
        self.isSubscribed = isSubscribed
        self.holdsMail = holdsMail
        self.isCreated = isCreated
    }
}
