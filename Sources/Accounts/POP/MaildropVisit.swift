import Mail
import POP
import Storage
import Transport
import Wire

/// One visit to a maildrop: list, download, store, delete, goodbye.
///
/// The order that loses nothing: a message is deleted at the server only behind the transaction
/// that holds it and its unique-id on disk. Whatever cuts the visit short, the next one sees from
/// the listing what became of it.
struct MaildropVisit {
    private let conversation: Conversation<POP.Session>
    private let store: AccountStore
    private let policy: MaildropPolicy
    private let now: Timestamp
    private let progress: @Sendable (Activity) -> Void

    private(set) var report = SyncReport()
    /// Messages that are left for another visit, so that deletions become real in between.
    private(set) var hasMore = false
    private var deletesAtOnce = true

    private var current: Download?
    private var group = DownloadGroup()
    private var commit: Task<Result<(DownloadGroup, Int), Problem>, Never>?
    private var octets = 0
    private var done = 0
    private var total = 0

    init(
        _ conversation: Conversation<POP.Session>, store: AccountStore, policy: MaildropPolicy,
        now: Timestamp, progress: @escaping @Sendable (Activity) -> Void
    ) {
        self.conversation = conversation
        self.store = store
        self.policy = policy
        self.now = now
        self.progress = progress
    }

