import IMAP
import Mail
import Storage
import Wire

/// Tells the server what the person changed, and the store how the server took it.
struct JournalSender {
    let link: IMAPLink
    let store: AccountStore
    /// For mail that is met on the way.
    let filters: [FilterRule]
    private(set) var mailboxes: [MailboxID: StoredMailbox]
    private(set) var pushed = 0
    /// Mailboxes that took messages in without a word on their new numbers.
    private(set) var targets: Set<MailboxID> = []
    private(set) var refusals: [Problem] = []

    private static let batchLimit = 1_000

    init(
        _ link: IMAPLink, _ store: AccountStore, mailboxes: [StoredMailbox],
        filters: [FilterRule] = []
    ) {
        self.link = link
        self.store = store
        self.filters = filters
        self.mailboxes = Dictionary(
            mailboxes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func run() async throws(Problem) {
        try await resolveUnknown()
        while true {
            let batches = try await store.run { store throws(StoreFault) in
                try await store.pendingBatches(
                    of: self.store.account, limit: JournalSender.batchLimit)
            }
            guard !batches.isEmpty else { return }
            let before = pushed + refusals.count
            for batch in batches { try await send(batch) }
            // A batch that can be neither sent nor refused waits for the next time.
            guard pushed + refusals.count > before else { return }
        }
    }

    // MARK: Sending

    private mutating func send(_ planned: PendingBatch) async throws(Problem) {
        guard let name = try await open(planned) else { return }
        let target: Result<MailboxName, Refusal>
        switch planned.kind {
        case .move(let mailbox), .copy(let mailbox): target = try await created(mailbox)
        case .flags, .expunge: target = .success(name)
        }
        // What the person took back in the meantime is not sent.
        let batches = try await store.run { store throws(StoreFault) in
            try await store.beginSending([planned])
        }
        for batch in batches {
            switch target {
            case .success(let target): try await end(batch, try await command(batch, target))
            case .failure(let refusal): try await end(batch, .failure(refusal))
            }
        }
    }

    /// Tells the store how the server took a batch.
    private mutating func end(
        _ batch: PendingBatch, _ outcome: Result<[Int64: RemoteID], Refusal>
    ) async throws(Problem) {
        switch outcome {
        case .success(let placed):
            try await confirm(batch, placed: placed)
            pushed += batch.items.count
        case .failure(let refusal):
            try await store.run { store throws(StoreFault) in
                try await store.refuse(batch, reason: refusal.text)
            }
            refusals.append(Problem(refusal, doing: batch.kind.wish, account: store.name))
        }
    }

    mutating func confirm(
        _ batch: PendingBatch, placed: [Int64: RemoteID]
    ) async throws(Problem) {
        try await store.run { store throws(StoreFault) in
            try await store.confirm(batch, placed: placed)
        }
        switch batch.kind {
        case .move(let mailbox), .copy(let mailbox):
            let isTold = batch.items.allSatisfy { placed[$0.number] != nil }
            if !isTold { targets.insert(mailbox) }
        case .flags, .expunge:
            break
        }
    }

    /// Opens the batch's mailbox; nil when that cannot be done now, or when its UIDs mean
    /// something else by now.
    ///
    /// The changes of one mailbox that is closed to us hold up no others.
    func open(_ batch: PendingBatch) async throws(Problem) -> MailboxName? {
        guard let stored = mailboxes[batch.mailbox],
            let name = MailboxName(octets: stored.remoteName)
        else { return nil }
        do throws(Problem) {
            guard let validity = try await link.enter(name),
                Int64(bitPattern: validity.rawValue) == batch.generation
            else { return nil }
            return name
        } catch {
            guard error.kind == .refusedByServer else { throw error }
            return nil
        }
    }

    /// The name of a target, made at the server first where the person made it here.
    private mutating func created(
        _ mailbox: MailboxID
    ) async throws(Problem) -> Result<MailboxName, Refusal> {
        guard let stored = mailboxes[mailbox],
            let name = stored.isCreated
                ? MailboxName(octets: stored.remoteName) : MailboxName(text: stored.name)
        else { return .failure(Refusal(text: "There is no such mailbox any more")) }
        guard !stored.isCreated else { return .success(name) }
        let outcome = try await link.perform(.create(name))
        if case .failure(let refusal) = outcome, refusal.code != "ALREADYEXISTS" {
            return .failure(refusal)
        }
        try await link.perform(.subscribe(name))
        try await store.run { store throws(StoreFault) in
            try await store.markCreated(mailbox, remoteName: name.octets)
        }
        mailboxes[mailbox]?.isCreated = true
        mailboxes[mailbox]?.remoteName = name.octets
        return .success(name)
    }

    private func command(
        _ batch: PendingBatch, _ target: MailboxName
    ) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        let uids = batch.uids
        switch batch.kind {
        case .flags(let add, let remove, let addKeywords, let removeKeywords):
            return try await store(
                uids, Translation.flags(add, addKeywords),
                Translation.flags(remove, removeKeywords))
        case .move:
            return try await move(uids, to: target)
        case .copy:
            return try await placing(.copy(uids, to: target))
        case .expunge:
            return try await expunge(uids)
        }
    }

    private func store(
        _ uids: UIDSet, _ add: Set<IMAP.Flag>, _ remove: Set<IMAP.Flag>
    ) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        for piece in uids.pieces() {
            for (change, flags) in [(FlagChange.add, add), (.remove, remove)]
            where !flags.isEmpty {
                if case .failure(let refusal) = try await link.perform(.store(piece, change, flags))
                {
                    return .failure(refusal)
                }
            }
        }
        return .success([:])
    }

