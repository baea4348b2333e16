import Mail
import Storage

/// `martlet list`: the messages of a mailbox or of all inboxes, newest first.
public struct ListCommand: Sendable {
    public var account: String?
    public var mailbox: String?
    public var limit: Int
    public var words: [String]

    public init(account: String?, mailbox: String?, limit: Int, words: [String]) {
        self.account = account
        self.mailbox = mailbox
        self.limit = limit
        self.words = words
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let names = try await workplace.names()
        let scope = try names.scope(mailbox: mailbox, account: account)
        var left = limit
        var anchor = ListRequest.Anchor.first
        while left > 0 {
            // The row the last page ended with begins the next one.
            let overlap = anchor == .first ? 0 : 1
            let request = ListRequest(
                scope: scope, words: words, anchor: anchor,
                after: min(left, ListCommand.page) + overlap)
            let snapshot = try await workplace.reading { store throws(StoreFault) in
                try await store.window(request)
            }
            let rows = snapshot.rows.dropFirst(overlap)
            for row in rows { show(row, names, output) }
            left -= rows.count
            guard snapshot.hasLaterRows, let last = rows.last else { return }
            anchor = .entry(last.id)
        }
    }

    private static let page = 500

    private func show(_ row: ListRow, _ names: Names, _ output: Output) {
        let account = names.account(row.account)
        let mailbox = names.mailbox(row.mailbox)
        output.result(
            JSONValue(row, account: account, mailbox: mailbox),
            row.id.description, row.date.rfc3339, ListCommand.marks(row.flags),
            row.from.first?.display ?? "", row.subject)
    }

    /// Two columns: unseen and flagged.
    private static func marks(_ flags: Flags) -> String {
        (flags.contains(.seen) ? "-" : "N") + (flags.contains(.flagged) ? "!" : "-")
    }
}
