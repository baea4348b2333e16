import Mail
import Storage

/// `martlet accounts rename` and `martlet accounts remove`: what editing the settings never does.
public struct AccountUpkeep: Sendable {
    public enum Wish: Sendable {
        /// The settings call an account by another name now.
        case rename(from: String, to: String)
        /// An account that left the settings goes for good, with its mail.
        case remove(String, isConfirmed: Bool)
    }

    public var wish: Wish

    public init(_ wish: Wish) {
        self.wish = wish
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        switch wish {
        case .rename(let old, let new):
            let account = try await departed(old, in: workplace)
            let isRenamed = try await workplace.writing { store throws(StoreFault) in
                try await store.rename(account, to: new)
            }
            guard isRenamed else {
                throw Problem(.usage, headline: "The account \"\(new)\" holds mail of its own")
            }
            output.note("\(old) is \(new) now.")
        case .remove(let name, let isConfirmed):
            let account = try await departed(name, in: workplace)
            try await confirm(isConfirmed, name, account, in: workplace)
            try await workplace.writing { store throws(StoreFault) in
                try await store.forget(account)
            }
            output.note("\(name) and its mail are removed.")
        }
        try await workplace.tellServers(of: [], waits: false)
    }

    /// An account of the store that the settings no longer name.
    private func departed(
        _ name: String, in workplace: Workplace
    ) async throws(Problem) -> AccountID {
        let accounts = try await workplace.reading { store throws(StoreFault) in
            try await store.accounts()
        }
        guard let account = accounts.first(where: { $0.record.name == name }) else {
            throw Problem(.usage, headline: "There is no account \"\(name)\" in the store")
        }
        guard !account.isInSettings else {
            throw Problem(
                .usage, headline: "The settings still name the account \"\(name)\"",
                remedy: "Change \(workplace.paths.settings) first.")
        }
        return account.id
    }

    private func confirm(
        _ isConfirmed: Bool, _ name: String, _ account: AccountID, in workplace: Workplace
    ) async throws(Problem) {
        guard !isConfirmed else { return }
        let mailboxes = try await workplace.reading { store throws(StoreFault) in
            try await store.mailboxes()
        }
        let count = mailboxes.filter { $0.account == account }.map(\.counts.total).reduce(0, +)
        throw Problem(
            .usage, headline: "\(count) messages of \(name) would be removed from this computer",
            remedy: "If that is what you want, add --yes.")
    }
}
