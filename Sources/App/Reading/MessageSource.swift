import Accounts
import Mail
import Storage
import Synchronization

/// Raw messages: from the store, or by way of it from their servers.
final class MessageSource: Sendable {
    let store: Store
    private let directory: AccountDirectory
    /// Accounts whose server answers now; only these are asked for what nobody waits for.
    private let online = Mutex<Set<AccountID>>([])

    init(store: Store, directory: AccountDirectory) {
        self.store = store
        self.directory = directory
    }

    static let gone = Problem(
        .notFound, headline: "This message is no longer here; another program removed it")

    /// The octets of an entry's message, fetched where they are not held here.
    ///
    /// - Parameter fetching: called before a server is asked.
    func octets(of entry: EntryID, _ fetching: () -> Void) async throws(Problem) -> [UInt8] {
        guard let row = try await row(entry) else { throw MessageSource.gone }
        if let held = try await held(row) { return held }
        guard let engine = await directory.engine(of: row.account) else {
            throw MessageSource.gone
        }
        fetching()
        try await engine.fetchBody(of: entry)
        guard let fetched = try await held(row) else { throw MessageSource.gone }
        return fetched
    }

    /// The octets of a message that may be wanted soon; nil where they would cost much.
    ///
    /// A server is asked only while it is there anyway, and only for a message of moderate size.
    func octetsAhead(of entry: EntryID) async throws(Problem) -> [UInt8]? {
        guard let row = try await row(entry), row.size ?? 0 <= Limits.preparedOctets else {
            return nil
        }
        if let held = try await held(row) {
            return held.count <= Limits.preparedOctets ? held : nil
        }
        guard row.size != nil, online.withLock({ $0.contains(row.account) }),
            let engine = await directory.engine(of: row.account)
        else { return nil }
        try await engine.fetchBody(of: entry)
        return try await held(row)
    }

    /// Takes note of how an account stands with its server.
    func note(_ state: AccountState, of account: AccountID) {
        online.withLock { online in
            switch state {
            case .online: online.insert(account)
            default: online.remove(account)
            }
        }
    }

    func row(_ entry: EntryID) async throws(Problem) -> ListRow? {
        try await reading { store throws(StoreFault) in try await store.row(entry) }
    }

    private func held(_ row: ListRow) async throws(Problem) -> [UInt8]? {
        try await reading { store throws(StoreFault) in try await store.octets(of: row.message) }
    }

    func reading<Value>(
        _ body: (Store) async throws(StoreFault) -> Value
    ) async throws(Problem) -> Value {
        do throws(StoreFault) {
            return try await body(store)
        } catch {
            throw Problem(error)
        }
    }
}
