import Mail
import Storage

/// The store as one account's backend uses it: its faults become this account's problems.
struct AccountStore: Sendable {
    let store: Store
    let account: AccountID
    /// The account's name in the settings.
    let name: String

    func run<Value>(
        _ body: (Store) async throws(StoreFault) -> Value
    ) async throws(Problem) -> Value {
        do throws(StoreFault) {
            return try await body(store)
        } catch {
            throw Problem(error, account: name)
        }
    }
}