    mutating func run() async throws(Problem) {
        let listed = try await list()
        let known = try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.maildropItems(of: account)
        }
        try await record(listed)
        let plan = MaildropPlan(listed: listed, known: known, policy: policy, now: now)
        deletesAtOnce = policy.deletesAtOnce(isFirstVisit: known.isEmpty)
        try refuseKeepingWithoutNames(plan)
        try await delete(plan.delete.map(\.number))
        try await download(plan.retrieve)
        try await sayGoodbye()
        remark(on: plan)
    }

    // MARK: Listing

    private func list() async throws(Problem) -> [MaildropPlan.Item] {
        try await conversation.tell { session in
            session.submit(.stat)
            session.submit(.uidl)
            session.submit(.list)
        }
        var items: [POP.MaildropItem]?
        var count = 0
        while true {
            switch try await conversation.next() {
            case .stat(let number, _):
                count = number ?? 0
            case .listing(let listing):
                items = listing
            case .sizes(let sizes):
                let named = items ?? MaildropVisit.unnamed(count: count, sizes: sizes)
                return named.map { item in
                    MaildropPlan.Item(
                        number: item.number, uniqueID: item.uniqueID?.text ?? "",
                        ordinal: item.ordinal, size: sizes[item.number] ?? 0)
                }
            case .refused(.list, let refusal), .refused(.stat, let refusal):
                throw Problem(refusal, doing: "list the mail", account: store.name)
            default:
                break
            }
        }
    }

    /// A server without UIDL: every message is new, its content will tell.
    private static func unnamed(count: Int, sizes: [MessageNumber: Int]) -> [POP.MaildropItem] {
        sizes.keys.sorted().map { POP.MaildropItem(number: $0, uniqueID: nil) }
    }

    /// The store learns which deletions of the last visit became real.
    private mutating func record(_ listed: [MaildropPlan.Item]) async throws(Problem) {
        let items = listed.filter { !$0.uniqueID.isEmpty }.map {
            ListedItem(uniqueID: $0.uniqueID, ordinal: $0.ordinal, size: $0.size)
        }
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.recordListing(items, of: account, at: now)
        }
    }

    private func refuseKeepingWithoutNames(_ plan: MaildropPlan) throws(Problem) {
        let keeps = !deletesAtOnce && policy != .afterFirstVisit
        guard keeps, plan.retrieve.contains(where: \.uniqueID.isEmpty) else { return }
        throw Problem(
            .settings, account: store.name,
            headline: "This server cannot tell its messages apart (no UIDL)",
            remedy: "Mail can only be downloaded and deleted: set leave_on_server = \"0d\".")
    }

    // MARK: Download

    /// After so much the server is asked to make the deletions real.
    private static let visitCount = 5_000
    private static let visitOctets = 512 << 20

    private mutating func download(_ items: [MaildropPlan.Item]) async throws(Problem) {
        var window = RetrievalWindow(items.prefix(MaildropVisit.visitCount))
        hasMore = items.count > MaildropVisit.visitCount
        total = min(items.count, MaildropVisit.visitCount)
        while !window.isDone {
            if octets > MaildropVisit.visitOctets, window.hasQueue {
                hasMore = true
                window.stop()
            }
            let numbers = window.open()
            if !numbers.isEmpty {
                try await conversation.tell { session in
                    for number in numbers { session.submit(.retr(number)) }
                }
            }
            guard !window.isDone else { break }
            for event in try await conversation.batch() {
                try await take(event, &window)
            }
        }
        try await commitGroup()
        try await settleCommit()
    }

    private mutating func take(
        _ event: POP.Session.Event, _ window: inout RetrievalWindow
    ) async throws(Problem) {
        switch event {
        case .messageBegan(let number):
            current = window.item(number).map { Download($0) }
        case .messageChunk(_, let chunk):
            octets += chunk.count
            try await current?.append(chunk, to: store)
        case .messageEnded(let number):
            try await current?.finish(in: store)
            if let current { group.add(current) }
            current = nil
            finished(number, &window)
            if group.isFull { try await commitGroup() }
        case .refused(.retr(let number), let refusal):
            report.remarks.append("The server would not give one message: \(refusal.text)")
            finished(number, &window)
        default:
            break
        }
    }

    private mutating func finished(_ number: MessageNumber, _ window: inout RetrievalWindow) {
        window.finished(number)
        done += 1
        progress(Activity(label: "downloading", done: done, total: total, bytes: octets))
    }

    // MARK: Store, then delete

    /// Starts the transaction of the group while the line goes on filling the next one.
    private mutating func commitGroup() async throws(Problem) {
        guard !group.isEmpty else { return }
        try await settleCommit()
        commit = Task { [group, store, now, deletesAtOnce] in
            let messages = group.downloads.map { $0.message(received: now) }
            do throws(Problem) {
                let entries = try await store.run {
                    [account = store.account] store throws(StoreFault) in
                    try await store.commitDownload(
                        messages, of: account, thenDelete: deletesAtOnce)
                }
                return .success((group, entries.count))
            } catch {
                return .failure(error)
            }
        }
        group = DownloadGroup()
    }

    /// Waits for the transaction under way; only behind it are its messages deleted.
    private mutating func settleCommit() async throws(Problem) {
        guard let outcome = await commit?.value else { return }
        commit = nil
        let (stored, added) = try outcome.get()
        report.new += added
        report.unseen += added
        if deletesAtOnce { try await delete(stored.numbers) }
    }

    private mutating func delete(_ numbers: [MessageNumber]) async throws(Problem) {
        guard !numbers.isEmpty else { return }
        report.removed += numbers.count
        try await conversation.tell { session in
            for number in numbers { session.submit(.dele(number)) }
        }
    }

    /// Makes the deletions real; without the server's word on it nothing is taken for granted.
    private mutating func sayGoodbye() async throws(Problem) {
        try await conversation.tell { $0.submit(.quit) }
        while true {
            guard case .goodbye(let refusal) = try await conversation.next() else { continue }
            if let refusal {
                report.remarks.append("Not all deletions happened: \(refusal.text)")
            }
            return
        }
    }

    private mutating func remark(on plan: MaildropPlan) {
        guard policy == .afterFirstVisit, !deletesAtOnce, report.new > 0 else { return }
        report.remarks.append(
            "\(report.new) messages were downloaded and are still on the server. The next check "
                + "deletes them there; set leave_on_server in the settings to keep them.")
    }
}
