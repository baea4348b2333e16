import IMAP
import Mail
import Storage

/// Brings one mailbox of the store in step with the server, newest messages first.
///
/// With QRESYNC the server tells in one answer what changed, with CONDSTORE which flags did, and
/// with neither it is asked. Whichever way, afterwards the count of messages must agree, and if it
/// does not, the whole list of UIDs is compared (absence of data is never evidence of
/// deletion).
struct MailboxSync {
    private let link: IMAPLink
    private let store: AccountStore
    private let mailbox: StoredMailbox
    private let name: MailboxName
    /// Those for the inbox; other mailboxes have none.
    private let filters: [FilterRule]
    private(set) var report = SyncReport()
    /// What has a lower UID was there when we looked the last time; nil at the first look.
    private var firstNew: UID?

    /// The first window: about two screens.
    static let firstWindow = 100

    init?(
        _ mailbox: StoredMailbox, filters: [FilterRule], link: IMAPLink, store: AccountStore
    ) {
        guard let name = MailboxName(octets: mailbox.remoteName) else { return nil }
        self.mailbox = mailbox
        self.name = name
        self.filters = mailbox.role == .inbox ? filters : []
        self.link = link
        self.store = store
    }

    /// Hears the news of the mailbox and holds at least its newest window afterwards.
    ///
    /// Returns what is left of older messages; nil when all are held.
    mutating func catchUp() async throws(Problem) -> MailboxBackfill? {
        let remembered = try await store.run { store throws(StoreFault) in
            try await store.syncState(of: mailbox.id)
        }.flatMap(MailboxCursor.init)
        let selected = try await link.select(name, remembered: remembered)
        guard let validity = selected.uidValidity else {
            throw Problem(
                .protocolBroken, account: store.name,
                headline: "The server gave no UIDVALIDITY for \(mailbox.name)")
        }
        var cursor: MailboxCursor
        if let remembered, remembered.uidValidity == validity,
            selected.uidNext.map({ $0 >= remembered.uidNext }) ?? true
        {
            cursor = remembered
            firstNew = remembered.uidNext
        } else {
            let generation = Int64(bitPattern: validity.rawValue)
            try await store.run { store throws(StoreFault) in
                try await store.beginGeneration(generation, of: mailbox.id)
            }
            cursor = MailboxCursor(
                uidValidity: validity, uidNext: .first, modSeq: nil, known: UIDSet())
        }
        if !cursor.known.isEmpty { try await hearFlags(&cursor, selected) }
        try await hearArrivals(&cursor, selected)
        try await agree(&cursor)
        // The counter as it was when the mailbox was opened: what happened since is heard again.
        cursor.modSeq = selected.highestModSeq
        let older = try await fetchWindow(cursor)
        return MailboxBackfill(
            mailbox, generation: cursor.generation, missing: older, filters: filters)
    }

    // MARK: Flags

    private mutating func hearFlags(
        _ cursor: inout MailboxCursor, _ selected: Selected
    ) async throws(Problem) {
        if selected.resynchronised { return }
        if let since = cursor.modSeq, let now = selected.highestModSeq {
            guard now != since else { return }
            try await link.fetchFlags(cursor.known, changedSince: since)
        } else {
            // No counter of changes: the newest are looked at each time.
            let window = cursor.known.newest(MailboxSync.flagWindow)
            if !window.isEmpty { try await link.fetchFlags(window) }
        }
    }

    /// Messages whose flags are asked for where the server cannot tell what changed.
    private static let flagWindow = 2_000

    // MARK: Arrivals and removals

    private mutating func hearArrivals(
        _ cursor: inout MailboxCursor, _ selected: Selected
    ) async throws(Problem) {
        let exists = link.news.exists
        guard exists > 0 else { return }
        if let next = selected.uidNext, next == cursor.uidNext { return }
        let arrived: UIDSet
        if cursor.known.isEmpty {
            arrived = try await link.search([.all])
        } else {
            let found = try await link.search([.messages(.from(cursor.uidNext))])
            // "n:*" always names the last message, even when it is older.
            arrived = UIDSet(found.filter { $0 >= cursor.uidNext })
        }
        cursor.known.formUnion(arrived)
        if let last = cursor.known.last?.next {
            cursor.uidNext = max(last, selected.uidNext ?? last)
        }
    }

    /// The parity check: as many messages here as there, or the lists are compared.
    private mutating func agree(_ cursor: inout MailboxCursor) async throws(Problem) {
        let news = link.takeNews()
        cursor.known.subtract(news.vanished)
        var vanished = news.vanished
        if cursor.known.count != link.news.exists || link.news.mustAudit {
            let all = link.news.exists == 0 ? UIDSet() : try await link.search([.all])
            let gone = cursor.known.subtracting(all)
            try await makeSure(all, lost: gone, of: cursor.known)
            vanished.formUnion(gone)
            cursor.known = all
            link.audited()
        }
        try await merge(cursor, flags: news.flags, vanished: vanished)
    }

    /// A list that suddenly lacks much of the mailbox must be confirmed by a second count.
    private func makeSure(_ all: UIDSet, lost: UIDSet, of known: UIDSet) async throws(Problem) {
        guard lost.count > 100, lost.count > known.count / 5 else { return }
        try await link.noop()
        guard link.news.exists == all.count else {
            throw Problem(
                .protocolBroken, account: store.name,
                headline: "The server's list of \(mailbox.name) does not agree with its count",
                detail: "\(all.count) listed, \(link.news.exists) counted; nothing was removed",
                remedy: "It is looked at again at the next check.")
        }
    }

    // MARK: Storing

    /// The newest messages that are not held, fetched before the person misses them.
    private mutating func fetchWindow(_ cursor: MailboxCursor) async throws(Problem) -> UIDSet {
        let held = try await store.run { store throws(StoreFault) in
            try await store.heldNumbers(in: mailbox.id, generation: cursor.generation)
        }
        let missing = cursor.known.subtracting(UIDSet(held))
        let window = missing.newest(MailboxSync.firstWindow)
        let summaries = window.isEmpty ? [] : try await link.fetchSummaries(window)
        let arrivals = summaries.filed(by: filters)
        let rest = missing.subtracting(window)
        let isNew = { [firstNew] (arrival: RemoteArrival) in
            firstNew.map { arrival.number >= $0.stored } ?? false
        }
        let new = try await merge(cursor, arrivals: arrivals.filter(isNew))
        if mailbox.role == .inbox { report.unseen += new.unread }
        try await merge(cursor, arrivals: arrivals.filter { !isNew($0) }, isComplete: rest.isEmpty)
        return rest
    }

    @discardableResult
    private mutating func merge(
        _ cursor: MailboxCursor, arrivals: [RemoteArrival] = [], flags: [RemoteFlags] = [],
        vanished: UIDSet = UIDSet(), isComplete: Bool = false
    ) async throws(Problem) -> MergeReport {
        let news = RemoteNews(
            mailbox: mailbox.id, generation: cursor.generation, arrivals: arrivals, flags: flags,
            vanished: vanished.ranges, state: cursor.state, isComplete: isComplete,
            newFrom: (firstNew ?? cursor.uidNext).stored)
        let merged = try await store.run { store throws(StoreFault) in
            try await store.merge(news)
        }
        report.new += merged.added
        report.changed += merged.changed
        report.removed += merged.removed
        report.note(merged)
        return merged
    }
}
