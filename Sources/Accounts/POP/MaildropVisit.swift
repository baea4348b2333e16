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
    private let filters: [FilterRule]
    private let now: Timestamp
    private let progress: @Sendable (Activity) -> Void

    private(set) var report = SyncReport()
    /// Messages that are left for another visit, so that deletions become real in between.
    private(set) var hasMore = false
    private let isFirst: Bool
    private let deletesAtOnce: Bool
    private var copies = IdenticalCopies()

    private var current: Download?
    private var group = DownloadGroup()
    /// Transactions under way, the oldest first.
    private var commits: [Task<Result<(DownloadGroup, Int), Problem>, Never>] = []
    /// Stored, and to be deleted when there is something to say to the server anyway.
    private var deletable: [MessageNumber] = []
    private var octets = 0
    private var done = 0
    private var total = 0

    /// - Parameter isFirst: the person has not been told yet what later visits will delete.
    init(
        _ conversation: Conversation<POP.Session>, store: AccountStore, policy: MaildropPolicy,
        filters: [FilterRule] = [], isFirst: Bool, now: Timestamp,
        progress: @escaping @Sendable (Activity) -> Void
    ) {
        self.conversation = conversation
        self.store = store
        self.policy = policy
        self.filters = filters
        self.isFirst = isFirst
        deletesAtOnce = policy.deletesAtOnce(isFirstVisit: isFirst)
        self.now = now
        self.progress = progress
    }

    mutating func run() async throws(Problem) {
        let plan = try await makePlan()
        copies = IdenticalCopies(plan.retrieve)
        do throws(Problem) {
            try await delete(plan.delete.map(\.number))
            try await download(withoutTooLarge(plan.retrieve))
        } catch {
            await keepWhatIsWhole()
            throw error
        }
        try await sayGoodbye()
        remark()
    }

    private mutating func makePlan() async throws(Problem) -> MaildropPlan {
        let known = try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.maildropItems(of: account)
        }
        let listed = try await list(isKnownByName: known.contains { !$0.id.uniqueID.isEmpty })
        try await record(listed)
        try refuseKeepingWithoutNames(listed)
        return MaildropPlan(
            listed: listed, known: known, policy: isFirst ? policy.atFirst : policy, now: now)
    }

    // MARK: Listing

    /// - Parameter isKnownByName: what we hold has unique-ids; without them this time, all of it
    ///   would come again.
    private func list(isKnownByName: Bool) async throws(Problem) -> [MaildropPlan.Item] {
        try await conversation.tell { session in
            session.submit(.stat)
            session.submit(.uidl)
            session.submit(.list)
        }
        var items: [POP.MaildropItem] = []
        while true {
            switch try await conversation.next() {
            case .listing(let listing):
                items = listing
            case .sizes(let sizes):
                return MaildropVisit.items(named: items, sizes: sizes)
            case .refused(.uidl, let refusal) where isKnownByName:
                throw Problem(refusal, doing: "name its messages", account: store.name)
            case .refused(.list, let refusal):
                throw Problem(refusal, doing: "list the mail", account: store.name)
            default:
                break
            }
        }
    }

    /// What has no unique-id is told apart by its content, once that is here.
    private static func items(
        named: [POP.MaildropItem], sizes: [MessageNumber: Int]
    ) -> [MaildropPlan.Item] {
        let unnamed = Set(sizes.keys).subtracting(named.map(\.number)).sorted()
        return (named + unnamed.map { POP.MaildropItem(number: $0, uniqueID: nil) }).map { item in
            MaildropPlan.Item(
                number: item.number, uniqueID: item.uniqueID?.text ?? "",
                ordinal: item.ordinal, size: sizes[item.number] ?? 0)
        }
    }

    /// The store learns which deletions of the last visit became real.
    private func record(_ listed: [MaildropPlan.Item]) async throws(Problem) {
        let items = listed.map {
            ListedItem(uniqueID: $0.uniqueID, ordinal: $0.ordinal, size: $0.size)
        }
        try await store.run { [account = store.account, now] store throws(StoreFault) in
            try await store.recordListing(items, of: account, at: now)
        }
    }

    private func refuseKeepingWithoutNames(_ listed: [MaildropPlan.Item]) throws(Problem) {
        let keeps = !deletesAtOnce && policy != .afterFirstVisit
        guard keeps, !listed.isEmpty, listed.allSatisfy(\.uniqueID.isEmpty) else { return }
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
        let count = deletesAtOnce ? min(items.count, MaildropVisit.visitCount) : items.count
        var window = RetrievalWindow(items.prefix(count))
        hasMore = items.count > count
        total = count
        while !window.isDone {
            if deletesAtOnce, octets > MaildropVisit.visitOctets, window.hasQueue {
                hasMore = true
                window.stop()
            }
            let numbers = window.open()
            if !numbers.isEmpty { try await ask(for: numbers) }
            guard !window.isDone else { break }
            for event in try await conversation.batch() {
                try await take(event, &window)
            }
        }
        if !group.isEmpty { startCommit() }
        while !commits.isEmpty { try await awaitCommit() }
        try await ask(for: [])
    }

    /// Deletes what is stored and asks for more, in one packet.
    private mutating func ask(for numbers: [MessageNumber]) async throws(Problem) {
        let stored = deletable
        deletable = []
        guard !numbers.isEmpty || !stored.isEmpty else { return }
        if !stored.isEmpty { try await checkStore() }
        try await conversation.tell { session in
            for number in stored { session.submit(.dele(number)) }
            for number in numbers { session.submit(.retr(number)) }
        }
    }

    /// A message that the session would give up in its middle is not asked for.
    private mutating func withoutTooLarge(
        _ items: [MaildropPlan.Item]
    ) -> [MaildropPlan.Item] {
        let fitting = items.filter { $0.size <= POP.Limits.messageOctets }
        let count = items.count - fitting.count
        if count > 0 {
            report.remarks.append(
                "\(count) messages are larger than \(POP.Limits.messageOctets >> 20) MiB and "
                    + "stay on the server.")
        }
        return fitting
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
        case .deleted:
            report.removed += 1
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
    ///
    /// One transaction may be written while the next is prepared; a third has to wait.
    private mutating func commitGroup() async throws(Problem) {
        while commits.count >= 2 { try await awaitCommit() }
        startCommit()
    }

    private mutating func startCommit() {
        let commit = Task<Result<(DownloadGroup, Int), Problem>, Never> {
            [group, store, now, deletesAtOnce, filters] in
            let messages = group.downloads.map { $0.message(received: now, filters: filters) }
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
        commits.append(commit)
        group = DownloadGroup()
    }

    /// Waits for the oldest transaction under way; only behind it are its messages deleted.
    private mutating func awaitCommit() async throws(Problem) {
        guard let commit = commits.first else { return }
        let outcome = await commit.value
        commits.removeFirst()
        let (stored, added) = try outcome.get()
        report.new += added
        report.unseen += added
        guard deletesAtOnce else { return }
        deletable += stored.downloads.flatMap { copies.stored($0.item) }
    }

    /// The line is lost: what came whole is stored, so that the next visit goes on from there.
    private mutating func keepWhatIsWhole() async {
        do throws(Problem) {
            try await current?.abandon(in: store)
            if !group.isEmpty { startCommit() }
            while !commits.isEmpty { try await awaitCommit() }
        } catch {
            // Nothing was deleted at the server: what is not stored now comes again.
            return
        }
    }

    private func delete(_ numbers: [MessageNumber]) async throws(Problem) {
        guard !numbers.isEmpty else { return }
        try await checkStore()
        try await conversation.tell { session in
            for number in numbers { session.submit(.dele(number)) }
        }
    }

    /// What the disk may not hold must stay at the server.
    private func checkStore() async throws(Problem) {
        try await store.run { store throws(StoreFault) in try await store.checkSoundness() }
    }

    /// Makes the deletions real; without the server's word on it nothing is taken for granted.
    ///
    /// A line that is lost here costs nothing: all is stored, and the next listing tells.
    private mutating func sayGoodbye() async throws(Problem) {
        do throws(Problem) {
            try await conversation.tell { $0.submit(.quit) }
            while true {
                switch try await conversation.next() {
                case .deleted:
                    report.removed += 1
                case .goodbye(let refusal):
                    if let refusal {
                        report.remarks.append("Not all deletions happened: \(refusal.text)")
                    }
                    return
                default:
                    break
                }
            }
        } catch {
            guard error.kind != .cancelled else { throw error }
            report.removed = 0
        }
    }

    private mutating func remark() {
        guard policy == .afterFirstVisit, isFirst, report.new > 0 else { return }
        report.remarks.append(
            "\(report.new) messages were downloaded and are still on the server. The next check "
                + "deletes them there; set leave_on_server in the settings to keep them.")
    }
}
