import Mail
import Storage

/// Which messages an export writes, and where.
struct ExportPlan {
    /// The entries of one mailbox, oldest first, and the place they get.
    struct Item {
        var entries: [EntryID]
        /// A name for the mailbox's account where several are exported; nil: none.
        var account: String?
        /// A name for the mailbox; nil: the destination is the mailbox's own place.
        var name: String?
    }

    private(set) var items: [Item] = []

    /// Messages in all.
    var count: Int { items.reduce(0) { $0 + $1.entries.count } }

    /// - Parameter query: as for `martlet list`; mailboxes in which nothing matches are left out.
    init(
        account: String?, mailbox: String?, query: Query, _ names: Names, _ workplace: Workplace
    ) async throws(Problem) {
        if mailbox != nil {
            let scope = try names.scope(mailbox: mailbox, account: account)
            items = [Item(entries: try await ExportPlan.entries(scope, query, workplace))]
            return
        }
        let owner: AccountID? = if let account { try names.account(named: account) } else { nil }
        let groups = names.mailboxesByAccount().filter { owner == nil || $0.account == owner }
        var accountNames = FreeNames()
        for group in groups {
            let folder = groups.count > 1 ? accountNames.take(names.account(group.account)) : nil
            var mailboxNames = FreeNames()
            for mailbox in group.mailboxes {
                let entries = try await ExportPlan.entries(
                    .mailbox(mailbox.id), query, workplace)
                if entries.isEmpty, !query.isEmpty { continue }
                items.append(
                    Item(entries: entries, account: folder, name: mailboxNames.take(mailbox.name)))
            }
        }
    }

    private static func entries(
        _ scope: ListScope, _ query: Query, _ workplace: Workplace
    ) async throws(Problem) -> [EntryID] {
        var entries: [EntryID] = []
        while true {
            let last = entries.last
            let rows = try await workplace.reading { store throws(StoreFault) in
                try await store.search(query, in: scope, after: last, limit: page)
            }
            entries += rows.map(\.id)
            guard rows.count == page else { return entries.reversed() }
        }
    }

    private static let page = 1_000
}

/// Names for files of mailboxes, each given once in a folder, whatever the case of its letters.
private struct FreeNames {
    private var taken: Set<String> = []

    /// The name itself with its levels joined by dots, or numbered where it is taken.
    mutating func take(_ name: String) -> String {
        let levels = name.split(separator: "/").joined(separator: ".")
        let base = SafeFileName(levels, fallback: "mailbox")
        var free = base
        var number = 1
        while !taken.insert(free.text.lowercased()).inserted {
            free = base.numbered(number)
            number += 1
        }
        return free.text
    }
}
