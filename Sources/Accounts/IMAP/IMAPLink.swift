import IMAP
import Mail
import Storage
import Transport
import Wire

/// What opening a mailbox told.
struct Selected {
    var uidValidity: UIDValidity?
    var uidNext: UID?
    var highestModSeq: ModSeq?
    /// The changes since the last session came along (QRESYNC).
    var resynchronised: Bool
}

/// One connection to an IMAP server: asks, waits for the answer, keeps what came unasked.
///
/// Owned by the backend and used for one piece of work at a time.
final class IMAPLink {
    private let conversation: Conversation<IMAP.Session>
    private let account: String
    private(set) var capabilities: Set<Capability> = []
    private(set) var enabled: Set<Capability> = []
    private(set) var selectedMailbox: MailboxName?
    private var selection: Session.SelectState?
    /// News of the selected mailbox that the store has not heard.
    private(set) var news = MailboxNews()
    /// A server that took QRESYNC for an error is not asked again on this connection.
    private var refusesResynchronisation = false

    init(_ session: IMAP.Session, access: ServerAccess, network: Network) {
        account = access.account
        conversation = Conversation(session, access: access, network: network)
    }

    /// Connects and logs in; a refused login is a problem of kind `loginRefused`.
    func open() async throws(Problem) {
        do throws(Problem) {
            try await logIn()
        } catch {
            guard error.kind == .protocolBroken, await conversation.lacksDueTLS else { throw error }
            throw Problem(
                .certificate, account: account, headline: "No secure connection was possible",
                detail: error.detail,
                remedy: "No password was sent. The server may not offer STARTTLS: "
                    + "try security = \"tls\" in the settings.")
        }
    }

    private func logIn() async throws(Problem) {
        try await conversation.open()
        while true {
            switch try await conversation.next() {
            case .ready(let capabilities, let enabled):
                self.capabilities = capabilities
                self.enabled = enabled
                return
            case .loginRefused(let refusal):
                throw Problem.loginRefused(refusal, account: account)
            case .loginGivenUp(let doubt):
                throw Problem(doubt, account: account)
            case .closing(let words):
                throw closed(words)
            default:
                break
            }
        }
    }

    func close() async {
        await conversation.close()
    }

    func count(into report: inout SyncReport) async {
        await conversation.count(into: &report)
    }

    func checkReport(login: Duration) async -> CheckReport {
        await conversation.checkReport(words: capabilities.map(\.name).sorted(), login: login)
    }

    // MARK: Asking

    /// Sends a command and hands every event that belongs to it to `body`.
    @discardableResult
    func perform(
        _ command: Command, _ body: (Session.Event) -> Void = { _ in }
    ) async throws(Problem) -> Result<Session.Success, Refusal> {
        let tag = try await conversation.tell { $0.submit(command) }
        while true {
            let event = try await conversation.next()
            if case .completed(tag, let completion) = event {
                switch completion {
                case .ok(let success): return .success(success)
                case .refused(let refusal): return .failure(refusal)
                }
            }
            take(event)
            body(event)
        }
    }

    /// Like ``perform(_:_:)``, where a refusal is a problem: "list the mailboxes".
    @discardableResult
    func require(
        _ command: Command, to what: String, _ body: (Session.Event) -> Void = { _ in }
    ) async throws(Problem) -> Session.Success {
        switch try await perform(command, body) {
        case .success(let success): return success
        case .failure(let refusal): throw Problem(refusal, doing: what, account: account)
        }
    }

    /// What came unasked is kept until the store hears of it.
    private func take(_ event: Session.Event) {
        switch event {
        case .selected(let state):
            selection = state
            news.exists = state.exists
        case .exists(let count):
            news.exists = count
        case .message(let message):
            if let flags = message.flags { news.note(message.uid, flags) }
        case .flags(let uid, let flags, _):
            news.note(uid, flags)
        case .vanished(let uids, let earlier):
            news.noteVanished(uids)
            if !earlier { news.exists = max(0, news.exists - uids.count) }
        case .expunged(let uid):
            news.noteVanished(UIDSet(uid))
            news.exists = max(0, news.exists - 1)
        case .resyncNeeded:
            news.mustAudit = true
        default:
            break
        }
    }

