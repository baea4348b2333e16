import Mail
import POP
import Storage
import Synchronization
import Transport
import Wire

/// One visit to a maildrop: list, download, store, delete, goodbye.
///
/// The order that loses nothing: a message is deleted at the server only behind the transaction
/// that holds it and its unique-id on disk. Whatever cuts the visit short, the next one sees from
/// the listing what became of it.
struct MaildropVisit {
    let conversation: Conversation<POP.Session>
    let store: AccountStore
    let rules: MaildropRules
    let filters: [FilterRule]
    /// What the server can do.
    let found: POP.Capabilities
    let now: Timestamp
    let progress: @Sendable (Activity) -> Void
    let bounds: VisitBounds

    var report = SyncReport()
    /// Messages that are left for another visit, so that deletions become real in between.
    var hasMore = false
    /// The person has not been told yet what later visits will delete.
    let isFirst: Bool
    var deletesAtOnce: Bool
    /// All unique-ids changed: nothing is deleted before a visit that finds them as they are now.
    var isRenumbered = false
    var copies = IdenticalCopies()
    var vanished = VanishedItems()
    let nameless = NamelessCopies()
    var holdings = HoldingsCount()
    /// Listed, and nothing of it is here: it may be anything that is missing.
    var unresolved: Set<MessageNumber> = []

    var current: Download?
    var group = DownloadGroup()
    /// Transactions under way, the oldest first.
    var commits: [Task<Result<StoredGroup, Problem>, Never>] = []
    /// Stored, and to be deleted when there is something to say to the server anyway.
    var deletable: [MessageNumber] = []
    /// Under what the messages that are being deleted are remembered.
    var doomed: [MessageNumber: Storage.MaildropItem.ID] = [:]
    /// What the server said it marked for deletion.
    var marked: [MessageNumber] = []
    var pace: Pace
    var meter = Meter()
    var lacksRoom = false

    /// - Parameter isFirst: the person has not been told yet what later visits will delete.
    init(
        _ conversation: Conversation<POP.Session>, store: AccountStore, rules: MaildropRules,
        filters: [FilterRule], found: POP.Capabilities, isFirst: Bool, now: Timestamp,
        bounds: VisitBounds, progress: @escaping @Sendable (Activity) -> Void
    ) {
        self.conversation = conversation
        self.store = store
        self.rules = rules
        self.filters = filters
        self.found = found
        self.isFirst = isFirst
        self.now = now
        self.bounds = bounds
        self.progress = progress
        deletesAtOnce = rules.deletesAtOnce(isFirstVisit: isFirst)
        pace = Pace(bounds.slowest)
    }

    mutating func run() async throws(Problem) {
        var (plan, listed) = try await makePlan()
        try await save(holdings)
        do throws(Problem) {
            try await lookAtNames(&plan)
            try await deleteEarlier(&plan)
            unresolved = plan.unresolved
            copies = IdenticalCopies(plan.missing)
            vanished = plan.vanished
            try await takeHeaders(plan.headers)
            try await download(firstPart(of: plan))
        } catch {
            await keepWhatIsWhole()
            await noteTrouble(error)
            throw error
        }
        try await sayGoodbye()
        // Not before: what is missing may yet be found again under another name.
        try await record(listed)
        remark()
        if lacksRoom { throw bounds.problem(account: store.name) }
    }

    /// Fetches one message whole, whatever the limits of the settings say, and deletes nothing.
    ///
    /// Answers whether the server has it.
    mutating func run(only id: Storage.MaildropItem.ID) async throws(Problem) -> Bool {
        deletesAtOnce = false
        let known = try await knownItems()
        let listed = try await list(known)
        guard let item = listed.first(where: { $0.id == id }) else { return false }
        do throws(Problem) {
            try await download([item])
        } catch {
            await keepWhatIsWhole()
            throw error
        }
        try await sayGoodbye()
        if lacksRoom { throw bounds.problem(account: store.name) }
        return report.remarks.isEmpty
    }

    private mutating func makePlan() async throws(Problem) -> (
        plan: MaildropPlan, listed: [MaildropPlan.Item]
    ) {
        var known = try await knownItems()
        let listed = try await list(known)
        if RenumberedMaildrop.isOne(known, listed: listed) {
            isRenumbered = true
            deletesAtOnce = false
            try await recognise(known, listed)
            known = try await knownItems()
        }
        try await noteBelied(known, listed)
        let troubles = try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.maildropTroubles(of: account)
        }
        holdings = HoldingsCount(
            listed, known: known, rules: rules, now: now)
        let plan = MaildropPlan(
            listed: listed, known: known, rules: isFirst ? rules.atFirst : rules, now: now,
            troubles: troubles)
        return (plan, listed)
    }

    func knownItems() async throws(Problem) -> [Storage.MaildropItem] {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.maildropItems(of: account, includesGone: false)
        }
    }

    /// What broke a visit off waits until the deletions of the others are real.
    private mutating func firstPart(of plan: MaildropPlan) -> [MaildropPlan.Item] {
        if plan.unfit > 0 {
            report.remarks.append(
                "Left at the server, because it never sends the whole: "
                    + "\(counted(plan.unfit, "message")).")
        }
        guard plan.troubled > 0, plan.troubled < plan.retrieve.count else { return plan.retrieve }
        hasMore = true
        return Array(plan.retrieve.dropLast(plan.troubled))
    }

    /// The message at which the visit broke off comes last the next time.
    private func noteTrouble(_ problem: Problem) async {
        guard let current, let id = current.item.id, problem.kind != .cancelled,
            problem.kind != .disk
        else { return }
        // A line that is lost in the middle is no fault of the message.
        let isEndless =
            problem.kind == .protocolBroken && current.length > POP.Limits.messageOctets / 2
        do throws(Problem) {
            try await store.run { [account = store.account] store throws(StoreFault) in
                try await store.noteMaildropTrouble(
                    at: id, isBroken: isEndless, of: account)
            }
        } catch {
            // Only the order of the next visit depends on it.
            return
        }
    }
}

/// What bounds a visit beside the server's own rules.
struct VisitBounds: Sendable {
    /// Octets the disk still takes; nil when nobody knows.
    var freeOctets: @Sendable () -> Int?
    /// Octets that are left free for everything else on this computer.
    var reserve = 200_000_000
    /// After so much the server is asked to make the deletions real.
    var messages = 5_000
    var octets = 512 << 20
    var time = Duration.seconds(600)
    var slowest = Pace.Limit()
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Whether so much more may be written.
    func hasRoom(for octets: Int) -> Bool {
        guard let free = freeOctets() else { return true }
        let (left, overflows) = free.subtractingReportingOverflow(max(0, octets))
        return !overflows && left >= reserve
    }

    func problem(account: String) -> Problem {
        Problem(
            .disk, account: account, headline: "The disk is nearly full",
            detail: "\((freeOctets() ?? 0) / 1_000_000) MB are free, "
                + "\(reserve / 1_000_000) MB are kept free for other things",
            remedy: "Make room. What was not downloaded is still on the server.")
    }
}

/// Counts messages of the same octets that have no unique-id, over all transactions of a visit.
final class NamelessCopies: Sendable {
    private let seen = Mutex<[[UInt8]: Int]>([:])

    /// The place of a message among those of the same octets.
    func next(_ sha256: [UInt8]) -> Int {
        seen.withLock { seen in
            defer { seen[sha256, default: 0] += 1 }
            return seen[sha256, default: 0]
        }
    }
}
