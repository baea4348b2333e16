import Mail
import Storage

/// `martlet mailboxes create`, `rename` and `remove`: mailboxes of one's own.
public struct MailboxUpkeep: Sendable {
    public enum Wish: Sendable {
        case create(String)
        case rename(String, to: String)
        /// Its mail goes to Trash.
        case remove(String, isConfirmed: Bool)
        /// All of an account's Trash goes for good.
        case emptyTrash(isConfirmed: Bool)
    }

    public var wish: Wish
    /// Nil: the one account there is, or the one that has the mailbox.
    public var account: String?

    public init(_ wish: Wish, account: String?) {
        self.wish = wish
        self.account = account
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let action = try await action(in: workplace)
        let outcome = try await workplace.writing { store throws(StoreFault) in
            try await store.apply(Change(.none, action))
        }
        if case .empty = action {
            _ = try await workplace.writing { store throws(StoreFault) in
                try await store.removeEmptied()
            }
        }
        output.result(
            .object([
                ("change", .string(outcome.description)),
                ("affected", JSONValue(outcome.affected)),
            ]), outcome.description)
        try await workplace.tellServers(of: outcome.accounts, waits: false)
    }

    private func action(in workplace: Workplace) async throws(Problem) -> ChangeAction {
        let names = try await workplace.names()
        let owner: AccountID? = if let account { try names.account(named: account) } else { nil }
        switch wish {
        case .create(let name):
            return .createMailbox(try names.onlyAccount(or: owner), try path(name))
        case .rename(let old, let new):
            return .renameMailbox(try names.mailbox(named: old, in: owner), to: try path(new))
        case .remove(let name, let isConfirmed):
            let mailbox = try names.mailbox(named: name, in: owner)
            let count = names.tree(of: mailbox).map(\.counts.total).reduce(0, +)
            if count > 0, !isConfirmed {
                throw Problem(
                    .usage, headline: "\(count) messages in \"\(name)\" would go to Trash",
                    remedy: "If that is what you want, add --yes.")
            }
            return .removeMailbox(mailbox)
        case .emptyTrash(let isConfirmed):
            let account = try names.onlyAccount(or: owner)
            let trash = try names.mailbox(named: "trash", in: account)
            let count = names.tree(of: trash).first { $0.id == trash }?.counts.total ?? 0
            if count > 0, !isConfirmed {
                throw Problem(
                    .usage,
                    headline: "\(count) messages in Trash of \(names.account(account)) would be "
                        + "deleted for good", remedy: "If that is what you want, add --yes.")
            }
            return .empty(trash)
        }
    }

    private func path(_ name: String) throws(Problem) -> MailboxPath {
        do throws(MailboxPathFault) {
            return try MailboxPath(name)
        } catch {
            throw Problem(.usage, headline: error.sentence)
        }
    }
}