    /// MOVE where the server has it, else COPY and, only behind its OK, deletion of the source.
    private func move(
        _ uids: UIDSet, to target: MailboxName
    ) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        guard !link.capabilities.contains(.move) else {
            return try await placing(.move(uids, to: target))
        }
        let copied = try await placing(.copy(uids, to: target))
        if case .success = copied { _ = try await expunge(uids) }
        return copied
    }

    /// Runs a command that puts messages elsewhere, and learns where they went (COPYUID).
    private func placing(_ command: Command) async throws(Problem) -> Result<
        [Int64: RemoteID], Refusal
    > {
        var placed: [Int64: RemoteID] = [:]
        let outcome = try await link.perform(command) { event in
            guard case .copied(_, let validity, let mapping) = event else { return }
            let generation = Int64(bitPattern: validity.rawValue)
            for source in mapping.sources {
                guard let destination = mapping[source] else { continue }
                placed[source.stored] = RemoteID(
                    generation: generation, number: destination.stored)
            }
        }
        return outcome.map { _ in placed }
    }

    /// Removes exactly these.
    ///
    /// Without UIDPLUS a plain EXPUNGE takes along what others have marked: it is sent only where
    /// nobody has, and otherwise these stay marked for whoever expunges next.
    func expunge(_ uids: UIDSet) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        let isExact = link.capabilities.contains(.uidPlus)
        for piece in uids.pieces() {
            let marked = try await link.perform(.store(piece, .add, [.deleted]))
            if case .failure(let refusal) = marked { return .failure(refusal) }
            guard isExact else { continue }
            if case .failure(let refusal) = try await link.perform(.expunge(piece)) {
                return .failure(refusal)
            }
        }
        guard !isExact else { return .success([:]) }
        let marked = try await link.search([.has(.deleted)])
        guard marked.subtracting(uids).isEmpty else { return .success([:]) }
        return try await link.perform(.expungeAll).map { _ in [:] }
    }
}

extension PendingBatch {
    var uids: UIDSet { UIDSet(items.compactMap { UID(stored: $0.number) }) }
}

extension PendingBatch.Kind {
    /// The end of "The server would not …".
    fileprivate var wish: String {
        switch self {
        case .flags: "change the flags"
        case .move: "move the messages"
        case .copy: "copy the messages"
        case .expunge: "delete the messages"
        }
    }
}
