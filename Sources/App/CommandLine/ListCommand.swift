import Mail
import Storage

/// `martlet list`: the messages of a mailbox or of all inboxes, newest first.
public struct ListCommand: Sendable {
    public var account: String?
    public var mailbox: String?
    public var limit: Int
    public var query: String

    public init(account: String?, mailbox: String?, limit: Int, query: String) {
        self.account = account
        self.mailbox = mailbox
        self.limit = limit
        self.query = query
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let query = try Query(typed: query)
        try await workplace.prepare(query, output)
        let names = try await workplace.names()
        let scope = try names.scope(mailbox: mailbox, account: account)
        var left = limit
        var anchor = ListRequest.Anchor.first
        while left > 0 {
            // The row the last page ended with begins the next one.
            let overlap = anchor == .first ? 0 : 1
            let request = ListRequest(
                scope: scope, query: query, anchor: anchor,
                after: min(left, ListCommand.page) + overlap)
            let snapshot = try await workplace.reading { store throws(StoreFault) in
                try await store.window(request)
            }
            let rows = snapshot.rows.dropFirst(overlap)
            for row in rows { output.show(row, names) }
            left -= rows.count
            guard snapshot.hasLaterRows, let last = rows.last else { return }
            anchor = .entry(last.id)
        }
    }

    private static let page = 500
}
