/// What filters say of one message: where it goes and how it is marked.
public struct Filing: Hashable, Sendable {
    /// The name of a mailbox of the message's own account; nil: it stays.
    public var mailbox: MailboxPath?
    public var labels: [Keyword]
    public var isSeen: Bool

    public init(mailbox: MailboxPath? = nil, labels: [Keyword] = [], isSeen: Bool = false) {
        self.mailbox = mailbox
        self.labels = labels
        self.isSeen = isSeen
    }

    /// Nothing is said.
    public var isEmpty: Bool { mailbox == nil && labels.isEmpty && !isSeen }
}
