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
    private var past: [(rows: [ListRow], mailboxes: [MailboxSummary])] = []

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
        let list = all.filter { $0.fulfils(request.query.condition) }
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
        past.append((rows, mailboxes))
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
        case .createMailbox, .renameMailbox, .removeMailbox, .empty:
            changeMailboxes(change.action)
        case .keywords, .copy, .file:
            break
        }
    }

    private mutating func changeMailboxes(_ action: ChangeAction) {
        switch action {
        case .createMailbox(let account, let path):
            let id = (mailboxes.map(\.id.rawValue).max() ?? 0) + 1
            mailboxes.append(
                MailboxSummary(
                    id: MailboxID(id), account: account, name: path.name, role: nil,
                    counts: MailboxCounts(), isOnServer: false))
        case .renameMailbox(let id, let path):
            let old = mailboxes.first { $0.id == id }?.name ?? ""
            for index in mailboxes.indices where mailboxes[index].name.hasPrefix(old) {
                mailboxes[index].name = path.name + mailboxes[index].name.dropFirst(old.count)
            }
        case .removeMailbox(let id):
            for index in rows.indices where rows[index].mailbox == id {
                let trash = target(of: .role(.trash), for: rows[index].account)
                rows[index].mailbox = trash ?? id
            }
            mailboxes.removeAll { $0.id == id }
        case .empty(let mailbox):
            rows.removeAll { $0.mailbox == mailbox }
        default:
            break
        }
    }

    mutating func undo() -> UndoReport? {
        guard let before = past.popLast() else { return nil }
        (rows, mailboxes) = before
        return UndoReport(description: "the last change", entries: 1, lost: 0)
    }

    private func target(of destination: Destination, for account: AccountID) -> MailboxID? {
        switch destination {
        case .mailbox(let id): id
        case .role(let role): mailboxes.first { $0.account == account && $0.role == role }?.id
        }
    }
}

extension ListRow {
    /// Words and flags alone; the real store knows more.
    fileprivate func fulfils(_ condition: Query.Condition?) -> Bool {
        switch condition {
        case nil, .term(.everything): return true
        case .all(let parts): return parts.allSatisfy { fulfils($0) }
        case .any(let parts): return parts.contains { fulfils($0) }
        case .not(let part): return !fulfils(part)
        case .term(.words(let words)):
            let people = (from + to).map { "\($0.name) \($0.address)" }
            return ([subject] + people).joined(separator: "\n").lowercased()
                .contains(words.text.lowercased())
        case .term(.unread): return isUnread
        case .term(.flags(let wanted)): return flags.isSuperset(of: wanted)
        case .term: return false
        }
    }
}
