import Mail
import Storage

/// Brings messages of files into a mailbox, in groups of one transaction each.
struct MailImport {
    /// What came of it so far.
    struct Tally: Sendable {
        var imported = 0
        /// In the mailbox already, octet for octet.
        var skipped = 0
        var unreadable = 0
        var octets = 0
    }

    private(set) var tally = Tally()
    private let store: Store
    private let mailbox: MailboxID
    /// Nil where messages are imported again.
    private var held: HeldDigests?
    private var group: [ArrivingMail] = []
    private var groupOctets = 0
    private var commit: Task<Result<[ArrivingMail], Problem>, Never>?

    private static let groupCount = 500
    private static let groupOctetLimit = 8 << 20

    init(
        into mailbox: MailboxID, of store: Store, keepsDuplicates: Bool
    ) async throws(StoreFault) {
        self.store = store
        self.mailbox = mailbox
        held = keepsDuplicates ? nil : try await store.digests(in: mailbox)
    }

    /// Reads a message and takes it into the group, which is stored when it is full.
    mutating func take(_ found: FoundMail) async throws(Problem) {
        let mail = try await ArrivingMail.read(found, into: store)
        guard held?.insert(mail.sha256) != false else {
            tally.skipped += 1
            await mail.discard(in: store)
            return
        }
        group.append(mail)
        groupOctets += mail.heldOctets
        if group.count >= MailImport.groupCount || groupOctets >= MailImport.groupOctetLimit {
            try await committed()
            startCommit()
        }
    }

    mutating func noteUnreadable() {
        tally.unreadable += 1
    }

    /// Stores what waits; returns when all is on the disk.
    mutating func finish() async throws(Problem) {
        try await committed()
        startCommit()
        try await committed()
    }

    /// The work was stopped: what was read whole is stored where that is possible.
    mutating func keepWhatIsWhole() async {
        // The reason is known already, and told.
        do throws(Problem) { try await finish() } catch { return }
    }

    /// Starts the transaction of the group while the next one is read.
    private mutating func startCommit() {
        guard !group.isEmpty else { return }
        commit = Task { [group, store, mailbox] in
            do throws(StoreFault) {
                let arrivals = group.map { $0.arrival() }
                _ = try await store.importLocal(arrivals, into: mailbox)
                return .success(group)
            } catch {
                return .failure(Problem(error))
            }
        }
        group = []
        groupOctets = 0
    }

    /// Waits for the transaction under way.
    private mutating func committed() async throws(Problem) {
        guard let outcome = await commit?.value else { return }
        commit = nil
        let stored = try outcome.get()
        tally.imported += stored.count
        tally.octets += stored.reduce(0) { $0 + $1.length }
    }
}
