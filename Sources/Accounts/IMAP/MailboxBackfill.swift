import IMAP
import Mail
import Storage

/// Fetches the older messages of a mailbox, newest first, a piece at a time.
struct MailboxBackfill {
    let mailbox: StoredMailbox
    private let name: MailboxName
    private let generation: Int64
    /// Mail that came while nobody looked may be among the older.
    private let filters: [FilterRule]
    private(set) var missing: UIDSet
    let total: Int

    /// Messages a piece asks for: large enough to pay for the round trip, small enough that what
    /// the person wants need not wait.
    private static let pieceSize = 500
    /// Messages in a transaction, so that a change of the person never waits for long.
    private static let commitSize = 120

    init?(
        _ mailbox: StoredMailbox, generation: Int64, missing: UIDSet, filters: [FilterRule] = []
    ) {
        guard let name = MailboxName(octets: mailbox.remoteName), !missing.isEmpty else {
            return nil
        }
        self.mailbox = mailbox
        self.name = name
        self.generation = generation
        self.filters = filters
        self.missing = missing
        total = missing.count
    }

    var isDone: Bool { missing.isEmpty }
    var done: Int { total - missing.count }

    /// Fetches and stores the next piece.
    mutating func fetchPiece(
        _ link: IMAPLink, _ store: AccountStore
    ) async throws(Problem) -> SyncReport {
        var report = SyncReport()
        guard let validity = try await link.enter(name),
            Int64(bitPattern: validity.rawValue) == generation
        else {
            // The numbers mean other messages by now: the next look at the mailbox begins anew.
            missing = UIDSet()
            return report
        }
        let piece = missing.newest(MailboxBackfill.pieceSize)
        let arrivals = try await link.fetchSummaries(piece).filed(by: filters)
        // What the server did not give is gone, or spoilt: asking again and again helps nobody.
        missing.subtract(piece)
        var rest = arrivals.sorted { $0.number > $1.number }[...]
        while !rest.isEmpty {
            let news = RemoteNews(
                mailbox: mailbox.id, generation: generation,
                arrivals: Array(rest.prefix(MailboxBackfill.commitSize)))
            let merged = try await store.run { store throws(StoreFault) in
                try await store.merge(news)
            }
            report.note(merged)
            rest = rest.dropFirst(MailboxBackfill.commitSize)
        }
        report.new = arrivals.count
        return report
    }
}
