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
    private let filters: [FilterRule]
    private let store: AccountStore
    private let network: Network
    private let show: AsyncStream<Activity?>.Continuation
    private let turnstile = Turnstile()

    private var work: IMAPLink?
    private var watch: IMAPLink?
    /// The working connection is not used again before it was made anew.
    private var isDoubtful = false
    /// What is left of older messages, in the order the mailboxes were looked at.
    private var older: [MailboxBackfill] = []
    /// Mailboxes of which the person knows that they cannot be opened.
    private var unopenable: Set<MailboxID> = []

    /// The largest message that is fetched whole.
    private static let messageLimit = 256 << 20
    /// How often a server without IDLE is asked for news.
    private static let pollInterval = Duration.seconds(60)

    init(
        account: AccountID, access: ServerAccess, credentials: CredentialProvider,
        filters: [FilterRule] = [], store: Store, network: Network
    ) {
        self.access = access
        self.credentials = credentials
        self.filters = filters
        self.store = AccountStore(store: store, account: account, name: access.account)
        self.network = network
        (activity, show) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Backend

    func synchronise(_ scope: SyncScope) async throws(Problem) -> SyncReport {
        defer { show.yield(nil) }
        var report: SyncReport
        switch scope {
        case .journal:
            report = try await piece(.journal) { link throws(Problem) in
                try await self.sendJournal(link)
            }
        case .news:
            report = try await synchroniseInbox()
        case .mailbox(let id):
            let mailboxes = try await knownMailboxes().filter { $0.id == id }
            report = try await synchronise(mailboxes, urgency: .news)
        case .everything:
            report = try await synchroniseEverything()
        case .older:
            report = try await fetchOlder()
        }
        report.leavesOlder = !older.isEmpty
        await work?.count(into: &report)
        return report
    }

    func waitForNews(until deadline: ContinuousClock.Instant) async throws(Problem) {
        guard let watch else { return try await beginWatch() }
        do throws(Problem) {
            guard watch.canIdle else {
                return try await pause(until: min(deadline, .now + IMAPBackend.pollInterval))
            }
            try await watch.idle(until: deadline)
        } catch {
            self.watch = nil
            await watch.close()
            // A line that went dead unnoticed is no problem yet: the next wait makes a new one.
            guard deadline <= .now, error.kind != .cancelled else { throw error }
        }
    }

    /// Opens the connection that watches; what came before it listened may be news already.
    private func beginWatch() async throws(Problem) {
        let link = try await connect()
        do throws(Problem) {
            _ = try await link.select(.inbox, remembered: nil)
            if link.canIdle { try await link.beginIdle() }
        } catch {
            await link.close()
            throw error
        }
        watch = link
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

    func doubtConnections() async {
        isDoubtful = true
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
        if isDoubtful {
            // A new line tells sooner than the silence of a dead one.
            isDoubtful = false
            await drop()
        }
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
        configuration.nonce = LoginNonce.make()
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
        let wanted = try await knownMailboxes().filter {
            $0.holdsMail && $0.isSubscribed && $0.role != .all
        }
        let ordered = wanted.filter { $0.role == .inbox } + wanted.filter { $0.role != .inbox }
        report += try await synchronise(ordered, urgency: .background)
        return report
    }

    private func synchroniseInbox() async throws(Problem) -> SyncReport {
        let inbox = try await knownMailboxes().filter { $0.role == .inbox }
        guard !inbox.isEmpty else { return try await synchroniseEverything() }
        return try await synchronise(inbox, urgency: .news)
    }

    /// Hears the news of each mailbox; what is older is left for ``SyncScope/older``.
    private func synchronise(
        _ mailboxes: [StoredMailbox], urgency: Turnstile.Urgency
    ) async throws(Problem) -> SyncReport {
        var report = SyncReport()
        for mailbox in mailboxes where mailbox.isCreated {
            show.yield(Activity(label: mailbox.name))
            do throws(Problem) {
                report += try await piece(urgency) { link throws(Problem) in
                    try await self.catchUp(mailbox, link)
                }
                unopenable.remove(mailbox.id)
            } catch {
                // One mailbox that is closed to us is no reason to leave out the others.
                guard error.kind == .refusedByServer else { throw error }
                guard unopenable.insert(mailbox.id).inserted else { continue }
                report.remarks.append("\(error.headline): \(error.detail)")
            }
        }
        return report
    }

    private func catchUp(
        _ mailbox: StoredMailbox, _ link: IMAPLink
    ) async throws(Problem) -> SyncReport {
        guard var sync = MailboxSync(mailbox, filters: filters, link: link, store: store) else {
            return SyncReport()
        }
        let backfill = try await sync.catchUp()
        older.removeAll { $0.mailbox.id == mailbox.id }
        if let backfill { older.append(backfill) }
        return sync.report
    }

    /// Fetches all that is older, a piece at a time, so that everything else goes ahead of it.
    private func fetchOlder() async throws(Problem) -> SyncReport {
        var report = SyncReport()
        while let next = older.first {
            show.yield(Activity(label: next.mailbox.name, done: next.done, total: next.total))
            report += try await piece(.background) { link throws(Problem) in
                try await self.fetchOlderPiece(link)
            }
        }
        return report
    }

    private func fetchOlderPiece(_ link: IMAPLink) async throws(Problem) -> SyncReport {
        guard var backfill = older.first else { return SyncReport() }
        do throws(Problem) {
            let report = try await backfill.fetchPiece(link, store)
            older.removeFirst()
            if !backfill.isDone { older.insert(backfill, at: 0) }
            return report
        } catch {
            // Begun anew when the mailbox is looked at again.
            older.removeFirst()
            throw error
        }
    }

    private func listMailboxes(_ link: IMAPLink) async throws(Problem) {
        let listings = try await link.list()
        let subscribed = try await link.subscriptions(among: listings)
        let found = MailboxRoles.mailboxes(listings, subscribed: subscribed)
        try await store.run { [account = store.account] store throws(StoreFault) in
            // An empty list is no evidence that all mailboxes are gone.
            try await store.mergeMailboxes(found, of: account, isComplete: !found.isEmpty)
        }
    }

    /// The server's mailboxes as far as the store knows of them.
    private func knownMailboxes() async throws(Problem) -> [StoredMailbox] {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.remoteMailboxes(of: account)
        }
    }

    private func sendJournal(_ link: IMAPLink) async throws(Problem) -> SyncReport {
        var sender = JournalSender(
            link, store, mailboxes: try await knownMailboxes(), filters: filters)
        try await sender.run()
        var report = SyncReport()
        // Where the server did not tell the new numbers, they are found by looking.
        for mailbox in try await knownMailboxes() where sender.targets.contains(mailbox.id) {
            report += try await catchUp(mailbox, link)
        }
        report.pushed = sender.pushed
        report.remarks += sender.refusals.map { "\($0.headline): \($0.detail)" }
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
        guard let mailbox = try await knownMailboxes().first(where: { $0.id == place.mailbox }),
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
