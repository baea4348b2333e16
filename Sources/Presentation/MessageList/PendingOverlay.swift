import Mail

/// Changes that are shown already but not yet confirmed by the store.
///
/// A change is painted in the frame its key was pressed in, however slow the disk is, and is
/// dropped from here once what the store tells contains it, or refuses it.
struct PendingOverlay: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        let change: Change
        let entries: Set<EntryID>
        /// What the change adds to the counts of mailboxes; may be negative.
        let deltas: [MailboxID: MailboxCounts]
    }

    private(set) var entries: [Entry] = []
    /// The newest change that rows, and counts, from the store contain.
    private(set) var rowsUpTo = ChangeNumber.none
    private(set) var countsUpTo = ChangeNumber.none

    /// Lays a change to these rows, taken as they are shown, over what the store tells.
    mutating func add(_ change: Change, to rows: [ListRow], in index: MailboxIndex) {
        entries.append(
            Entry(
                change: change, entries: Set(rows.map(\.id)),
                deltas: deltas(change.action, rows, index)))
    }

    /// Takes a change back, because the store refused it or the person undid it.
    mutating func remove(_ number: ChangeNumber) {
        entries.removeAll { $0.change.number == number }
    }

    mutating func rowsConfirmed(upTo number: ChangeNumber) {
        rowsUpTo = max(rowsUpTo, number)
        dropConfirmed()
    }

    mutating func countsConfirmed(upTo number: ChangeNumber) {
        countsUpTo = max(countsUpTo, number)
        dropConfirmed()
    }

    private mutating func dropConfirmed() {
        let both = min(rowsUpTo, countsUpTo)
        entries.removeAll { $0.change.number <= both }
    }

    /// The rows as the person is to see them in that list.
    func applied(to rows: [ListRow], scope: ListScope, index: MailboxIndex) -> [ListRow] {
        let waiting = entries.filter { $0.change.number > rowsUpTo }
        guard !waiting.isEmpty else { return rows }
        return rows.compactMap { row in
            var result = row
            for entry in waiting {
                guard
                    PendingOverlay.apply(entry, to: &result, scope: scope, index: index)
                else { return nil }
            }
            return result
        }
    }

    /// The counts of one mailbox of the sidebar as the person is to see them.
    func applied(to counts: MailboxCounts, of mailbox: MailboxID) -> MailboxCounts {
        entries.reduce(counts) { sum, entry in
            guard entry.change.number > countsUpTo, let delta = entry.deltas[mailbox] else {
                return sum
            }
            return sum + delta
        }.clamped
    }

    /// The counts of a list's title as the person is to see them.
    func applied(
        to counts: MailboxCounts, of scope: ListScope, index: MailboxIndex
    ) -> MailboxCounts {
        var sum = counts
        for entry in entries where entry.change.number > rowsUpTo {
            for (mailbox, delta) in entry.deltas where index.contains(mailbox, in: scope) {
                sum = sum + delta
            }
        }
        return sum.clamped
    }

    /// Changes the row; false when it leaves the list.
    private static func apply(
        _ entry: Entry, to row: inout ListRow, scope: ListScope, index: MailboxIndex
    ) -> Bool {
        switch entry.change.action {
        case .catchUp(let mailbox):
            if row.mailbox == mailbox { row.flags.insert(.seen) }
            return true
        case .empty(let mailbox), .removeMailbox(let mailbox):
            return row.mailbox != mailbox
        default:
            break
        }
        guard entry.entries.contains(row.id) else { return true }
        switch entry.change.action {
        case .flags(_, let add, let remove):
            row.flags = row.flags.subtracting(remove).union(add)
        case .keywords(_, let add, let remove):
            row.keywords.removeAll { remove.contains($0) || add.contains($0) }
            row.keywords += add
        case .move(_, let destination):
            guard let target = index.target(of: destination, for: row.account) else {
                return false
            }
            row.mailbox = target.id
            return index.contains(target.id, in: scope)
        case .expunge:
            return false
        case .copy, .catchUp, .empty, .file, .createMailbox, .renameMailbox, .removeMailbox:
            break
        }
        return true
    }

    private func deltas(
        _ action: ChangeAction, _ rows: [ListRow], _ index: MailboxIndex
    ) -> [MailboxID: MailboxCounts] {
        var deltas: [MailboxID: MailboxCounts] = [:]
        func add(_ counts: MailboxCounts, to mailbox: MailboxID) {
            deltas[mailbox] = (deltas[mailbox] ?? MailboxCounts()) + counts
        }
        if case .catchUp(let mailbox) = action {
            let counts = index.mailbox(mailbox)?.counts ?? MailboxCounts()
            add(MailboxCounts(unread: -applied(to: counts, of: mailbox).unread), to: mailbox)
        }
        if case .empty(let mailbox) = action, let counts = index.mailbox(mailbox)?.counts {
            add(applied(to: counts, of: mailbox).negated, to: mailbox)
        }
        for row in rows {
            let before = MailboxCounts(of: row.flags)
            switch action {
            case .flags(_, let added, let removed):
                let after = MailboxCounts(of: row.flags.subtracting(removed).union(added))
                add(after + before.negated, to: row.mailbox)
            case .move(_, let destination):
                add(before.negated, to: row.mailbox)
                if let target = index.target(of: destination, for: row.account) {
                    add(before, to: target.id)
                }
            case .copy(_, let destination):
                if let target = index.target(of: destination, for: row.account) {
                    add(before, to: target.id)
                }
            case .expunge:
                add(before.negated, to: row.mailbox)
            case .keywords, .catchUp, .empty, .file, .createMailbox, .renameMailbox,
                .removeMailbox:
                break
            }
        }
        return deltas
    }
}

extension MailboxCounts {
    /// What one entry with these flags adds to its mailbox.
    fileprivate init(of flags: Flags) {
        self.init()
        guard !flags.contains(.deleted) else { return }
        total = 1
        unread = flags.contains(.seen) ? 0 : 1
        flagged = flags.contains(.flagged) ? 1 : 0
    }

    fileprivate var negated: MailboxCounts {
        MailboxCounts(total: -total, unread: -unread, flagged: -flagged)
    }

    fileprivate var clamped: MailboxCounts {
        MailboxCounts(total: max(0, total), unread: max(0, unread), flagged: max(0, flagged))
    }
}
