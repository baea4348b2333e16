/// A mailbox as LIST, LSUB or XLIST names it (RFC 9051 §7.3.1).
public struct MailboxListing: Hashable, Sendable {
    /// The command whose answer it is.
    public enum Origin: Hashable, Sendable {
        case list
        /// From LSUB: subscribed, and perhaps gone.
        case lsub
        case xlist
    }

    public let name: MailboxName
    /// The octet between levels of the name; nil where there are no levels.
    public let delimiter: UInt8?
    public let attributes: Set<MailboxAttribute>
    public let origin: Origin
}

/// An attribute of a mailbox (RFC 9051 §7.3.1, special use RFC 6154), compared without case.
public struct MailboxAttribute: Hashable, Sendable {
    /// In lower case, with the backslash.
    public let name: String

    /// XLIST's words become the ones of RFC 6154.
    public init(_ name: String) {
        let lower = name.lowercased()
        self.name = MailboxAttribute.aliases[lower] ?? lower
    }

    public static let noSelect = MailboxAttribute("\\Noselect")
    public static let nonExistent = MailboxAttribute("\\NonExistent")
    public static let noInferiors = MailboxAttribute("\\Noinferiors")
    public static let hasChildren = MailboxAttribute("\\HasChildren")
    public static let subscribed = MailboxAttribute("\\Subscribed")
    public static let all = MailboxAttribute("\\All")
    public static let archive = MailboxAttribute("\\Archive")
    public static let drafts = MailboxAttribute("\\Drafts")
    public static let flagged = MailboxAttribute("\\Flagged")
    public static let important = MailboxAttribute("\\Important")
    public static let inbox = MailboxAttribute("\\Inbox")
    public static let junk = MailboxAttribute("\\Junk")
    public static let sent = MailboxAttribute("\\Sent")
    public static let trash = MailboxAttribute("\\Trash")

    /// XLIST's older words for the same uses.
    private static let aliases = [
        "\\allmail": "\\all", "\\starred": "\\flagged", "\\spam": "\\junk",
    ]
}

/// Counts of a mailbox that need not be selected (STATUS, RFC 9051 §7.3.3).
///
/// Nil is "not said", never zero.
public struct MailboxStatus: Hashable, Sendable {
    public internal(set) var messages: Int?
    public internal(set) var unseen: Int?
    public internal(set) var uidNext: UID?
    public internal(set) var uidValidity: UIDValidity?
    public internal(set) var highestModSeq: ModSeq?
}
