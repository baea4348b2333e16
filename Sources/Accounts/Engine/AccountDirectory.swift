import Mail
import Storage
import Synchronization
import Transport
import Wire

/// All accounts of one run: their engines, and how each stands with its server.
public actor AccountDirectory {
    /// What all engines tell, in the order it happened for each.
    public nonisolated let events: AsyncStream<AccountEvent>

    private let store: Store
    private let engines: [AccountID: AccountEngine]
    private let order: [AccountID]
    private let sweepers: [AccountID: TrashSweeper]
    private let networkChanges: AsyncStream<NetworkChange>
    private var summaries: [AccountID: AccountSummary]
    private let send: AsyncStream<AccountEvent>.Continuation
    private var readers: [Task<Void, Never>] = []

    /// - Parameters:
    ///   - accounts: what the store knows, after the settings' accounts were adopted.
    ///   - storePath: the store's file, beside which the locks of the accounts lie.
    ///   - questions: accounts that are not connected before the person has answered.
    ///   - networkChanges: nil: what the system tells.
    public init(
        accounts: [StoredAccount], plans: [AccountPlan], questions: [Problem], store: Store,
        storePath: String, network: Network, networkChanges: AsyncStream<NetworkChange>? = nil,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        let plansByName = Dictionary(
            plans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var engines: [AccountID: AccountEngine] = [:]
        var summaries: [AccountID: AccountSummary] = [:]
        var sweepers: [AccountID: TrashSweeper] = [:]
        for account in accounts {
            let name = account.record.name
            let question = questions.first { $0.account == name }
            let plan = account.isInSettings && question == nil ? plansByName[name] : nil
            let engine = plan.map {
                AccountEngine(
                    account: account.id, plan: $0, store: store,
                    lockPath: AccountLock.path(
                        ofEngine: account.id.rawValue, beside: storePath),
                    network: network, clock: clock)
            }
            engines[account.id] = engine
            sweepers[account.id] = plan.map {
                TrashSweeper(account: account.id, plan: $0, store: store, clock: clock)
            }
            summaries[account.id] = AccountSummary(
                id: account.id, name: name, kind: account.record.kind,
                address: account.record.address,
                capabilities: engine?.capabilities ?? .keptHere,
                state: question.map { .refused($0) } ?? (engine == nil ? .notConnected : .resting),
                lastSync: account.lastSync)
        }
        self.engines = engines
        self.summaries = summaries
        self.sweepers = sweepers
        self.networkChanges = networkChanges ?? network.changes()
        order = accounts.map(\.id)
        (events, send) = AsyncStream.makeStream()
    }

    public func engine(of account: AccountID) -> AccountEngine? {
        engines[account]
    }

    /// All accounts in the settings' order, with what each server has not yet heard.
    public func accounts() async throws(StoreFault) -> [AccountSummary] {
        let synced = Dictionary(
            try await store.accounts().map { ($0.id, $0.lastSync) }, uniquingKeysWith: { $1 })
        let maildrops = try await store.maildropMemories()
        for account in order {
            // First the wait, then the change: a state may be told in between.
            let pending = try await store.pendingCount(of: account)
            summaries[account]?.pending = pending
            summaries[account]?.lastSync = synced[account] ?? nil
            summaries[account]?.holdings = maildrops[account]?.holdings
        }
        return order.compactMap { summaries[$0] }
    }

    /// Connects every account of the settings and keeps it in step until ``stop()``.
    public func start() async {
        for (account, engine) in engines {
            readers.append(
                Task {
                    for await event in engine.events { take(event, of: account) }
                })
            await engine.start()
        }
        for (account, sweeper) in sweepers {
            readers.append(Task { await sweep(account, with: sweeper) })
        }
        readers.append(
            Task { [networkChanges, engines] in
                for await _ in networkChanges {
                    for engine in engines.values { await engine.networkChanged() }
                }
            })
    }

    /// Looks through Trash now and then, until the task is cancelled.
    private func sweep(_ account: AccountID, with sweeper: TrashSweeper) async {
        while !Task.isCancelled {
            for remark in await sweeper.sweep() { send.yield(.remark(account, remark)) }
            do {
                try await Task.sleep(for: TrashSweeper.interval)
            } catch {
                return
            }
        }
    }

    /// Says goodbye to every server.
    public func stop() async {
        await withTaskGroup { group in
            for engine in engines.values {
                group.addTask { await engine.stop() }
            }
        }
        for reader in readers { reader.cancel() }
        send.finish()
    }

    /// The person asks for mail now, in one account or all.
    public func checkForMail(in account: AccountID?) async {
        for (id, engine) in engines where account == nil || account == id {
            await engine.checkNow()
        }
    }

    /// These accounts have changes their servers should hear of.
    public func changesArePending(in accounts: Set<AccountID>) async {
        for account in accounts { await engines[account]?.changesArePending() }
    }

    public func sendPending() async {
        await changesArePending(in: Set(order))
    }

    public func cancelWork() async {
        for engine in engines.values { await engine.cancelWork() }
    }

    private func take(_ event: AccountEvent, of account: AccountID) {
        if case .state(_, let state) = event { summaries[account]?.state = state }
        send.yield(event)
    }
}

extension Capabilities {
    /// An account that has no server any more.
    static let keptHere = Capabilities(
        reach: .thisComputer, arrival: .polled(every: .seconds(0)), serverCopy: .kept,
        search: .here, mailboxes: .here)
}
