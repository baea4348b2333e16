/// What a client can ask for once it is logged in; values that cannot hold anything illegal.
public enum Command: Hashable, Sendable {
    // MARK: Mailboxes

    /// All mailboxes, with what the server can say of them in the same breath.
    case list(ListDetails)
    /// Subscribed mailboxes, for servers without LIST-EXTENDED.
    case listSubscribed
    /// All mailboxes with their use, for servers with XLIST and without SPECIAL-USE.
    case listWithXLIST
    /// Counts of a mailbox that is not selected.
    case status(MailboxName)
    case create(MailboxName)
    case rename(MailboxName, to: MailboxName)
    case delete(MailboxName)
    case subscribe(MailboxName)
    case unsubscribe(MailboxName)
    case select(Selection)
    /// Leaves the mailbox without expunging, where the server has UNSELECT.
    case unselect

    // MARK: Messages of the selected mailbox

    case fetch(MessageRange, FetchItems)
    /// Flags that changed after a moment, and what vanished since where QRESYNC is on.
    case fetchFlags(MessageRange, changedSince: ModSeq)
    /// Never sets flags absolutely: that would erase what other clients set.
    case store(UIDSet, FlagChange, Set<Flag>)
    case move(UIDSet, to: MailboxName)
    case copy(UIDSet, to: MailboxName)
    /// Removes exactly these messages, as far as they are marked `\Deleted` (UIDPLUS).
    case expunge(UIDSet)
    /// Removes every message marked `\Deleted`, whoever marked it.
    case expungeAll
    case search([SearchKey], SearchResultKind)
    case append(Append)

    // MARK: The connection

    /// Ends when another command is submitted or by ``Session/finishIdle()``.
    case idle
    case noop
    case logout
}

/// What LIST returns besides the names (RFC 5258, 5819, 6154).
public struct ListDetails: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Needs LIST-EXTENDED.
    public static let subscribed = ListDetails(rawValue: 1)
    /// Needs LIST-EXTENDED and SPECIAL-USE; many servers tell the use in a plain LIST too.
    public static let specialUse = ListDetails(rawValue: 2)
    /// Needs LIST-STATUS.
    public static let status = ListDetails(rawValue: 4)
}

/// Which mailbox to open, and how.
public struct Selection: Hashable, Sendable {
    /// What this client already knows of the mailbox (RFC 7162 §3.2.5).
    public struct Known: Hashable, Sendable {
        public var uidValidity: UIDValidity
        public var modSeq: ModSeq
        /// All UIDs the client holds; empty where it does not say.
        public var uids: UIDSet

        public init(uidValidity: UIDValidity, modSeq: ModSeq, uids: UIDSet = UIDSet()) {
            self.uidValidity = uidValidity
            self.modSeq = modSeq
            self.uids = uids
        }
    }

    public var mailbox: MailboxName
    /// EXAMINE instead of SELECT.
    public var isReadOnly: Bool
    /// Used where QRESYNC is enabled on this connection, else left out.
    ///
    /// A server that answers BAD to it all the same gives a refusal with `isBadCommand`; the
    /// caller then selects without.
    public var known: Known?

    public init(_ mailbox: MailboxName, isReadOnly: Bool = false, known: Known? = nil) {
        self.mailbox = mailbox
        self.isReadOnly = isReadOnly
        self.known = known
    }
}

/// What FETCH asks for; UIDs come in any case, MODSEQ where the mailbox has it.
public struct FetchItems: Hashable, Sendable {
    /// A piece of a section, for long bodies.
    public struct Piece: Hashable, Sendable {
        /// Octets from the section's beginning.
        public let offset: UInt32
        /// Octets at most.
        public let count: UInt32

        /// Nil for an empty piece.
        public init?(offset: UInt32, count: UInt32) {
            guard count > 0 else { return nil }
            self.offset = offset
            self.count = count
        }
    }

    var flags = false
    var date = false
    var size = false
    var structure = false
    var section: Section?
    var piece: Piece?

    /// What a list shows: flags, arrival, size and the header fields.
    public static let summary = FetchItems(
        flags: true, date: true, size: true, section: .headerFields)
    /// Flags alone, and MODSEQ where there is one.
    public static let flags = FetchItems(flags: true)
    /// In a command of its own: servers' structures are where readers fail.
    public static let structure = FetchItems(structure: true)

    /// Octets of a section, never marking the message as seen.
    public static func body(_ section: Section, _ piece: Piece? = nil) -> FetchItems {
        FetchItems(section: section, piece: piece)
    }
}

/// Flags are added or removed, one by one; never set as a whole.
public enum FlagChange: Hashable, Sendable {
    case add
    case remove
}

/// A message to be put into a mailbox (RFC 9051 §6.3.12).
public struct Append: Hashable, Sendable {
    public var mailbox: MailboxName
    public var flags: Set<Flag>
    /// Now, by the server's clock, when nil.
    public var date: InternalDate?
    /// As it goes over the wire: lines end with CR LF.
    public let message: [UInt8]

    /// Nil for a message that cannot be sent in a literal: an empty one, or one with NUL.
    public init?(
        _ message: [UInt8], to mailbox: MailboxName, flags: Set<Flag> = [],
        date: InternalDate? = nil
    ) {
        guard !message.isEmpty, !message.contains(0) else { return nil }
        self.mailbox = mailbox
        self.flags = flags
        self.date = date
        self.message = message
    }
}

/// What a search gives: the messages, or only how many.
public enum SearchResultKind: Hashable, Sendable {
    case uids
    /// Cheap where the server has ESEARCH; elsewhere it sends all UIDs and they are counted.
    case count
}

/// One condition of a search (RFC 9051 §6.4.4); several in a row must all hold.
public enum SearchKey: Hashable, Sendable {
    case all
    case has(Flag)
    case lacks(Flag)
    case messages(MessageRange)
    case contains(SearchField, SearchText)
    /// Arrived on that day (UTC) or later.
    case since(InternalDate)
    /// Arrived before that day (UTC).
    case before(InternalDate)
}

/// Where a text is looked for.
public enum SearchField: String, Hashable, Sendable {
    case anywhere = "TEXT"
    case body = "BODY"
    case from = "FROM"
    case to = "TO"
    case cc = "CC"
    case subject = "SUBJECT"
}

/// A text to search for.
public struct SearchText: Hashable, Sendable {
    let octets: [UInt8]

    /// Nil for an empty text and for one with line ends or NUL, which no header field holds.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        guard !octets.isEmpty, !octets.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
            return nil
        }
        self.octets = octets
    }

    var isASCII: Bool { octets.allSatisfy { $0 < 128 } }
}
