import IMAP
import Mail
import Storage
import Wire

/// Tells the server what the person changed, and the store how the server took it.
struct JournalSender {
    private let link: IMAPLink
    private let store: AccountStore
    private let mailboxes: [MailboxID: StoredMailbox]
    private(set) var pushed = 0
    /// Mailboxes whose messages may have to be bound to their new places.
    private(set) var targets: Set<MailboxID> = []
    private(set) var refusals: [Problem] = []

    private static let batchLimit = 1_000

    init(
        _ link: IMAPLink, _ store: AccountStore, mailboxes: [StoredMailbox]
    ) {
        self.link = link
        self.store = store
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

    private mutating func send(_ batch: PendingBatch) async throws(Problem) {
        guard let name = try await enter(batch) else { return }
        let target: MailboxName?
        switch batch.kind {
        case .move(let mailbox), .copy(let mailbox): target = try await created(mailbox)
        case .flags, .expunge: target = name
        }
        guard let target else { return }
        // What the person took back meanwhile is no longer in the batch.
        let begun = try await store.run { store throws(StoreFault) in
            try await store.beginSending([batch])
        }
        for batch in begun { try await send(begun: batch, target) }
    }

    private mutating func send(
        begun batch: PendingBatch, _ target: MailboxName
    ) async throws(Problem) {
        switch try await command(batch, target) {
        case .success(let placed):
            try await store.run { store throws(StoreFault) in
                try await store.confirm(batch, placed: placed)
            }
            pushed += batch.items.count
        case .failure(let refusal):
            try await store.run { store throws(StoreFault) in
                try await store.refuse(batch, reason: refusal.text)
            }
            refusals.append(Problem(refusal, doing: batch.kind.wish, account: store.name))
        }
    }

    /// Opens the batch's mailbox; nil when its UIDs mean something else by now.
    private func enter(_ batch: PendingBatch) async throws(Problem) -> MailboxName? {
        guard let stored = mailboxes[batch.mailbox],
            let name = MailboxName(octets: stored.remoteName),
            let validity = try await link.enter(name),
            Int64(bitPattern: validity.rawValue) == batch.generation
        else { return nil }
        return name
    }

    /// The name of a target, made at the server first where the person made it here.
    private func created(_ mailbox: MailboxID) async throws(Problem) -> MailboxName? {
        guard let stored = mailboxes[mailbox] else { return nil }
        if stored.isCreated { return MailboxName(octets: stored.remoteName) }
        guard let name = MailboxName(text: stored.name) else { return nil }
        let outcome = try await link.perform(.create(name))
        if case .failure(let refusal) = outcome, refusal.code != "ALREADYEXISTS" {
            throw Problem(refusal, doing: "create \(stored.name)", account: store.name)
        }
        try await link.perform(.subscribe(name))
        try await store.run { store throws(StoreFault) in
            try await store.markCreated(mailbox, remoteName: name.octets)
        }
        return name
    }

    private mutating func command(
        _ batch: PendingBatch, _ target: MailboxName
    ) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        let uids = UIDSet(batch.items.compactMap { UID(stored: $0.number) })
        switch batch.kind {
        case .flags(let add, let remove, let addKeywords, let removeKeywords):
            return try await store(
                uids, Translation.flags(add, addKeywords),
                Translation.flags(remove, removeKeywords))
        case .move(let mailbox):
            targets.insert(mailbox)
            return try await move(uids, to: target)
        case .copy(let mailbox):
            targets.insert(mailbox)
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

    /// Removes exactly these; without UIDPLUS they stay marked, as a plain EXPUNGE would take
    /// along what others have marked.
    private func expunge(
        _ uids: UIDSet
    ) async throws(Problem) -> Result<[Int64: RemoteID], Refusal> {
        for piece in uids.pieces() {
            let marked = try await link.perform(.store(piece, .add, [.deleted]))
            if case .failure(let refusal) = marked { return .failure(refusal) }
            guard link.capabilities.contains(.uidPlus) else { continue }
            if case .failure(let refusal) = try await link.perform(.expunge(piece)) {
                return .failure(refusal)
            }
        }
        return .success([:])
    }

    // MARK: Unknown outcomes

    /// What a cut left open is found out by looking, never by sending it again blindly.
    private mutating func resolveUnknown() async throws(Problem) {
        let batches = try await store.run { store throws(StoreFault) in
            try await store.unresolvedBatches(of: self.store.account)
        }
        for batch in batches {
            if case .flags = batch.kind {
                try await requeue(batch)
                continue
            }
            guard try await enter(batch) != nil else { continue }
            let uids = UIDSet(batch.items.compactMap { UID(stored: $0.number) })
            let present = try await link.search([.messages(.uids(uids))])
            try await settle(batch, present: present)
        }
    }

    /// What is still at the source did not happen, what is gone from there did.
    private mutating func settle(_ batch: PendingBatch, present: UIDSet) async throws(Problem) {
        var there = batch
        var gone = batch
        there.items = batch.items.filter { UID(stored: $0.number).map(present.contains) ?? false }
        gone.items = batch.items.filter { !(UID(stored: $0.number).map(present.contains) ?? false) }
        if !there.items.isEmpty { try await requeue(there) }
        guard !gone.items.isEmpty else { return }
        if case .move(let mailbox) = batch.kind { targets.insert(mailbox) }
        let settled = gone
        try await store.run { store throws(StoreFault) in
            try await store.confirm(settled, placed: [:])
        }
    }

    private func requeue(_ batch: PendingBatch) async throws(Problem) {
        try await store.run { store throws(StoreFault) in try await store.requeue(batch) }
    }
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
