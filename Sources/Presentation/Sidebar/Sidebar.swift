import Mail

/// The tree of accounts and mailboxes at the left.
struct Sidebar: Equatable, Sendable {
    /// A line of the sidebar.
    struct Item: Equatable, Sendable {
        enum Kind: Equatable, Sendable {
            case account(AccountID)
            case place(ListScope)
            /// A level of the hierarchy that holds no mail.
            case level
        }

        let kind: Kind
        let name: String
        let indent: Int
        let counts: MailboxCounts
        /// Said at the right end instead of a count: the kind of the account.
        let remark: String

        var scope: ListScope? {
            if case .place(let scope) = kind { return scope }
            return nil
        }
    }

    /// What the person chose; narrow terminals have no room for it all the same.
    var isWanted = true
    /// The place marked by the sidebar's own keys; nil: the place shown.
    var marked: ListScope?

    /// The lines, from the top.
    static func items(
        _ index: MailboxIndex, counts: (MailboxSummary) -> MailboxCounts
    ) -> [Item] {
        let inboxes = index.mailboxes.filter { $0.role == .inbox }.map(counts)
        var items = [
            Item(
                kind: .place(.unified(.inbox)), name: MailboxIndex.unifiedName(.inbox), indent: 0,
                counts: inboxes.reduce(MailboxCounts(), +), remark: "")
        ]
        for account in index.accounts {
            items.append(
                Item(
                    kind: .account(account.id), name: account.name, indent: 0,
                    counts: MailboxCounts(), remark: remark(on: account)))
            let mailboxes = index.mailboxes(of: account.id)
            let names = Set(mailboxes.map(\.name))
            for mailbox in mailboxes where mailbox.isSubscribed || mailbox.role != nil {
                items.append(item(mailbox, among: names, counts: counts(mailbox)))
            }
        }
        return items
    }

    /// The kind of the account, after a mark where something is wrong with it.
    private static func remark(on account: AccountSummary) -> String {
        let mark = account.urgency >= 3 ? "! " : account.urgency == 2 ? "○ " : ""
        return mark + account.kind.rawValue.uppercased()
    }

    /// A mailbox under its parent shows its last level only.
    private static func item(
        _ mailbox: MailboxSummary, among names: Set<String>, counts: MailboxCounts
    ) -> Item {
        var depth = 0
        var name = Substring(mailbox.name)
        var parent = Substring(mailbox.name)
        while let slash = parent.lastIndex(of: "/") {
            parent = parent[..<slash]
            guard names.contains(String(parent)) else { continue }
            if depth == 0 { name = mailbox.name[mailbox.name.index(after: slash)...] }
            depth += 1
        }
        return Item(
            kind: mailbox.holdsMail ? .place(.mailbox(mailbox.id)) : .level, name: String(name),
            indent: 1 + depth, counts: counts, remark: "")
    }

    /// Moves the mark among the places of the sidebar.
    mutating func mark(by step: Int, from current: ListScope, in items: [Item]) {
        let scopes = items.compactMap(\.scope)
        guard let index = scopes.firstIndex(of: marked ?? current) else {
            marked = scopes.first
            return
        }
        marked = scopes[min(max(0, index + step), scopes.count - 1)]
    }
}
