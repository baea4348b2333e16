import Mail
import POP
import Storage
import Transport
import Wire

/// The server side of a POP account: short visits that fetch what is new and delete what is stored.
actor POPBackend: Backend {
    nonisolated let capabilities: Mail.Capabilities
    nonisolated let activity: AsyncStream<Activity?>

    private let access: ServerAccess
    private let policy: MaildropPolicy
    private let filters: [FilterRule]
    private let credentials: CredentialProvider
    private let store: AccountStore
    private let network: Network
    private let clock: @Sendable () -> Timestamp
    private let show: AsyncStream<Activity?>.Continuation
    private let turnstile = Turnstile()

    init(
        account: AccountID, access: ServerAccess, policy: MaildropPolicy, poll: Duration,
        filters: [FilterRule] = [], credentials: CredentialProvider, store: Store, network: Network,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.access = access
        self.policy = policy
        self.filters = filters
        self.credentials = credentials
        self.store = AccountStore(store: store, account: account, name: access.account)
        self.network = network
        self.clock = clock
        capabilities = Mail.Capabilities(
            reach: .thisComputer, arrival: .polled(every: poll), serverCopy: policy.serverCopy,
            search: .here, mailboxes: .here)
        (activity, show) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func synchronise(_ scope: SyncScope) async throws(Problem) -> SyncReport {
        // All changes of a person live in the store; only a visit tells the server anything.
        guard scope == .everything || scope == .news else { return SyncReport() }
        await turnstile.enter(.background)
        do throws(Problem) {
            let report = try await visitUntilDone()
            show.yield(nil)
            await turnstile.leave()
            return report
        } catch {
            show.yield(nil)
            await turnstile.leave()
            throw error
        }
    }

    /// A POP server has no way to call: news is looked for when the poll is due.
    func waitForNews(until deadline: ContinuousClock.Instant) async throws(Problem) {
        do {
            try await Task.sleep(until: deadline, clock: .continuous)
        } catch {
            throw Problem(.cancelled, account: access.account, headline: "Cancelled")
        }
    }

    /// A POP account holds whole messages or nothing; what is not here is not anywhere.
    func fetch(_ request: PartRequest) async throws(Problem) {
        throw Problem(
            .notFound, account: access.account, headline: "This message is not in the store",
            remedy: "Check for mail: it is downloaded again if the server still has it.")
    }

    func check() async throws(Problem) -> CheckReport {
        let start = ContinuousClock.now
        let (conversation, found) = try await connect()
        let report = await conversation.checkReport(words: found.words, login: .now - start)
        try await conversation.tell { $0.submit(.quit) }
        await conversation.close()
        return report
    }

    /// Every visit has a connection of its own, and its patience ends.
    func doubtConnections() async {}

    func disconnect() async {
        show.finish()
    }

    private func visitUntilDone() async throws(Problem) -> SyncReport {
        let isFirst = try await isFirstCheck()
        var total = SyncReport()
        var hasMore = true
        while hasMore {
            show.yield(Activity(label: "connecting"))
            let (conversation, _) = try await connect()
            var visit = MaildropVisit(
                conversation, store: store, policy: policy, filters: filters, isFirst: isFirst,
                now: clock(),
                progress: { [show] in show.yield($0) })
            do throws(Problem) {
                try await visit.run()
            } catch {
                // Without QUIT the server forgets the deletions of this visit (RFC 1939 §6).
                await conversation.close()
                throw error
            }
            var report = visit.report
            await conversation.count(into: &report)
            await conversation.close()
            total += report
            // A visit that brought nothing would be repeated for ever.
            hasMore = visit.hasMore && visit.report.new > 0
        }
        return total
    }

    /// No check of this account ever came to its end, so the person was told nothing yet.
    private func isFirstCheck() async throws(Problem) -> Bool {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.accounts().first { $0.id == account }?.lastSync == nil
        }
    }

    private func connect() async throws(Problem) -> (
        Conversation<POP.Session>, POP.Capabilities
    ) {
        do throws(Problem) {
            return try await openMaildrop()
        } catch {
            // A token that was good an hour ago is fetched anew, once.
            guard error.kind == .loginRefused, await credentials.renew() else { throw error }
            return try await openMaildrop()
        }
    }

    private func openMaildrop() async throws(Problem) -> (
        Conversation<POP.Session>, POP.Capabilities
    ) {
        let credential = try await credentials.credential()
        let session = POP.Session(
            POP.Configuration(
                credential: credential, auth: POP.AuthChoice(access.auth) ?? .auto,
                isTLS: access.endpoint.security == .tls,
                useSTLS: access.endpoint.security == .startTLS,
                allowsPlaintext: access.allowsPlaintext, host: access.endpoint.host,
                port: access.endpoint.port, nonce: LoginNonce.make()))
        let conversation = Conversation(session, access: access, network: network)
        do throws(Problem) {
            try await conversation.open()
            return (conversation, try await login(conversation))
        } catch {
            await conversation.close()
            throw error
        }
    }

    private func login(_ conversation: Conversation<POP.Session>) async throws(Problem)
        -> POP.Capabilities
    {
        while true {
            switch try await conversation.next() {
            case .ready(let found):
                await credentials.worked()
                return found
            case .loginRefused(let refusal):
                throw Problem.loginRefused(refusal, account: access.account)
            case .loginGivenUp(let doubt):
                throw Problem(doubt, account: access.account)
            case .loginImpossible(let obstacle):
                throw Problem(obstacle, account: access.account)
            default:
                break
            }
        }
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
        return words
    }
}
