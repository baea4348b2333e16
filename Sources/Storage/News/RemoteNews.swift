import Mail

/// A message that a server has and the store may not know yet.
public struct RemoteArrival: Hashable, Sendable {
    public var number: Int64
    public var flags: Flags
    public var keywords: [Keyword]
    /// When the server received it (IMAP: INTERNALDATE); nil while unknown.
    public var received: Timestamp?
    /// Octets of the raw message; nil while unknown.
    public var size: Int?
    public var envelope: Envelope
    /// Nil while unknown.
    public var attachments: Int?
    /// Nil while unknown.
    public var preview: String?
    /// What filters say of it, should it be news; see ``RemoteNews/newFrom``.
    public var filing: Filing?

    public init(
        number: Int64, flags: Flags = [], keywords: [Keyword] = [], received: Timestamp? = nil,
        size: Int? = nil, envelope: Envelope, attachments: Int? = nil, preview: String? = nil,
        filing: Filing? = nil
    ) {
        self.number = number
        self.flags = flags
        self.keywords = keywords
        self.received = received
        self.size = size
        self.envelope = envelope
        self.attachments = attachments
        self.preview = preview
        self.filing = filing
    }
}

/// All flags and keywords a server has for one message now.
public struct RemoteFlags: Hashable, Sendable {
    public var number: Int64
    public var flags: Flags
    public var keywords: [Keyword]

    public init(number: Int64, flags: Flags, keywords: [Keyword] = []) {
        self.number = number
        self.flags = flags
        self.keywords = keywords
    }
}

/// What a server reports of one mailbox; merged in one transaction.
public struct RemoteNews: Hashable, Sendable {
    public var mailbox: MailboxID
    /// News of another generation than the mailbox's own is too late and is left aside.
    public var generation: Int64
    public var arrivals: [RemoteArrival]
    public var flags: [RemoteFlags]
    /// Numbers the server certainly no longer has; absence alone is no evidence.
    public var vanished: [ClosedRange<Int64>]
    /// Nil: what is remembered stays as it is.
    public var state: SyncState?
    /// The whole mailbox is known with this: awaiting entries that did not bind are gone.
    public var isComplete: Bool
    /// From which number on messages were not there at the first look.
    ///
    /// Filters take those. The first that is told holds as long as the generation; nil: nothing
    /// is told.
    public var newFrom: Int64?

    public init(
        mailbox: MailboxID, generation: Int64, arrivals: [RemoteArrival] = [],
        flags: [RemoteFlags] = [], vanished: [ClosedRange<Int64>] = [],
        state: SyncState? = nil, isComplete: Bool = false, newFrom: Int64? = nil
    ) {
        self.mailbox = mailbox
        self.generation = generation
        self.arrivals = arrivals
        self.flags = flags
        self.vanished = vanished
        self.state = state
        self.isComplete = isComplete
        self.newFrom = newFrom
    }
}

/// What merging did.
public struct MergeReport: Hashable, Sendable {
    public var added: Int
    public var changed: Int
    public var removed: Int
    /// Unseen ones among those added.
    public var unread: Int
    /// The added ones, in the order of the arrivals.
    public var entries: [EntryID]
    /// Those that filters moved or marked; the server must hear of it.
    public var filed: Int
    /// Mailboxes that filters named and the server does not have.
    public var unknownMailboxes: Set<String>

    public init(
        added: Int = 0, changed: Int = 0, removed: Int = 0, unread: Int = 0,
        entries: [EntryID] = [], filed: Int = 0, unknownMailboxes: Set<String> = []
    ) {
        self.added = added
        self.changed = changed
        self.removed = removed
        self.unread = unread
        self.entries = entries
        self.filed = filed
        self.unknownMailboxes = unknownMailboxes
    }
}
