/// What a mailbox is for (RFC 6154); a mailbox without a role is the person's own.
public enum MailboxRole: String, Sendable, CaseIterable {
    case inbox, archive, drafts, sent, trash, junk, all, flagged
}

/// A mailbox as the sidebar, the mailbox prompt and `martlet mailboxes` show it.
public struct MailboxSummary: Hashable, Sendable, Identifiable {
    public var id: MailboxID
    public var account: AccountID
    /// The decoded name, levels joined by "/".
    public var name: String
    public var role: MailboxRole?
    public var counts: MailboxCounts
    /// Kept on the server and shared with other devices, or on this computer only.
    public var isOnServer: Bool
    public var isSubscribed: Bool
    /// False for a mere level of the hierarchy that holds no mail (`\Noselect`).
    public var holdsMail: Bool

    public init(
        id: MailboxID, account: AccountID, name: String, role: MailboxRole?,
        counts: MailboxCounts, isOnServer: Bool, isSubscribed: Bool = true,
        holdsMail: Bool = true
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.role = role
        self.counts = counts
        self.isOnServer = isOnServer
        self.isSubscribed = isSubscribed
        self.holdsMail = holdsMail
    }
}

/// Entries of a mailbox, without those another program marked `\Deleted`.
public struct MailboxCounts: Hashable, Sendable {
    public var total: Int
    public var unread: Int
    public var flagged: Int

    public init(total: Int = 0, unread: Int = 0, flagged: Int = 0) {
        self.total = total
        self.unread = unread
        self.flagged = flagged
    }

    public static func + (left: Self, right: Self) -> Self {
        MailboxCounts(
            total: left.total + right.total, unread: left.unread + right.unread,
            flagged: left.flagged + right.flagged)
    }
}