    func takeNews() -> (flags: [RemoteFlags], vanished: UIDSet) {
        news.take()
    }

    /// The list of UIDs was compared with the server's.
    func audited() {
        news.mustAudit = false
    }

    // MARK: Mailboxes

    /// Opens a mailbox anew, even when it is open: the answer brings what happened since.
    func select(_ name: MailboxName, remembered: MailboxCursor?) async throws(Problem) -> Selected {
        news = MailboxNews()
        selectedMailbox = nil
        selection = nil
        var known: Selection.Known?
        if let remembered, let modSeq = remembered.modSeq, enabled.contains(.qresync),
            !refusesResynchronisation
        {
            known = Selection.Known(uidValidity: remembered.uidValidity, modSeq: modSeq)
        }
        var outcome = try await perform(.select(Selection(name, known: known)))
        if case .failure(let refusal) = outcome, known != nil, refusal.isBadCommand {
            refusesResynchronisation = true
            known = nil
            outcome = try await perform(.select(Selection(name)))
        }
        switch outcome {
        case .failure(let refusal):
            throw Problem(refusal, doing: "open \(name.description)", account: account)
        case .success:
            selectedMailbox = name
        }
        return Selected(
            uidValidity: selection?.uidValidity, uidNext: selection?.uidNext,
            highestModSeq: selection?.highestModSeq,
            resynchronised: selection?.isResynchronised ?? false)
    }

    /// Makes sure that the mailbox is the open one, for work that does not need its news.
    func enter(_ name: MailboxName) async throws(Problem) -> UIDValidity? {
        if selectedMailbox != name { _ = try await select(name, remembered: nil) }
        return selection?.uidValidity
    }

    func list() async throws(Problem) -> [MailboxListing] {
        var details: ListDetails = []
        if capabilities.contains(.listExtended) {
            details.insert(.subscribed)
            if capabilities.contains(.specialUse) { details.insert(.specialUse) }
        }
        let usesXLIST = capabilities.contains(.xlist) && !capabilities.contains(.specialUse)
        var listings: [MailboxListing] = []
        try await require(
            usesXLIST ? .listWithXLIST : .list(details), to: "list the mailboxes"
        ) { event in
            if case .mailboxListed(let listing) = event { listings.append(listing) }
        }
        return listings
    }

    /// Names of subscribed mailboxes; nil where the list itself tells.
    ///
    /// A server that does not answer the question has not said that none is wanted.
    func subscriptions(among listings: [MailboxListing]) async throws(Problem) -> Set<MailboxName>?
    {
        guard !capabilities.contains(.listExtended) else { return nil }
        var names: Set<MailboxName> = []
        let outcome = try await perform(.listSubscribed) { event in
            if case .mailboxListed(let listing) = event { names.insert(listing.name) }
        }
        if case .failure = outcome { return Set(listings.map(\.name)) }
        return names
    }

    // MARK: Messages

    func search(_ keys: [SearchKey]) async throws(Problem) -> UIDSet {
        var found: UIDSet?
        try await require(.search(keys, .uids), to: "search the mailbox") { event in
            if case .searched(_, let result) = event { found = result.uids ?? found }
        }
        guard let found else {
            throw Problem(
                .protocolBroken, account: account, headline: "The server gave no list of messages")
        }
        return found
    }

    /// The list metadata of these messages; fewer when some are gone.
    func fetchSummaries(_ uids: UIDSet) async throws(Problem) -> [RemoteArrival] {
        var arrivals: [RemoteArrival] = []
        for piece in uids.pieces() {
            try await require(.fetch(.uids(piece), .summary), to: "list the messages") { event in
                if case .message(let message) = event, piece.contains(message.uid),
                    let arrival = Translation.arrival(message)
                {
                    arrivals.append(arrival)
                }
            }
        }
        return arrivals
    }

