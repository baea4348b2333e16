import Accounts
import Mail
import Settings
import Storage
import Transport

/// Settings and store, opened for one run of the program.
struct Workplace: Sendable {
    let paths: Paths
    let settings: UserSettings
    let store: Store
    private let plans: [AccountPlan]
    private let adopted: [AdoptedAccount]

    /// Reads the settings, opens the store and makes the settings' accounts known to it.
    init(_ paths: Paths) throws(SettingsFailure) {
        self.paths = paths
        settings = try SettingsFile(paths.settings).read()
        plans = settings.accounts.map { AccountPlan($0) }
        do throws(StoreFault) {
            store = try Store(mail: paths.mail, bodies: paths.bodies)
            adopted = try store.adopt(plans.map(\.record))
            for (plan, account) in zip(plans, adopted) where plan.keepsMailboxesHere {
                try store.makeLocalMailboxes(for: account.id)
            }
        } catch {
            throw SettingsFailure([Problem(error)])
        }
    }

    /// The accounts of the settings and their engines; nothing is connected before it is started.
    func directory() async throws(Problem) -> AccountDirectory {
        let network = try makeNetwork()
        let accounts = try await reading { store throws(StoreFault) in try await store.accounts() }
        return AccountDirectory(
            accounts: accounts, plans: plans, questions: questions, store: store,
            storePath: paths.mail, network: network, clock: { SystemClock.now })
    }

    /// Engines of the named accounts, or of all, in the settings' order.
    func engines(named names: [String]) throws(Problem) -> [(name: String, engine: AccountEngine)] {
        for name in names where !plans.contains(where: { $0.name == name }) {
            throw Problem(
                .usage, headline: "There is no account \"\(name)\" in the settings",
                remedy: "Accounts: \(plans.map(\.name).joined(separator: ", ")).")
        }
        if let question = questions.first(where: { names.isEmpty || names.contains($0.account) }) {
            throw question
        }
        let network = try makeNetwork()
        return zip(plans, adopted).filter { names.isEmpty || names.contains($0.0.name) }
            .map { plan, account in
                let engine = AccountEngine(
                    account: account.id, plan: plan, store: store,
                    lockPath: AccountLock.path(
                        ofEngine: account.id.rawValue, beside: paths.mail),
                    network: network,
                    clock: { SystemClock.now })
                return (plan.name, engine)
            }
    }

    /// The filters of the account a mailbox belongs to.
    func filtering(_ mailbox: MailboxID, _ names: Names) throws(Problem) -> Filtering {
        let name = names.owner(of: mailbox)
        guard let plan = plans.first(where: { $0.name == name }),
            let filtering = Filtering(plan, store: store)
        else {
            throw Problem(
                .settings, account: name, headline: "The settings have no filters for this account",
                remedy: "Write them under [[accounts.\(name).filters]].")
        }
        return filtering
    }

    /// Looks once through an account's Trash for what lay there longer than the settings allow.
    func sweepTrash(of name: String) async -> [String] {
        for (plan, account) in zip(plans, adopted) where plan.name == name {
            return await TrashSweeper(
                account: account.id, plan: plan, store: store, clock: { SystemClock.now }
            ).sweep()
        }
        return []
    }

    /// What the person has to answer before an account is connected: its server is another now.
    private var questions: [Problem] {
        adopted.compactMap { account in
            guard case .serverChanged(let old) = account.match else { return nil }
            let name = account.record.name
            return Problem(
                .settings, account: name,
                headline: "The settings name another server than before (\(old))",
                remedy: "If it holds the same mail, run: martlet accounts --same-mail \(name). "
                    + "If it is another account, give it a name of its own in the settings.")
        }
    }

    /// The person says that the changed server of an account holds the same mail.
    func acceptServer(of name: String) async throws(Problem) {
        guard let account = adopted.first(where: { $0.record.name == name }) else {
            throw Problem(.usage, headline: "There is no account \"\(name)\" in the settings")
        }
        try await writing { store throws(StoreFault) in
            try await store.acceptServer(of: account.id, account.record.server)
        }
    }

    private func makeNetwork() throws(Problem) -> Network {
        do {
            return try Network()
        } catch {
            throw Problem(
                .ourBug, headline: "The network thread could not be started", detail: "\(error)")
        }
    }

    // MARK: The store, with its faults as problems

    func reading<Value>(
        _ body: (Store) async throws(StoreFault) -> Value
    ) async throws(Problem) -> Value {
        do throws(StoreFault) {
            return try await body(store)
        } catch {
            throw Problem(error)
        }
    }

    func writing<Value>(
        _ body: (Store) async throws(StoreFault) -> Value
    ) async throws(Problem) -> Value {
        try await reading(body)
    }

    func names() async throws(Problem) -> Names {
        try await reading { store throws(StoreFault) in
            let accounts = try await store.accounts()
            return Names(
                accounts: Dictionary(
                    uniqueKeysWithValues: accounts.map { ($0.id, $0.record.name) }),
                mailboxes: try await store.mailboxes())
        }
    }

    func summaries() async throws(Problem) -> [AccountSummary] {
        let directory = try await directory()
        return try await reading { _ throws(StoreFault) in try await directory.accounts() }
    }

    /// The raw message of an entry, fetched from its server when it is not held here.
    func octets(of entry: EntryID) async throws(Problem) -> [UInt8] {
        let gone = Problem(
            .notFound, headline: "There is no message \(entry)",
            remedy: "martlet list shows the ids.")
        let row = try await reading { store throws(StoreFault) in try await store.row(entry) }
        guard let row else { throw gone }
        if let held = try await held(row) { return held }
        let names = try await names()
        for (_, engine) in try engines(named: [names.account(row.account)]) {
            try await engine.fetchBodiesOnce(of: [entry])
        }
        guard let fetched = try await held(row) else { throw gone }
        return fetched
    }

    /// Brings messages of one account into the store.
    func fetchBodies(of entries: [EntryID], _ account: AccountID) async throws(Problem) {
        let names = try await names()
        for (_, engine) in try engines(named: [names.account(account)]) {
            try await engine.fetchBodiesOnce(of: entries)
        }
    }

    private func held(_ row: ListRow) async throws(Problem) -> [UInt8]? {
        try await reading { store throws(StoreFault) in try await store.octets(of: row.message) }
    }

    /// Wakes the process that owns the accounts, or waits for the servers itself.
    func tellServers(of accounts: Set<AccountID>, waits: Bool) async throws(Problem) {
        WakeSocket.ring(path: paths.wakeSocket)
        guard waits, !accounts.isEmpty else { return }
        let names = try await names()
        for (_, engine) in try engines(named: accounts.map(names.account)) {
            do throws(Problem) {
                _ = try await engine.sendPendingOnce()
            } catch {
                if error.kind == .busy {
                    try await waitForOwner(of: engine.account)
                    continue
                }
                guard error.kind == .unreachable else { throw error }
                throw Problem(
                    .busy, account: error.account,
                    headline: "The change is stored and will be sent later: \(error.headline)",
                    detail: error.detail)
            }
        }
    }

    /// Waits until the process that owns the account has sent everything.
    private func waitForOwner(of account: AccountID) async throws(Problem) {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            let pending = try await reading { store throws(StoreFault) in
                try await store.pendingCount(of: account)
            }
            if pending == 0 { return }
            do {
                try await Task.sleep(for: .milliseconds(100))
            } catch {
                break
            }
        }
        throw Problem(.busy, headline: "The change is stored and was not sent yet")
    }
}
