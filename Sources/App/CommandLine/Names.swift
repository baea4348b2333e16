import Mail

/// The names of accounts and mailboxes, and what a person's words for them mean.
struct Names: Sendable {
    private let accounts: [AccountID: String]
    private let mailboxes: [MailboxSummary]

    init(accounts: [AccountID: String], mailboxes: [MailboxSummary]) {
        self.accounts = accounts
        self.mailboxes = mailboxes
    }

    func account(_ id: AccountID) -> String {
        accounts[id] ?? ""
    }

    func mailbox(_ id: MailboxID) -> String {
        mailboxes.first { $0.id == id }?.name ?? ""
    }

    func account(named name: String) throws(Problem) -> AccountID {
        guard let id = accounts.first(where: { $0.value == name })?.key else {
            throw Problem(
                .usage, headline: "There is no account \"\(name)\"",
                remedy: "Accounts: \(accounts.values.sorted().joined(separator: ", ")).")
        }
        return id
    }

    /// What `-f` and `--account` ask for; neither: all inboxes.
    func scope(mailbox: String?, account: String?) throws(Problem) -> ListScope {
        let owner: AccountID? =
            if let account { try self.account(named: account) } else { nil }
        guard let mailbox else {
            guard let owner else { return .unified(.inbox) }
            return .mailbox(try self.mailbox(named: "inbox", in: owner))
        }
        if owner == nil, let role = MailboxRole(rawValue: mailbox.lowercased()) {
            return .unified(role)
        }
        return .mailbox(try self.mailbox(named: mailbox, in: owner))
    }

    /// A mailbox by its name in any case, or by its role.
    func mailbox(named name: String, in account: AccountID?) throws(Problem) -> MailboxID {
        let wanted = name.lowercased()
        let own = mailboxes.filter { account == nil || $0.account == account }
        var matches = own.filter { $0.name == name }
        if matches.isEmpty { matches = own.filter { $0.name.lowercased() == wanted } }
        if matches.isEmpty { matches = own.filter { $0.role?.rawValue == wanted } }
        guard let match = matches.first else {
            throw Problem(
                .notFound, headline: "There is no mailbox \"\(name)\"",
                remedy: "martlet mailboxes lists them.")
        }
        guard matches.count == 1 else {
            throw Problem(
                .usage, headline: "Several accounts have a mailbox \"\(name)\"",
                remedy: "Name one with --account.")
        }
        return match.id
    }
}
