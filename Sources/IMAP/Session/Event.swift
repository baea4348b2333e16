import Wire

extension Session {
    /// What happened, in the order of the stream.
    public enum Event: Hashable, Sendable {
        /// Logged in; commands go out from now on.
        case ready(capabilities: Set<Capability>, enabled: Set<Capability>)
        /// The server said no to the login, or offers none that is allowed; the session is over.
        case loginRefused(Refusal)
        /// We gave the login up, as the server did not prove itself; the session is over.
        case loginGivenUp(ServerDoubt)

        /// Everything from here on is about this mailbox, until the next one.
        case opening(MailboxName)
        case selected(SelectState)
        case mailboxListed(MailboxListing)
        case status(MailboxName, MailboxStatus)

        /// A hint that the mailbox holds this many messages now.
        case exists(Int)
        case message(FetchedMessage)
        /// A piece of a body too great to be held; the ``message(_:)`` it belongs to follows.
        case bodyChunk(BodyChunk)
        case flags(UID, Set<Flag>, ModSeq?)
        /// To be subtracted from what is held; it may name UIDs nobody has heard of.
        ///
        /// `earlier`: it happened before this session (RFC 7162 §3.2.10).
        case vanished(UIDSet, earlier: Bool)
        case expunged(UID)
        /// The server spoke of a message by a position that we cannot tell; look again.
        case resyncNeeded

        case searched(CommandTag, SearchResult)
        case copied(CommandTag?, UIDValidity, UIDMapping)
        case appended(CommandTag, UIDValidity, UID)
        /// The server waits with us for news.
        case idling
        /// The end of a command; its other events came before.
        case completed(CommandTag, Completion)

        /// The server insists that a person sees this (RFC 9051 §7.1, ALERT).
        case alert(String)
        /// The server ends the connection and says why.
        case closing(String)
        /// One response could not be read; nothing else is lost by it.
        case unreadable(Excerpt)
    }

    /// The beginning of a response that could not be read.
    public struct Excerpt: Hashable, Sendable {
        /// At most 200 octets, control characters replaced.
        public let text: String
        /// The message it was about, where that much could be read.
        public let uid: UID?
    }

    /// A piece of a body.
    ///
    /// Until the ``Event/message(_:)`` with the same section has come, nothing says that the body
    /// is whole or that it is the one asked for.
    public struct BodyChunk: Hashable, Sendable {
        /// Known only where the server names it before the body.
        public let uid: UID?
        public let section: Section
        /// The next octets of the section.
        public internal(set) var octets: [UInt8]
        /// What the whole body was announced to be, for a progress bar.
        public let total: Int
    }

    /// A mailbox that has been opened (RFC 9051 §6.3.2).
    public struct SelectState: Hashable, Sendable {
        public let mailbox: MailboxName
        /// Nil: the server gives none, and UIDs must not be kept.
        public internal(set) var uidValidity: UIDValidity?
        /// No message yet to come will have a smaller UID; nil where the server does not say.
        public internal(set) var uidNext: UID?
        /// Nil where the mailbox keeps no MODSEQs.
        public internal(set) var highestModSeq: ModSeq?
        /// How many messages there are.
        public internal(set) var exists = 0
        /// The flags a change of which lasts; nil where the server does not say.
        public internal(set) var permanentFlags: Set<Flag>?
        /// New keywords may be made.
        public internal(set) var allowsNewKeywords = false
        /// Flags cannot be changed, by our wish or the server's.
        public internal(set) var isReadOnly: Bool
        /// Changes since ``Selection/known`` came before this event (QRESYNC).
        public internal(set) var isResynchronised: Bool
    }

    /// The answer to a search.
    public struct SearchResult: Hashable, Sendable {
        /// Nil where the server gave no list, or one that could not be read: not the same as none.
        public internal(set) var uids: UIDSet?
        /// Nil where it is not known.
        public internal(set) var count: Int?
    }

    /// How a command ended; when the connection ends first, nobody knows.
    public enum Completion: Hashable, Sendable {
        case ok(Success)
        case refused(Refusal)
    }

    /// A command that was carried out.
    public struct Success: Hashable, Sendable {
        /// The response code in upper case, nil where there is none.
        public let code: String?
        /// All changes up to this one have been told; nil where nothing is new (RFC 7162 §6).
        public let highestModSeq: ModSeq?
    }
}
