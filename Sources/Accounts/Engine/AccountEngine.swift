import Logging
import Mail
import Storage
import Transport
import Wire

/// Decides when an account talks to its server.
///
/// Work runs in lanes that do not wait for each other: a change of the person is sent and new mail
/// is shown while an old mailbox of a million messages is still being listed. The backend orders
/// the pieces of all lanes on its connection.
public actor AccountEngine {
    public nonisolated let account: AccountID
    /// States and news of this account, in order.
    public nonisolated let events: AsyncStream<AccountEvent>

    private enum Lane: Hashable {
        case journal, news, focus, everything, older
    }

    private let name: String
    private let backend: any Backend
    private let credentials: CredentialProvider
    private let store: Store
    private var ownership: Ownership
    private let clock: @Sendable () -> Timestamp
    /// How long what is being sent may take once the account is to stop.
    private let grace: Duration
    private let send: AsyncStream<AccountEvent>.Continuation
    private let log = Logger(label: "accounts")

    private var running: [Lane: Task<Void, Never>] = [:]
    private var wantedAgain: Set<Lane> = []
    private var watcher: Task<Void, Never>?
    private var activityReader: Task<Void, Never>?
    private var retry: Task<Void, Never>?
    private var backoff = Backoff()
    private var retryRule = RetryRule()
    /// The person asked for mail and has not been answered yet.
    private var isAskedFor = false
    private var focused: MailboxID?
    private var isStopped = false
    /// When the last check ended well.
    private var lastCheck: Timestamp?
    private var state = AccountState.resting

    public init(
        account: AccountID, plan: AccountPlan, store: Store, lockPath: String, network: Network,
        clock: @escaping @Sendable () -> Timestamp, grace: Duration = .seconds(3)
    ) {
        self.account = account
        name = plan.name
        ownership = Ownership(account: plan.name, lockPath: lockPath)
        credentials = CredentialProvider(
            account: plan.name, user: plan.user, source: plan.source)
        backend = plan.backend(
            account: account, credentials: credentials, store: store, network: network,
            clock: clock)
        (self.store, self.clock, self.grace) = (store, clock, grace)
        (events, send) = AsyncStream.makeStream()
    }

    public nonisolated var capabilities: Capabilities { backend.capabilities }

    // MARK: Once, for the command line

    /// Brings store and server together once, without watching afterwards.
    public func synchroniseOnce() async throws(Problem) -> SyncReport {
        try ownership.take()
        let report = try await once { backend throws(Problem) in
            var report = try await backend.synchronise(.everything)
            if report.leavesOlder { report += try await backend.synchronise(.older) }
            if report.filed > 0 { report += try await backend.synchronise(.journal) }
            return report
        }
        await noteSync()
        return report
    }

    /// Sends what the server has not yet heard, and nothing else.
    public func sendPendingOnce() async throws(Problem) -> SyncReport {
        try ownership.take()
        return try await once { backend throws(Problem) in
            try await backend.synchronise(.journal)
        }
    }

    /// Brings the octets of messages into the store, without watching afterwards.
    public func fetchBodiesOnce(of entries: [EntryID]) async throws(Problem) {
        try await once { backend throws(Problem) in
            for entry in entries { try await backend.fetch(.body(entry)) }
        }
    }

    /// A trial connection: certificate, login, capabilities.
    public func check() async throws(Problem) -> CheckReport {
        try await once { backend throws(Problem) in try await backend.check() }
    }

    private func once<Value: Sendable>(
        _ body: (any Backend) async throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        let outcome: Result<Value, Problem>
        do throws(Problem) {
            outcome = .success(try await body(backend))
        } catch {
            outcome = .failure(error)
        }
        await backend.disconnect()
        return try outcome.get()
    }

    /// What runs now.
    public nonisolated var activity: AsyncStream<Activity?> { backend.activity }

    // MARK: Wishes

    /// Begins: synchronises everything and goes on as the account's arrival asks for.
    public func start() {
        isStopped = false
        followActivity()
        begin(.everything)
    }

    /// The person asks for mail now; also the way out of a refusal.
    public func checkNow() {
        retry?.cancel()
        isAskedFor = true
        begin(.everything)
    }

    /// The network is another now, or the computer slept.
    public func networkChanged() async {
        switch NetworkReaction(state, capabilities.arrival, lastCheck: lastCheck, now: clock()) {
        case .none: return
        case .tryAgain: backoff.succeeded()
        case .connectAnew:
            stopWatching()
            await backend.doubtConnections()
        }
        checkNow()
    }

    /// The store holds changes the server has not heard.
    public func changesArePending() {
        guard isReachable else { return }
        begin(.journal)
    }

    /// The person looks at this mailbox.
    public func focus(on mailbox: MailboxID) {
        focused = mailbox
        guard isReachable else { return }
        begin(.focus)
    }

    /// Brings the octets of an entry's message into the store.
    public func fetchBody(of entry: EntryID) async throws(Problem) {
        try await backend.fetch(.body(entry))
    }

    /// What the person typed when asked for the password.
    public func supply(_ password: Secret) async {
        retryRule.succeeded()
        await credentials.supply(password)
        checkNow()
    }

    /// Lets what is being sent end within a short grace, then closes the connections.
    public func stop() async {
        isStopped = true
        retry?.cancel()
        watcher?.cancel()
        await finishSending()
        let tasks = Array(running.values)
        for task in tasks { task.cancel() }
        await backend.disconnect()
        for task in tasks { await task.value }
        activityReader?.cancel()
        // Only now may another process speak for the account.
        ownership.giveUp()
        send.finish()
    }

    private func finishSending() async {
        guard let journal = running[.journal] else { return }
        let limit = Task {
            do {
                try await Task.sleep(for: grace)
                journal.cancel()
            } catch {
                return
            }
        }
        await journal.value
        limit.cancel()
    }

    /// Gives up the work under way; the next check goes on where it stopped.
    public func cancelWork() {
        running[.everything]?.cancel()
        running[.older]?.cancel()
    }

    // MARK: Lanes

    private var isReachable: Bool {
        switch state {
        case .online, .working, .resting, .connecting: true
        default: false
        }
    }

    private func begin(_ lane: Lane) {
        guard !isStopped else { return }
        guard running[lane] == nil else {
            wantedAgain.insert(lane)
            return
        }
        if lane == .everything, ownership.isHeld || !isElsewhere { enter(.connecting) }
        running[lane] = Task { await work(in: lane) }
    }

    private func work(in lane: Lane) async {
        do throws(Problem) {
            try ownership.take()
            let report = try await backend.synchronise(scope(of: lane))
            finished(lane, report)
        } catch {
            failed(error, in: lane)
        }
        running[lane] = nil
        // After a failure everything is tried again at its time, and not sooner.
        if wantedAgain.remove(lane) != nil, isReachable { begin(lane) }
    }

    private var isElsewhere: Bool {
        if case .elsewhere = state { true } else { false }
    }

    private func scope(of lane: Lane) -> SyncScope {
        switch lane {
        case .journal: .journal
        case .news: .news
        case .focus: focused.map { .mailbox($0) } ?? .news
        case .everything: .everything
        case .older: .older
        }
    }

    private func finished(_ lane: Lane, _ report: SyncReport) {
        if report.unseen > 0 { send.yield(.newMail(account, count: report.unseen)) }
        for remark in report.remarks { send.yield(.remark(account, remark)) }
        if report.leavesOlder, lane != .older { begin(.older) }
        if report.filed > 0 { changesArePending() }
        guard lane == .everything, !isStopped else { return }
        isAskedFor = false
        backoff.succeeded()
        lastCheck = clock()
        retryRule.succeeded()
        Task { await noteSync() }
        rest()
    }

    /// From now on the server calls, where it can, and the clock does everywhere.
    private func rest() {
        scheduleEverything(after: checkInterval)
        guard capabilities.arrival == .pushed else { return enter(.resting) }
        enter(.online)
        if watcher == nil { watcher = Task { await watchForNews() } }
    }

    private func noteSync() async {
        await store.setLastSync(account, clock())
    }

    // MARK: Real time

    private func watchForNews() async {
        while !Task.isCancelled {
            do throws(Problem) {
                try await backend.waitForNews(until: .now + AccountEngine.idleRenewal)
                begin(.news)
            } catch {
                // Whoever cancelled it has seen to the rest.
                guard !Task.isCancelled else { return }
                failed(error, in: .news)
                return
            }
        }
    }

    /// How long an IDLE may last before it is renewed: below what routers forget (RFC 2177 allows
    /// 29 minutes, many networks fewer).
    private static let idleRenewal = Duration.seconds(9 * 60)
    /// How often the mailboxes nobody watches are looked at.
    private static let fullSyncInterval = Duration.seconds(5 * 60)
    /// How often it is tried to speak for an account that another process speaks for.
    private static let ownershipInterval = Duration.seconds(3)

    private var checkInterval: Duration {
        switch capabilities.arrival {
        case .pushed: AccountEngine.fullSyncInterval
        case .polled(let interval): interval
        }
    }

    private func scheduleEverything(after wait: Duration) {
        retry?.cancel()
        retry = Task {
            do {
                try await Task.sleep(for: wait)
            } catch {
                return
            }
            begin(.everything)
        }
    }

    // MARK: Failure

    private func failed(_ problem: Problem, in lane: Lane) {
        guard !isStopped else { return }
        log.info("\(name): \(problem.headline)")
        if let wait = retryRule.wait(for: problem, now: clock()) {
            return tryAgain(problem, after: wait)
        }
        switch problem.kind {
        case .cancelled:
            enter(watcher == nil ? .resting : .online)
            scheduleEverything(after: checkInterval)
        case .passwordNeeded:
            stopWatching()
            retry?.cancel()
            enter(.needsPassword)
        case .busy:
            stopWatching()
            enter(.elsewhere(problem))
            scheduleEverything(after: AccountEngine.ownershipInterval)
        case .loginRefused, .certificate, .settings:
            stopWatching()
            retry?.cancel()
            enter(.refused(problem))
        case .refusedByServer, .notFound:
            send.yield(.refused(problem))
            if lane == .everything { rest() }
        default:
            stopWatching()
            if case .offline = state { return }
            let wait = backoff.next(jitter: .random(in: 0..<1))
            enter(.offline(problem, retryAt: clock().advanced(by: wait)))
            scheduleEverything(after: wait)
        }
    }

    /// The server said when it may be tried again; a pause it wants is no trouble.
    private func tryAgain(_ problem: Problem, after wait: Duration) {
        stopWatching()
        if problem.kind == .busy {
            if isAskedFor { send.yield(.remark(account, problem.headline)) }
            enter(.resting)
        } else {
            enter(.offline(problem, retryAt: clock().advanced(by: wait)))
        }
        isAskedFor = false
        scheduleEverything(after: wait)
    }

    private func stopWatching() {
        watcher?.cancel()
        watcher = nil
    }

    private func enter(_ next: AccountState) {
        guard next != state else { return }
        state = next
        send.yield(.state(account, next))
    }

    private func followActivity() {
        guard activityReader == nil else { return }
        activityReader = Task { [backend] in
            for await activity in backend.activity {
                show(activity)
            }
        }
    }

    private func show(_ activity: Activity?) {
        switch (activity, state) {
        case (let activity?, .online), (let activity?, .connecting), (let activity?, .resting),
            (let activity?, .working):
            enter(.working(activity))
        case (nil, .working) where running[.everything] == nil && running[.older] == nil:
            enter(capabilities.arrival == .pushed ? .online : .resting)
        default:
            break
        }
    }
}
