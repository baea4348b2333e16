import Mail

/// The server side of one account: does what servers need, and every backend does all of it.
///
/// The person acts on the store, where every change is possible; a backend brings the store and
/// its server together again. Its work is cut into pieces, and a call of higher urgency goes
/// ahead between two pieces of another.
public protocol Backend: Actor {
    /// What differs between accounts, for the person; known before any connection.
    nonisolated var capabilities: Capabilities { get }

    /// Sends pending changes, then brings the store up to date within `scope`.
    ///
    /// Connects when needed. Safe to repeat and to cancel at any point.
    func synchronise(_ scope: SyncScope) async throws(Problem) -> SyncReport

    /// Returns when the server may have news, or at the deadline.
    func waitForNews(until deadline: ContinuousClock.Instant) async throws(Problem)

    /// Brings what is asked for into the store; overtakes background work.
    func fetch(_ request: PartRequest) async throws(Problem)

    /// Connects, checks the certificate and logs in; says what was found at each step.
    func check() async throws(Problem) -> CheckReport

    /// The network is another now, so connections that are open may be dead without a sign of it.
    ///
    /// The next work is done on new ones.
    func doubtConnections() async

    /// Says goodbye and closes every connection.
    func disconnect() async

    /// What runs now, for the status line.
    nonisolated var activity: AsyncStream<Activity?> { get }
}

/// How much a synchronisation brings up to date.
public enum SyncScope: Hashable, Sendable {
    /// All mailboxes, the newest messages of each.
    case everything
    /// What the others left of older messages.
    case older
    /// What the server's hint was about: the inbox.
    case news
    /// The mailbox the person looks at.
    case mailbox(MailboxID)
    /// Only send what the server has not yet heard.
    case journal
}

/// What is brought into the store for the person.
public enum PartRequest: Hashable, Sendable {
    case body(EntryID)
}

/// What a synchronisation did; the fields of `martlet sync --json`.
public struct SyncReport: Hashable, Sendable {
    public var new = 0
    /// Those of them that came after the first look at their mailbox and nobody has seen.
    public var unseen = 0
    public var changed = 0
    public var removed = 0
    /// Changes the server has heard.
    public var pushed = 0
    public var bytesIn = 0
    public var bytesOut = 0
    public var roundTrips = 0
    /// Plain remarks for the person: "12 messages will be deleted from the server next time".
    public var remarks: [String] = []
    /// Messages that filters moved or marked, so that the server has something to hear.
    var filed = 0
    /// Older messages are still to be fetched, by ``SyncScope/older``.
    var leavesOlder = false

    public init() {}

    static func += (left: inout SyncReport, right: SyncReport) {
        left.new += right.new
        left.unseen += right.unseen
        left.changed += right.changed
        left.removed += right.removed
        left.pushed += right.pushed
        left.bytesIn += right.bytesIn
        left.bytesOut += right.bytesOut
        left.roundTrips += right.roundTrips
        left.remarks += right.remarks.filter { !left.remarks.contains($0) }
        left.filed += right.filed
    }
}

/// What a trial connection found; printed by `martlet check`.
public struct CheckReport: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public var name: String
        public var duration: Duration

        public init(name: String, duration: Duration) {
            self.name = name
            self.duration = duration
        }
    }

    public var steps: [Step] = []
    /// Protocol and cipher; empty without TLS.
    public var encryption = ""
    /// Capability words of the server after login.
    public var serverCapabilities: [String] = []
    /// What a maildrop holds; nil where the server did not say, or keeps mail anyway.
    public var serverMessages: Int?
    public var serverOctets: Int?
    /// Plain remarks for the person.
    public var remarks: [String] = []

    public init() {}
}
