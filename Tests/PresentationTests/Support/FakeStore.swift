import Mail

@testable import Presentation

/// A store in memory that answers effects as the real one does, at once.
struct FakeStore {
    var accounts: [AccountSummary]
    var mailboxes: [MailboxSummary]
    /// Newest first.
    var rows: [ListRow]
    var documents: [EntryID: MessageDocument] = [:]
    /// What is read for a part, whatever the message.
    var partDocument: MessageDocument?
    private(set) var upTo = ChangeNumber.none
    private var past: [[ListRow]] = []

    init(accounts: [AccountSummary], mailboxes: [MailboxSummary], rows: [ListRow]) {
        self.accounts = accounts
        self.mailboxes = mailboxes
        self.rows = rows
    }

    var countedMailboxes: [MailboxSummary] {
        mailboxes.map { mailbox in
            var mailbox = mailbox
            mailbox.counts = counts(of: [mailbox.id])
            return mailbox
        }
    }

    private func counts(of ids: Set<MailboxID>) -> MailboxCounts {
        rows.reduce(into: MailboxCounts()) { sum, row in
            guard ids.contains(row.mailbox), !row.flags.contains(.deleted) else { return }
            sum.total += 1
            if !row.flags.contains(.seen) { sum.unread += 1 }
            if row.flags.contains(.flagged) { sum.flagged += 1 }
        }
    }

    // MARK: Windows

    private func mailboxes(in scope: ListScope) -> Set<MailboxID> {
        switch scope {
        case .mailbox(let id): [id]
        case .unified(let role): Set(mailboxes.filter { $0.role == role }.map(\.id))
        }
    }

    func snapshot(_ request: ListRequest) -> ListSnapshot {
        let ids = mailboxes(in: request.scope)
        let all = rows.filter { ids.contains($0.mailbox) }
        let list = all.filter { $0.matches(request.words) }
        let anchor = position(of: request.anchor, in: list, of: all)
        let first = max(0, anchor - request.before)
        let end = min(list.count, max(first, anchor + request.after))
        return ListSnapshot(
            request: request, rows: Array(list[min(first, end)..<end]), hasEarlierRows: first > 0,
            hasLaterRows: end < list.count, firstPosition: first, counts: counts(of: ids),
            upTo: upTo)
    }

    private func position(
        of anchor: ListRequest.Anchor, in list: [ListRow], of all: [ListRow]
    ) -> Int {
        switch anchor {
        case .first: return 0
        case .last: return max(0, list.count - 1)
        case .position(let position): return min(position, max(0, list.count - 1))
        case .entry(let id):
            guard let place = all.firstIndex(where: { $0.id == id }) else { return 0 }
            let following = Set(all[place...].map(\.id))
            return list.firstIndex { following.contains($0.id) } ?? list.count
        }
    }

    // MARK: Messages

    func document(_ request: DocumentRequest) -> MessageDocument? {
        guard var document = request.part == nil ? documents[request.entry] : partDocument else {
            return nil
        }
        document.request = request
        let wanted: MessageDocument.TextSource = request.form == .html ? .html : .plain
        if request.form != .byRule, document.otherSource == wanted {
            document.otherSource = document.textSource
            document.textSource = wanted
        }
        return document
    }

    /// Oldest first.
    func conversation(of entry: EntryID) -> [ListRow] {
        guard let thread = rows.first(where: { $0.id == entry })?.thread else { return [] }
        return rows.filter { $0.thread == thread }.sorted { $0.date < $1.date }
    }

    // MARK: Changes

    mutating func apply(_ change: Change) {
        past.append(rows)
        upTo = max(upTo, change.number)
        switch change.action {
        case .flags(let ids, let add, let remove):
            for index in rows.indices where ids.contains(rows[index].id) {
                rows[index].flags = rows[index].flags.subtracting(remove).union(add)
            }
        case .move(let ids, let destination):
            for index in rows.indices where ids.contains(rows[index].id) {
                if let target = target(of: destination, for: rows[index].account) {
                    rows[index].mailbox = target
                }
            }
        case .expunge(let ids):
            rows.removeAll { ids.contains($0.id) }
        case .catchUp(let mailbox):
            for index in rows.indices where rows[index].mailbox == mailbox {
                rows[index].flags.insert(.seen)
            }
        case .keywords, .copy:
            break
        }
    }

    mutating func undo() -> UndoReport? {
        guard let before = past.popLast() else { return nil }
        rows = before
        return UndoReport(description: "the last change", entries: 1, lost: 0)
    }

    private func target(of destination: Destination, for account: AccountID) -> MailboxID? {
        switch destination {
        case .mailbox(let id): id
        case .role(let role): mailboxes.first { $0.account == account && $0.role == role }?.id
        }
    }
}
