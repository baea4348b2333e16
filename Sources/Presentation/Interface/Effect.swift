import Mail

/// What is to be done about an event; only the program's loop does it.
public enum Effect: Equatable, Sendable {
    /// Answer with ``Event/rows(_:)`` carrying the same request.
    case load(ListRequest)
    /// Bring the readable form of a message or a part; answer with ``Event/document(_:_:)``.
    ///
    /// A charset in the request holds from now on for the sender's mail that declares none or lies.
    case open(DocumentRequest)
    /// Bring the readable forms of messages that may be opened next, when nothing else is to do.
    case prepare([EntryID])
    /// Answer with ``Event/conversation(_:_:)``.
    case loadConversation(EntryID)
    /// Bring the message's octets as text.
    case openRaw(EntryID)
    case apply(Change)
    /// Give every message of a mailbox to its account's filters, as one change of that number.
    case runFilters(MailboxID, ChangeNumber)
    case undo, redo
    /// Nil: every account.
    case checkForMail(AccountID?)
    case sendPending
    case cancelWork
    /// Write a decoded part to the file the person named.
    case save(EntryID, part: String, to: String)
    /// Write all these parts into the folder the person named.
    case saveAll(EntryID, parts: [String], to: String)
    /// Show a part with the program for its type.
    case openPart(EntryID, part: String)
    /// Give the octets of a part, or of the whole message, to a command the person typed.
    case pipe(EntryID, part: String?, to: String)
    /// Show a link with the program for links.
    case openLink(String)
    /// Put text into the clipboard of the person's desktop.
    case copy(String)
    /// The person's answer to ``Event/passwordWanted(_:prompt:)``, in UTF-8.
    case password(AccountID, [UInt8])
    /// Keep this place for the next start.
    case remember(Place)
    /// Send ``Event/prefixTimeout`` after 300 ms.
    case startPrefixTimer
    case redraw, suspend, quit, bell
}

/// Where the person is: a list and the message selected in it.
public struct Place: Hashable, Sendable {
    public var scope: ListScope
    public var entry: EntryID?

    public init(scope: ListScope, entry: EntryID? = nil) {
        self.scope = scope
        self.entry = entry
    }
}