    /// The answers are news, as if they had come unasked.
    func fetchFlags(_ uids: UIDSet) async throws(Problem) {
        for piece in uids.pieces() {
            try await require(.fetch(.uids(piece), .flags), to: "tell the flags")
        }
    }

    func fetchFlags(_ uids: UIDSet, changedSince modSeq: ModSeq) async throws(Problem) {
        for piece in uids.pieces() {
            try await require(
                .fetchFlags(.uids(piece), changedSince: modSeq), to: "tell what changed")
        }
    }

    /// The raw message; nil when the server has it no more.
    func fetchBody(_ uid: UID, limit: Int) async throws(Problem) -> [UInt8]? {
        var octets: [UInt8] = []
        var whole: [UInt8]?
        var isTooLarge = false
        try await require(.fetch(.uids(UIDSet(uid)), .body(.message)), to: "give the message") {
            event in
            switch event {
            case .bodyChunk(let chunk):
                if octets.count + chunk.octets.count > limit { isTooLarge = true }
                if !isTooLarge { octets += chunk.octets }
            case .message(let message) where message.uid == uid:
                whole = IMAPLink.body(of: message, streamed: octets) ?? whole
            default:
                break
            }
        }
        guard !isTooLarge else {
            throw Problem(
                .refusedByServer, account: account,
                headline: "The message is larger than \(limit >> 20) MiB and was not fetched")
        }
        return whole
    }

    private static func body(of message: FetchedMessage, streamed: [UInt8]) -> [UInt8]? {
        for content in message.contents where content.section == .message {
            switch content.octets {
            case .held(let octets): return octets
            case .streamed(let count) where count == streamed.count: return streamed
            default: continue
            }
        }
        return nil
    }

    func noop() async throws(Problem) {
        try await require(.noop, to: "answer")
    }

    // MARK: Real time

    /// Whether the server tells news as it happens; it may offer that and refuse it when asked.
    var canIdle: Bool { capabilities.contains(.idle) && !refusesIdle }
    private var refusesIdle = false
    private var isIdling = false

    /// How long a server may take to end IDLE when asked; a longer silence means it is gone.
    private static let endOfIdle = Duration.seconds(15)

    /// Begins IDLE and returns when the server waits with us.
    func beginIdle() async throws(Problem) {
        try await conversation.tell { session in _ = session.submit(.idle) }
        while true {
            switch try await conversation.next() {
            case .idling:
                isIdling = true
                return
            case .completed:
                refusesIdle = true
                return
            case .closing(let words):
                throw closed(words)
            default:
                break
            }
        }
    }

    /// Waits in IDLE until the server tells something; renews it at the deadline.
    ///
    /// IDLE goes on afterwards, so that nothing is missed between two waits.
    func idle(until deadline: ContinuousClock.Instant) async throws(Problem) {
        guard isIdling else { return try await beginIdle() }
        let renewal = conversation.tell(at: deadline) { $0.finishIdle() }
        defer { renewal.cancel() }
        while true {
            var isNews = false
            for event in try await conversation.batch(until: deadline + IMAPLink.endOfIdle) {
                switch event {
                case .exists, .expunged, .vanished, .flags, .message, .resyncNeeded:
                    isNews = true
                case .completed:
                    isIdling = false
                case .closing(let words):
                    throw closed(words)
                default:
                    break
                }
            }
            if !isIdling {
                // A server that ends it by itself would be asked again and again.
                guard deadline <= .now else {
                    refusesIdle = true
                    return
                }
                return try await beginIdle()
            }
            if isNews { return }
        }
    }

    private func closed(_ words: String) -> Problem {
        Problem(
            .unreachable, account: account, headline: "The server closed the connection",
            detail: words)
    }
}
