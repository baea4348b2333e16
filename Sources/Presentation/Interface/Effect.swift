import Mail

/// What is to be done about an event; only the program's loop does it.
public enum Effect: Equatable, Sendable {
    /// Answer with ``Event/rows(_:)`` carrying the same request.
    case load(ListRequest)
    /// Bring the readable form of a message.
    case open(EntryID)
    /// Bring the message's octets as text.
    case openRaw(EntryID)
    case apply(Change)
    case undo, redo
    /// Nil: every account.
    case checkForMail(AccountID?)
    case sendPending
    case cancelWork
    /// Write a decoded part to the file the person named.
    case save(EntryID, part: String, to: String)
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
