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

    func summary(_ id: MailboxID) -> MailboxSummary? {
        mailboxes.first { $0.id == id }
    }

    /// Accounts by name, and the mailboxes of each that can hold mail.
    func mailboxesByAccount() -> [(account: AccountID, mailboxes: [MailboxSummary])] {
        accounts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, _ in
            (id, mailboxes.filter { $0.account == id && $0.holdsMail })
        }
    }

    /// The name of the account that has a mailbox.
    func owner(of mailbox: MailboxID) -> String {
        mailboxes.first { $0.id == mailbox }.map { account($0.account) } ?? ""
    }

    /// A mailbox and those below it.
    func tree(of mailbox: MailboxID) -> [MailboxSummary] {
        guard let top = mailboxes.first(where: { $0.id == mailbox }) else { return [] }
        return mailboxes.filter {
            $0.account == top.account
                && ($0.id == top.id || $0.name.hasPrefix(top.name + "/"))
        }
    }

    /// The account that was named, or the only one there is.
    func onlyAccount(or named: AccountID?) throws(Problem) -> AccountID {
        if let named { return named }
        guard accounts.count == 1, let only = accounts.keys.first else {
            throw Problem(
                .usage, headline: "Which account is meant?",
                remedy: "Name one with --account: "
                    + accounts.values.sorted().joined(separator: ", ") + ".")
        }
        return only
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
