import Mail

/// The accounts and mailboxes there are, and how they are called and ordered on the screen.
struct MailboxIndex: Equatable, Sendable {
    var accounts: [AccountSummary] = []
    private(set) var mailboxes: [MailboxSummary] = []
    private var positions: [MailboxID: Int] = [:]

    /// Puts mailboxes in the order the sidebar has: by account, special uses first, then by name.
    mutating func replaceMailboxes(_ summaries: [MailboxSummary]) {
        let roles = Dictionary(
            summaries.map { (Path(account: $0.account, name: $0.name), $0.role) },
            uniquingKeysWith: { first, _ in first })
        let ranked = summaries.map { mailbox in
            (mailbox: mailbox, role: rank(inheritedRole(of: mailbox, roles)))
        }
        mailboxes = ranked.sorted { left, right in
            (rank(left.mailbox.account), left.role, left.mailbox.sortName, left.mailbox.id)
                < (
                    rank(right.mailbox.account), right.role, right.mailbox.sortName,
                    right.mailbox.id
                )
        }.map(\.mailbox)
        positions = [:]
        for (position, mailbox) in mailboxes.enumerated() {
            positions[mailbox.id] = position
        }
    }

    mutating func replaceAccounts(_ summaries: [AccountSummary]) {
        accounts = summaries
        replaceMailboxes(mailboxes)
    }

    func mailbox(_ id: MailboxID) -> MailboxSummary? {
        positions[id].map { mailboxes[$0] }
    }

    func account(_ id: AccountID) -> AccountSummary? {
        accounts.first { $0.id == id }
    }

    func mailbox(_ role: MailboxRole, of account: AccountID) -> MailboxSummary? {
        mailboxes.first { $0.account == account && $0.role == role }
    }

    func mailboxes(of account: AccountID) -> [MailboxSummary] {
        mailboxes.filter { $0.account == account }
    }

    /// The mailbox a change takes an account's message to, as far as it is known already.
    func target(of destination: Destination, for account: AccountID) -> MailboxSummary? {
        switch destination {
        case .role(let role): mailbox(role, of: account)
        case .mailbox(let id): mailbox(id)
        }
    }

    /// Whether the list of that scope shows the messages of a mailbox.
    func contains(_ mailbox: MailboxID, in scope: ListScope) -> Bool {
        switch scope {
        case .mailbox(let id): mailbox == id
        case .unified(let role): self.mailbox(mailbox)?.role == role
        }
    }

    /// The account a list belongs to; nil for a unified one.
    func account(of scope: ListScope) -> AccountID? {
        guard case .mailbox(let id) = scope else { return nil }
        return mailbox(id)?.account
    }

    /// The mailbox a list shows; nil for a unified one.
    func mailbox(of scope: ListScope) -> MailboxSummary? {
        guard case .mailbox(let id) = scope else { return nil }
        return mailbox(id)
    }

    /// The role of the mailboxes in a list.
    func role(of scope: ListScope) -> MailboxRole? {
        switch scope {
        case .unified(let role): role
        case .mailbox(let id): mailbox(id)?.role
        }
    }

    /// The place as the title line names it.
    func title(of scope: ListScope) -> String {
        switch scope {
        case .unified(let role):
            return MailboxIndex.unifiedName(role)
        case .mailbox(let id):
            guard let mailbox = mailbox(id) else { return "" }
            return fullName(mailbox)
        }
    }

    /// Account and mailbox: `Work ▸ INBOX`.
    func fullName(_ mailbox: MailboxSummary) -> String {
        guard let account = account(mailbox.account) else { return mailbox.name }
        return "\(account.name) ▸ \(mailbox.name)"
    }

    static func unifiedName(_ role: MailboxRole) -> String {
        role == .inbox ? "All inboxes" : "All ▸ \(name(of: role))"
    }

    static func name(of role: MailboxRole) -> String {
        switch role {
        case .inbox: "Inbox"
        case .archive: "Archive"
        case .drafts: "Drafts"
        case .sent: "Sent"
        case .trash: "Trash"
        case .junk: "Junk"
        case .all: "All mail"
        case .flagged: "Flagged"
        }
    }

    private struct Path: Hashable {
        var account: AccountID
        var name: String
    }

    /// A mailbox below one with a role stands with it: `Archive/2025` follows `Archive`.
    private func inheritedRole(
        of mailbox: MailboxSummary, _ roles: [Path: MailboxRole?]
    ) -> MailboxRole? {
        var name = Substring(mailbox.name)
        var role = mailbox.role
        while role == nil, let slash = name.lastIndex(of: "/") {
            name = name[..<slash]
            role = roles[Path(account: mailbox.account, name: String(name))] ?? nil
        }
        return role
    }

    private func rank(_ account: AccountID) -> Int {
        accounts.firstIndex { $0.id == account } ?? accounts.count
    }

    private func rank(_ role: MailboxRole?) -> Int {
        let order: [MailboxRole] = [
            .inbox, .flagged, .drafts, .sent, .archive, .all, .junk, .trash,
        ]
        return role.flatMap(order.firstIndex) ?? order.count
    }
}

extension MailboxSummary {
    /// Children directly follow their parent.
    fileprivate var sortName: String {
        String(name.lowercased().map { $0 == "/" ? "\u{1}" : $0 })
    }
}
