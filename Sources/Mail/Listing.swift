/// Which messages a list shows: one mailbox, or the mailboxes of a role in all accounts.
public enum ListScope: Hashable, Sendable {
    case mailbox(MailboxID)
    case unified(MailboxRole)
}

/// How a list is ordered; `newest` first is the default.
public enum ListOrder: Hashable, Sendable {
    case newestFirst, oldestFirst
}

/// A window on a list: what the screen asks the store for.
public struct ListRequest: Hashable, Sendable {
    /// The place the window is laid around.
    public enum Anchor: Hashable, Sendable {
        case first, last
        case entry(EntryID)
        /// Counted from 0 in list order.
        case position(Int)
    }

    public var scope: ListScope
    public var order: ListOrder
    /// What is shown of the list.
    public var query: Query
    public var anchor: Anchor
    /// Rows wanted before and from the anchor on.
    public var before: Int
    public var after: Int

    public init(
        scope: ListScope, order: ListOrder = .newestFirst, query: Query = .everything,
        anchor: Anchor = .first, before: Int = 0, after: Int = 100
    ) {
        self.scope = scope
        self.order = order
        self.query = query
        self.anchor = anchor
        self.before = before
        self.after = after
    }
}

/// One line of a message list.
public struct ListRow: Hashable, Sendable, Identifiable {
    public var id: EntryID
    public var message: MessageID
    public var mailbox: MailboxID
    public var account: AccountID
    public var thread: ThreadID
    public var from: [Address]
    public var to: [Address]
    public var subject: String
    /// The moment the list is ordered by: the Date field, else the arrival.
    public var date: Timestamp
    public var flags: Flags
    public var keywords: [Keyword]
    /// Octets of the raw message; nil while unknown.
    public var size: Int?
    /// Nil while unknown.
    public var attachments: Int?
    /// First words of the text; nil while unknown.
    public var preview: String?
    /// Too large to be fetched unasked: the server has it, only the header is here.
    public var isHeaderOnly: Bool

    public init(
        id: EntryID, message: MessageID, mailbox: MailboxID, account: AccountID, thread: ThreadID,
        from: [Address], to: [Address] = [], subject: String, date: Timestamp, flags: Flags,
        keywords: [Keyword] = [], size: Int? = nil, attachments: Int? = nil,
        preview: String? = nil, isHeaderOnly: Bool = false
    ) {
        self.isHeaderOnly = isHeaderOnly
        self.id = id
        self.message = message
        self.mailbox = mailbox
        self.account = account
        self.thread = thread
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.flags = flags
        self.keywords = keywords
        self.size = size
        self.attachments = attachments
        self.preview = preview
    }
}

/// A window of a list as of one commit.
public struct ListSnapshot: Hashable, Sendable {
    public var request: ListRequest
    public var rows: [ListRow]
    /// Whether the list goes on before the first and after the last row.
    public var hasEarlierRows: Bool
    public var hasLaterRows: Bool
    /// Position of the first row in the whole list, counted from 0; nil where counting would
    /// cost more than the window (deep in a large mailbox).
    public var firstPosition: Int?
    /// Counts of the whole scope, the question left aside.
    public var counts: MailboxCounts
    /// The newest change of this run that the rows contain.
    public var upTo: ChangeNumber

    public init(
        request: ListRequest, rows: [ListRow], hasEarlierRows: Bool, hasLaterRows: Bool,
        firstPosition: Int?, counts: MailboxCounts, upTo: ChangeNumber
    ) {
        self.request = request
        self.rows = rows
        self.hasEarlierRows = hasEarlierRows
        self.hasLaterRows = hasLaterRows
        self.firstPosition = firstPosition
        self.counts = counts
        self.upTo = upTo
    }
}
