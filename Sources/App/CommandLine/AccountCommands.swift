import Accounts
import Mail
import Storage

/// `martlet accounts`: every account with its kind and state.
public struct AccountsCommand: Sendable {
    /// An account whose changed server holds the same mail, as the person says.
    public var sameMail: String?

    public init(sameMail: String? = nil) {
        self.sameMail = sameMail
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        if let sameMail {
            try await workplace.acceptServer(of: sameMail)
            output.note("\(sameMail): the server in the settings is taken for the same mail.")
            return
        }
        for account in try await workplace.summaries() {
            let synced = account.lastSync.map { "last in step \($0.rfc3339)" } ?? "never in step"
            let pending = account.pending > 0 ? ", \(account.pending) changes to send" : ""
            let held = account.holdings.map { ", \($0.words)" } ?? ""
            output.result(
                JSONValue(account),
                account.name, account.kind.rawValue, account.address,
                "\(account.state.sentence), \(synced)\(pending)\(held)")
        }
    }
}

/// `martlet mailboxes`: every mailbox with its counts.
public struct MailboxesCommand: Sendable {
    public var account: String?

    public init(account: String?) {
        self.account = account
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let names = try await workplace.names()
        let owner: AccountID? = if let account { try names.account(named: account) } else { nil }
        let mailboxes = try await workplace.reading { store throws(StoreFault) in
            try await store.mailboxes()
        }
        for mailbox in mailboxes where owner == nil || mailbox.account == owner {
            let account = names.account(mailbox.account)
            output.result(
                JSONValue(mailbox, account: account),
                account, mailbox.name, "\(mailbox.counts.unread)/\(mailbox.counts.total)")
        }
    }
}

extension MaildropHoldings {
    /// What the server still has, in a few words.
    fileprivate var words: String {
        guard messages > 0 else { return "nothing left at the server" }
        let moment = dueAt.map { "from \($0.rfc3339) on" } ?? "next"
        let next = due > 0 ? ", \(due) to be deleted \(moment)" : ""
        return "\(counted(messages, "message")) (\(readableSize(octets))) at the server\(next)"
    }
}
