/// Counts the changes of one run; a snapshot says up to which one it contains.
public struct ChangeNumber: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    public var next: ChangeNumber { ChangeNumber(rawValue: rawValue + 1) }

    public static let none = ChangeNumber(rawValue: 0)
}

/// What the person wants: one wish, one transaction, one step of undo.
public struct Change: Hashable, Sendable {
    public var number: ChangeNumber
    public var action: ChangeAction
    /// False for what no person asked for by itself, such as "seen" set by opening a message.
    public var isUndoStep: Bool

    public init(_ number: ChangeNumber, _ action: ChangeAction, isUndoStep: Bool = true) {
        self.number = number
        self.action = action
        self.isUndoStep = isUndoStep
    }
}

/// The wish itself; possible on every account, because it is made to the store.
public enum ChangeAction: Hashable, Sendable {
    case flags([EntryID], add: Flags, remove: Flags)
    case keywords([EntryID], add: [Keyword], remove: [Keyword])
    case move([EntryID], to: Destination)
    case copy([EntryID], to: Destination)
    /// Deleted for good; cannot be undone.
    case expunge([EntryID])
    /// Every entry of the mailbox is marked seen.
    case catchUp(MailboxID)
    /// Every entry of the mailbox is deleted for good; cannot be undone.
    case empty(MailboxID)
    /// What filters say of entries.
    case file([FiledEntries])
    /// A new mailbox of an account that keeps its mailboxes on this computer.
    case createMailbox(AccountID, MailboxPath)
    /// Another name for a mailbox, and so for those below it.
    case renameMailbox(MailboxID, to: MailboxPath)
    /// The mailbox goes with those below it; their mail goes to Trash.
    case removeMailbox(MailboxID)
}

/// Entries for which filters say the same.
public struct FiledEntries: Hashable, Sendable {
    public var entries: [EntryID]
    public var filing: Filing

    public init(_ entries: [EntryID], _ filing: Filing) {
        self.entries = entries
        self.filing = filing
    }
}

/// Where a change puts messages: each account's own mailbox of a role, or one mailbox.
public enum Destination: Hashable, Sendable {
    case role(MailboxRole)
    case mailbox(MailboxID)
}

/// What one step of undo did, for the person ("Undone: archive of 3 messages").
public struct UndoReport: Hashable, Sendable {
    public var description: String
    public var entries: Int
    /// Entries that could not be brought back because they are gone from the server.
    public var lost: Int
    /// Mailboxes that could not be brought back to what they were, each in half a sentence:
    /// `"Lists" holds other mail now and stays`.
    public var remarks: [String]

    public init(description: String, entries: Int, lost: Int, remarks: [String] = []) {
        self.description = description
        self.entries = entries
        self.lost = lost
        self.remarks = remarks
    }
}
