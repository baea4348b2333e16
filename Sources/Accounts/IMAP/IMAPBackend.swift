import IMAP
import MIME
import Mail
import Storage
import Transport
import Wire

/// The server side of an IMAP account: one connection works, another watches the inbox.
actor IMAPBackend: Backend {
    nonisolated let capabilities = Capabilities(
        reach: .everyDevice, arrival: .pushed, serverCopy: .kept, search: .server,
        mailboxes: .server)
    nonisolated let activity: AsyncStream<Activity?>

    private let access: ServerAccess
    private let credentials: CredentialProvider
    private let store: AccountStore
    private let network: Network
    private let show: AsyncStream<Activity?>.Continuation
    private let turnstile = Turnstile()

    private var work: IMAPLink?
    private var watch: IMAPLink?
    private var mailboxes: [StoredMailbox] = []

    /// The largest message that is fetched whole.
    private static let messageLimit = 256 << 20
    /// How often a server without IDLE is asked for news.
    private static let pollInterval = Duration.seconds(60)

    init(
        account: AccountID, access: ServerAccess, credentials: CredentialProvider, store: Store,
        network: Network
    ) {
        self.access = access
        self.credentials = credentials
        self.store = AccountStore(store: store, account: account, name: access.account)
        self.network = network
        (activity, show) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Backend

    func synchronise(_ scope: SyncScope) async throws(Problem) -> SyncReport {
        defer { show.yield(nil) }
        switch scope {
        case .journal:
            return try await piece(.journal) { link throws(Problem) in
                try await self.sendJournal(link)
            }
        case .news:
            return try await synchroniseInbox()
        case .mailbox(let id):
            return try await synchronise([id], urgency: .news)
        case .everything:
            return try await synchroniseEverything()
        }
    }

    func waitForNews(until deadline: ContinuousClock.Instant) async throws(Problem) {
        let link: IMAPLink
        if let watch {
            link = watch
        } else {
            link = try await connect()
            _ = try await link.select(.inbox, remembered: nil)
            watch = link
        }
        do throws(Problem) {
            guard link.capabilities.contains(.idle) else {
                return try await pause(until: min(deadline, .now + IMAPBackend.pollInterval))
            }
            try await link.idle(until: deadline)
        } catch {
            watch = nil
            await link.close()
            // A quiet server is no problem: the wait begins again on a new connection.
            guard deadline <= .now else { throw error }
        }
    }

    func fetch(_ request: PartRequest) async throws(Problem) {
        guard case .body(let entry) = request else { return }
        try await piece(.person) { link throws(Problem) in
            try await self.fetchBody(of: entry, link)
        }
    }

    func check() async throws(Problem) -> CheckReport {
        let start = ContinuousClock.now
        let link = try await connect()
        let report = await link.checkReport(login: .now - start)
        await link.close()
        return report
    }

    func disconnect() async {
        show.finish()
        await work?.close()
        await watch?.close()
        work = nil
        watch = nil
    }

    // MARK: Pieces of work

    /// Runs one piece of work on the working connection, connecting first where needed.
    private func piece<Value: Sendable>(
        _ urgency: Turnstile.Urgency, _ body: (IMAPLink) async throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        await turnstile.enter(urgency)
        let outcome: Result<Value, Problem>
        do throws(Problem) {
            guard !Task.isCancelled else {
                throw Problem(.cancelled, account: access.account, headline: "Cancelled")
            }
            let link = try await connected()
            outcome = .success(try await body(link))
        } catch {
            outcome = .failure(error)
            // After a refusal the conversation goes on; after anything else nobody knows its state.
            if error.kind != .refusedByServer, error.kind != .notFound { await drop() }
        }
        await turnstile.leave()
        return try outcome.get()
    }

    private func drop() async {
        let link = work
        work = nil
        await link?.close()
    }

    private func connected() async throws(Problem) -> IMAPLink {
        if let work { return work }
        let link = try await connect()
        work = link
        return link
    }

    private func connect() async throws(Problem) -> IMAPLink {
        do throws(Problem) {
            return try await login()
        } catch {
            // A token that was good an hour ago is fetched anew, once.
            guard error.kind == .loginRefused, await credentials.renew() else { throw error }
            return try await login()
        }
    }

    private func login() async throws(Problem) -> IMAPLink {
        let credential = try await credentials.credential()
        var configuration = IMAP.Session.Configuration(
            credential: credential, host: access.endpoint.host, port: access.endpoint.port)
        configuration.isTLS = access.endpoint.security == .tls
        configuration.usesStartTLS = access.endpoint.security == .startTLS
        configuration.allowsPlaintext = access.allowsPlaintext
        configuration.connection = ConnectionNumber.next()
        if let mechanism = SASLMechanism(rawValue: access.auth.uppercased()) {
            configuration.authentication = .only(mechanism)
        }
        let link = IMAPLink(
            IMAP.Session(configuration), access: access, network: network)
        do throws(Problem) {
            try await link.open()
            await credentials.worked()
        } catch {
            await link.close()
            throw error
        }
        return link
    }

    private func pause(until deadline: ContinuousClock.Instant) async throws(Problem) {
        do {
            try await Task.sleep(until: deadline, clock: .continuous)
        } catch {
            throw Problem(.cancelled, account: access.account, headline: "Cancelled")
        }
    }

    // MARK: Synchronising

    private func synchroniseEverything() async throws(Problem) -> SyncReport {
        show.yield(Activity(label: "mailboxes"))
        var report = try await piece(.background) { link throws(Problem) in
            try await self.listMailboxes(link)
            return try await self.sendJournal(link)
        }
        let wanted = mailboxes.filter { $0.holdsMail && $0.isSubscribed && $0.role != .all }
        let ids = wanted.sorted { ($0.role == .inbox ? 0 : 1) < ($1.role == .inbox ? 0 : 1) }
            .map(\.id)
        report += try await synchronise(ids, urgency: .background)
        await work?.count(into: &report)
        return report
    }

    private func synchroniseInbox() async throws(Problem) -> SyncReport {
        let inbox = mailboxes.first { $0.role == .inbox }
        guard let inbox else { return try await synchroniseEverything() }
        return try await synchronise([inbox.id], urgency: .news)
    }

    /// The newest window of each mailbox first, then all that is older.
    private func synchronise(
        _ ids: [MailboxID], urgency: Turnstile.Urgency
    ) async throws(Problem) -> SyncReport {
        var report = SyncReport()
        var backfills: [MailboxBackfill] = []
        for mailbox in ids.compactMap({ id in mailboxes.first { $0.id == id } })
        where mailbox.isCreated {
            show.yield(Activity(label: mailbox.name))
            let (found, missing) = try await piece(urgency) { link throws(Problem) in
                try await self.catchUp(mailbox, link)
            }
            report += found
            if let backfill = MailboxBackfill(mailbox, missing: missing) {
                backfills.append(backfill)
            }
        }
        for var backfill in backfills {
            while !backfill.isDone {
                try Task.stopIfCancelled(account: access.account)
                let before = backfill
                let (next, count) = try await piece(.background) { link throws(Problem) in
                    var next = before
                    let count = try await next.fetchPiece(link, self.store)
                    return (next, count)
                }
                backfill = next
                report.new += count
                show.yield(
                    Activity(
                        label: backfill.mailbox.name, done: backfill.done, total: backfill.total))
            }
        }
        return report
    }

    private func catchUp(
        _ mailbox: StoredMailbox, _ link: IMAPLink
    ) async throws(Problem) -> (SyncReport, UIDSet) {
        guard
            var sync = MailboxSync(mailbox, link: link, store: store)
        else { return (SyncReport(), UIDSet()) }
        let missing = try await sync.catchUp()
        return (sync.report, missing)
    }

    private func listMailboxes(_ link: IMAPLink) async throws(Problem) {
        let listings = try await link.list()
        let subscribed = try await link.subscriptions()
        let found = MailboxRoles.mailboxes(listings, subscribed: subscribed)
        mailboxes = try await store.run { [account = store.account] store throws(StoreFault) in
            // An empty list is no evidence that all mailboxes are gone.
            try await store.mergeMailboxes(found, of: account, isComplete: !found.isEmpty)
            return try await store.remoteMailboxes(of: account)
        }
    }

    /// The mailboxes as the store knows them, those the person has just made included.
    private func learnMailboxes() async throws(Problem) {
        mailboxes = try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.remoteMailboxes(of: account)
        }
    }

    private func sendJournal(_ link: IMAPLink) async throws(Problem) -> SyncReport {
        try await learnMailboxes()
        var sender = JournalSender(link, store, mailboxes: mailboxes)
        try await sender.run()
        if !link.capabilities.contains(.uidPlus) {
            // The server did not say where the messages went: they are looked for there.
            for target in mailboxes where sender.targets.contains(target.id) {
                _ = try await catchUp(target, link)
            }
        }
        var report = SyncReport()
        report.pushed = sender.pushed
        report.remarks = sender.refusals.map { "\($0.headline): \($0.detail)" }
        return report
    }

    // MARK: Bodies

    private func fetchBody(of entry: EntryID, _ link: IMAPLink) async throws(Problem) {
        let (message, place) = try await store.run { store throws(StoreFault) in
            guard let row = try await store.row(entry),
                let place = try await store.remotePlace(of: entry)
            else { throw StoreFault.notFound }
            let isHeld = try await store.hasBody(row.message)
            return (row.message, isHeld ? nil : place)
        }
        guard let place else { return }
        let octets = try await body(at: place, link)
        let parsed = ParsedMessage(octets)
        try await store.run { store throws(StoreFault) in
            try await store.saveBody(octets, of: message)
            try await store.describe(
                message, attachments: parsed.attachments.count, preview: parsed.preview)
        }
    }

    private func body(
        at place: RemotePlace, _ link: IMAPLink
    ) async throws(Problem) -> [UInt8] {
        if mailboxes.isEmpty { try await learnMailboxes() }
        guard let mailbox = mailboxes.first(where: { $0.id == place.mailbox }),
            let name = MailboxName(octets: mailbox.remoteName),
            let uid = UID(stored: place.id.number),
            let validity = try await link.enter(name),
            Int64(bitPattern: validity.rawValue) == place.id.generation,
            let octets = try await link.fetchBody(uid, limit: IMAPBackend.messageLimit)
        else {
            throw Problem(
                .notFound, account: access.account,
                headline: "The server does not have this message any more",
                remedy: "Check for mail to see where it went.")
        }
        return octets
    }
}

extension Task where Success == Never, Failure == Never {
    /// Ends a long work between two of its pieces.
    static func stopIfCancelled(account: String) throws(Problem) {
        guard !Task.isCancelled else {
            throw Problem(.cancelled, account: account, headline: "Cancelled")
        }
    }
}
