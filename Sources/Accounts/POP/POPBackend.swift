import Mail
import POP
import Storage
import Transport
import Wire

/// The server side of a POP account: short visits that fetch what is new and delete what is stored.
actor POPBackend: Backend {
    nonisolated let capabilities: Mail.Capabilities
    nonisolated let activity: AsyncStream<Activity?>

    private let door: MaildropDoor
    private let rules: MaildropRules
    private let filters: [FilterRule]
    private let store: AccountStore
    private let clock: @Sendable () -> Timestamp
    private let bounds: VisitBounds
    private let show: AsyncStream<Activity?>.Continuation
    private let turnstile = Turnstile()

    /// Seconds between two logins that are waited for in the middle of a download.
    static let longestLoginWait = 60

    /// - Parameters:
    ///   - grace: how long a message stays at the server at least, once it is here.
    ///   - sizeLimit: octets; of larger messages only the header is fetched.
    init(
        account: AccountID, access: ServerAccess, policy: MaildropPolicy,
        grace: Duration = .zero, sizeLimit: Int? = nil, poll: Duration,
        filters: [FilterRule] = [], credentials: CredentialProvider, store: Store, network: Network,
        clock: @escaping @Sendable () -> Timestamp, bounds: VisitBounds? = nil
    ) {
        rules = MaildropRules(
            policy: policy, grace: grace.components.seconds, sizeLimit: sizeLimit)
        self.filters = filters
        self.store = AccountStore(store: store, account: account, name: access.account)
        self.clock = clock
        self.bounds = bounds ?? VisitBounds(freeOctets: { store.freeOctets })
        door = MaildropDoor(
            access: access, credentials: credentials, network: network, store: self.store)
        capabilities = Mail.Capabilities(
            reach: .thisComputer, arrival: .polled(every: poll), serverCopy: policy.serverCopy,
            search: .here, mailboxes: .here)
        (activity, show) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func synchronise(_ scope: SyncScope) async throws(Problem) -> SyncReport {
        // All changes of a person live in the store; only a visit tells the server anything.
        guard scope == .everything || scope == .news else { return SyncReport() }
        return try await inTurn(.background) { backend throws(Problem) in
            try await backend.visitUntilDone()
        }
    }

    /// A POP server has no way to call: news is looked for when the poll is due.
    func waitForNews(until deadline: ContinuousClock.Instant) async throws(Problem) {
        do {
            try await Task.sleep(until: deadline, clock: .continuous)
        } catch {
            throw Problem(.cancelled, account: store.name, headline: "Cancelled")
        }
    }

    /// Fetches a message of which only the header is here.
    func fetch(_ request: PartRequest) async throws(Problem) {
        let entry =
            switch request {
            case .body(let entry): entry
            }
        let item = try await store.run { store throws(StoreFault) in
            try await store.maildropItem(of: entry)
        }
        guard let item, item.state == .headerOnly else { throw notHere }
        try await inTurn(.person) { backend throws(Problem) in
            try await backend.fetch(item.id)
        }
    }

    func check() async throws(Problem) -> CheckReport {
        let start = ContinuousClock.now
        let (conversation, found) = try await door.enter(now: try await self.now())
        var report = await conversation.checkReport(words: found.words, login: .now - start)
        do throws(Problem) {
            let (messages, octets) = try await count(conversation)
            report.serverMessages = messages
            report.serverOctets = octets
            if let warning = rules.warning(about: found.expiry) { report.remarks.append(warning) }
            try await conversation.tell { $0.submit(.quit) }
        } catch {
            await conversation.close()
            throw error
        }
        await conversation.close()
        return report
    }

    /// Every visit has a connection of its own, and its patience ends.
    func doubtConnections() async {}

    func disconnect() async {
        show.finish()
    }

    // MARK: Visits

    private func inTurn<Value: Sendable>(
        _ urgency: Turnstile.Urgency, _ body: (POPBackend) async throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        await turnstile.enter(urgency)
        let outcome: Result<Value, Problem>
        do throws(Problem) {
            outcome = .success(try await body(self))
        } catch {
            outcome = .failure(error)
        }
        show.yield(nil)
        await turnstile.leave()
        return try outcome.get()
    }

    private func visitUntilDone() async throws(Problem) -> SyncReport {
        let isFirst = try await isFirstCheck()
        var total = SyncReport()
        var hasMore = true
        while hasMore {
            let (done, report) = try await visit(isFirst: isFirst) { visit throws(Problem) in
                try await visit.run()
            }
            total += report
            // A visit that brought nothing would be repeated for ever.
            hasMore = done.hasMore && done.report.new > 0
            if hasMore { try await waitForLogin() }
        }
        return total
    }

    private func fetch(_ id: Storage.MaildropItem.ID) async throws(Problem) {
        _ = try await visit(isFirst: false) { visit throws(Problem) in
            guard try await visit.run(only: id) else {
                throw Problem(
                    .notFound, account: visit.store.name,
                    headline: "The server does not have this message any more",
                    detail: visit.report.remarks.first ?? "",
                    remedy: "Only its header is here. Somebody may have deleted it there.")
            }
        }
    }

    private func visit(
        isFirst: Bool, _ body: (inout MaildropVisit) async throws(Problem) -> Void
    ) async throws(Problem) -> (MaildropVisit, SyncReport) {
        show.yield(Activity(label: "connecting"))
        let now = try await self.now()
        let (conversation, found) = try await door.enter(now: now)
        var visit = MaildropVisit(
            conversation, store: store, rules: rules, filters: filters, found: found,
            isFirst: isFirst, now: now, bounds: bounds, progress: { [show] in show.yield($0) })
        do throws(Problem) {
            try await body(&visit)
        } catch {
            // Without QUIT the server forgets the deletions of this visit (RFC 1939 §6).
            await conversation.close()
            throw error
        }
        var report = visit.report
        await conversation.count(into: &report)
        await conversation.close()
        return (visit, report)
    }

    /// The clock, which never goes back for this account.
    private func now() async throws(Problem) -> Timestamp {
        let moment = clock()
        return try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.advanceMaildropClock(of: account, to: moment)
        }
    }

    /// The short pause some servers want between two logins, in the middle of a download.
    private func waitForLogin() async throws(Problem) {
        let now = try await self.now()
        guard let end = try await LoginPause(store: store, now: now).end() else { return }
        show.yield(Activity(label: "waiting for the server"))
        do {
            try await bounds.sleep(.seconds(end.seconds - now.seconds))
        } catch {
            throw Problem(.cancelled, account: store.name, headline: "Cancelled")
        }
    }

    /// No check of this account ever came to its end, so the person was told nothing yet.
    private func isFirstCheck() async throws(Problem) -> Bool {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.accounts().first { $0.id == account }?.lastSync == nil
        }
    }

    private func count(
        _ conversation: Conversation<POP.Session>
    ) async throws(Problem) -> (messages: Int?, octets: Int?) {
        try await conversation.tell { $0.submit(.stat) }
        while true {
            switch try await conversation.next() {
            case .stat(let messages, let octets): return (messages, octets)
            case .refused: return (nil, nil)
            default: break
            }
        }
    }

    private var notHere: Problem {
        Problem(
            .notFound, account: store.name, headline: "This message is not in the store",
            remedy: "Check for mail: it is downloaded again if the server still has it.")
    }
}

extension POP.Capabilities {
    /// The words a person recognises.
    fileprivate var words: [String] {
        var words: [String] = []
        if hasUIDL { words.append("UIDL") }
        if hasTOP { words.append("TOP") }
        if hasPipelining { words.append("PIPELINING") }
        if hasSTLS { words.append("STLS") }
        if hasUser { words.append("USER") }
        if !saslMechanisms.isEmpty {
            words.append("SASL " + saslMechanisms.joined(separator: " "))
        }
        switch expiry {
        case .days(let days)?: words.append("EXPIRE \(days)")
        case .never?: words.append("EXPIRE NEVER")
        case nil: break
        }
        if let loginDelay { words.append("LOGIN-DELAY \(loginDelay)") }
        return words
    }
}
