import Mail
import Storage

/// Which process speaks for an account: two must not send the same changes or fetch the same
/// maildrop.
struct Ownership: Sendable {
    let account: String
    /// The file whose lock says so.
    let lockPath: String
    private var lock: AccountLock?

    init(account: String, lockPath: String) {
        self.account = account
        self.lockPath = lockPath
    }

    var isHeld: Bool { lock != nil }

    /// Does nothing where this process has it already.
    mutating func take() throws(Problem) {
        guard lock == nil else { return }
        do throws(StoreFault) {
            lock = try AccountLock.acquire(lockPath)
        } catch {
            throw Problem(error, account: account)
        }
        guard lock == nil else { return }
        let owner = AccountLock.owner(lockPath).map { " (process \($0))" } ?? ""
        throw Problem(
            .busy, account: account,
            headline: "Another martlet\(owner) keeps this account in step")
    }

    mutating func giveUp() {
        lock = nil
    }
}
