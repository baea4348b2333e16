import Mail

/// Pending changes of one kind that one command can tell a server.
public struct PendingBatch: Hashable, Sendable {
    /// What the server must do.
    public enum Kind: Hashable, Sendable {
        case flags(
            add: Flags, remove: Flags, addKeywords: [Keyword], removeKeywords: [Keyword])
        case move(to: MailboxID)
        /// The item's entry is the new copy, its number the source's.
        case copy(to: MailboxID)
        case expunge
    }

    /// One message the batch is about.
    public struct Item: Hashable, Sendable {
        public var entry: EntryID
        /// The server's number for it, in the batch's mailbox and generation.
        public var number: Int64

        public init(entry: EntryID, number: Int64) {
            self.entry = entry
            self.number = number
        }
    }

    public var kind: Kind
    /// Where the server has the messages.
    public var mailbox: MailboxID
    public var generation: Int64
    /// In ascending order of their numbers.
    public var items: [Item]

    public init(kind: Kind, mailbox: MailboxID, generation: Int64, items: [Item]) {
        self.kind = kind
        self.mailbox = mailbox
        self.generation = generation
        self.items = items
    }
}
