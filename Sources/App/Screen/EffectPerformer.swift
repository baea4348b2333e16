import Accounts
import EventLoop
import MIME
import Mail
import Presentation
import Storage
import Synchronization
import Wire

/// Does what the screen's state asks for, off the screen's thread; answers come back as events.
final class EffectPerformer: Sendable {
    private let store: Store
    private let directory: AccountDirectory
    private let queue: EventQueue<Event>
    private let builder: DocumentBuilder
    private let paths: Paths
    /// Another screen owns the accounts and has to be told of changes.
    private let hasOwnerElsewhere: Bool
    /// Octets of fetched mail that are kept.
    private let cacheLimit: Int
    private let refresher: Refresher
    private let applied = AppliedChanges()
    /// Changes, undo and redo, in the order the person made them.
    private let wishes: AsyncStream<Effect>.Continuation
    private let wishStream: AsyncStream<Effect>
    private let focus = Mutex<ListScope?>(nil)

    init(
        store: Store, directory: AccountDirectory, queue: EventQueue<Event>, zone: LocalZone,
        paths: Paths, cacheLimit: Int, isFirst: Bool
    ) {
        self.cacheLimit = cacheLimit
        hasOwnerElsewhere = !isFirst
        self.store = store
        self.directory = directory
        self.queue = queue
        self.paths = paths
        builder = DocumentBuilder(zone: zone)
        refresher = Refresher(
            store: store, directory: directory, queue: queue, applied: applied)
        (wishStream, wishes) = AsyncStream.makeStream()
    }

    /// Begins to tell the screen what happens in the store and at the servers.
    func start() {
        Task { await refresher.refresh() }
        Task { for await wish in wishStream { await change(wish) } }
        Task {
            for await touched in store.touches() {
                queue.send(.storeChanged, replacing: "storeChanged")
                if !touched.accounts.isEmpty || touched.everything { await refresher.refresh() }
            }
        }
        Task { for await event in directory.events { await tell(event) } }
        Task { await tidy() }
    }

    /// What a crash left behind goes, and the cache is kept within its bounds.
    private func tidy() async {
        do throws(StoreFault) {
            try await store.removeOrphans()
            try await store.evictBodies(above: cacheLimit)
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }

    /// Another process wrote to the store.
    func otherProcessWrote() {
        Task {
            await store.lookForOtherProcesses()
            await directory.sendPending()
        }
    }

    func perform(_ effect: Effect) {
        switch effect {
        case .load(let request): Task { await load(request) }
        case .open(let request): Task { await open(request) }
        case .openRaw(let entry): Task { await openRaw(entry) }
        case .apply, .undo, .redo: wishes.yield(effect)
        case .checkForMail(let account): Task { await directory.checkForMail(in: account) }
        case .sendPending: Task { await directory.sendPending() }
        case .cancelWork: Task { await directory.cancelWork() }
        case .save(let entry, let part, let path): Task { await save(entry, part, to: path) }
        case .password(let account, let octets):
            Task { await directory.engine(of: account)?.supply(Secret(octets)) }
        case .remember(let place): LastPlace(paths).write(place)
        case .startPrefixTimer: Task { await startPrefixTimer() }
        // Not done yet.
        case .prepare, .loadConversation, .saveAll, .openPart, .pipe, .openLink, .copy: break
        // The screen's own thread does these.
        case .redraw, .suspend, .quit, .bell: break
        }
    }

    // MARK: Lists

    private func load(_ request: ListRequest) async {
        do throws(StoreFault) {
            let snapshot = try await store.window(request)
            queue.send(.rows(snapshot))
        } catch {
            queue.send(.problem(Problem(error)))
        }
        await lookAt(request.scope)
    }

    /// The server is asked for news of a mailbox the person turns to.
    private func lookAt(_ scope: ListScope) async {
        let isNew = focus.withLock { focus in
            defer { focus = scope }
            return focus != scope
        }
        guard isNew, case .mailbox(let mailbox) = scope else { return }
        do throws(StoreFault) {
            let owner = try await store.mailboxes().first { $0.id == mailbox }?.account
            guard let owner else { return }
            await directory.engine(of: owner)?.focus(on: mailbox)
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }

    // MARK: Messages

    private func open(_ request: DocumentRequest) async {
        do throws(Problem) {
            let octets = try await octets(of: request.entry) {
                queue.send(.document(request, .fetching))
            }
            queue.send(.document(request, .ready(builder.document(request, octets))))
        } catch {
            queue.send(.document(request, .failed(error)))
        }
    }

    private func openRaw(_ entry: EntryID) async {
        do throws(Problem) {
            let octets = try await octets(of: entry) {}
            queue.send(.raw(entry, .ready(String(decoding: octets, as: UTF8.self))))
        } catch {
            queue.send(.raw(entry, .failed(error)))
        }
    }

    /// The raw message, from the store or by way of it from the server.
    private func octets(of entry: EntryID, _ fetching: () -> Void) async throws(Problem) -> [UInt8]
    {
        guard
            let row = try await reading({ store throws(StoreFault) in try await store.row(entry) })
        else { throw EffectPerformer.gone }
        let held = try await reading { store throws(StoreFault) in
            try await store.octets(of: row.message)
        }
        if let held { return held }
        guard let engine = await directory.engine(of: row.account) else {
            throw EffectPerformer.gone
        }
        fetching()
        try await engine.fetchBody(of: entry)
        let fetched = try await reading { store throws(StoreFault) in
            try await store.octets(of: row.message)
        }
        guard let fetched else { throw EffectPerformer.gone }
        return fetched
    }

    private static let gone = Problem(
        .notFound, headline: "This message is no longer here; another program removed it")

    private func save(_ entry: EntryID, _ part: String, to path: String) async {
        do throws(Problem) {
            let message = ParsedMessage(try await octets(of: entry) {})
            guard let part = message.part(numbered: part) else { throw EffectPerformer.gone }
            let file = try AttachmentFile(
                path, proposed: SafeFileName(part.filename ?? ""), home: paths.home)
            try message.forEachDecodedPiece(of: part) { piece throws(Problem) in
                try file.write(piece)
            }
            queue.send(.saved(path: try file.finish()))
        } catch {
            queue.send(.problem(error))
        }
    }

    // MARK: Changes

    private func change(_ wish: Effect) async {
        do throws(StoreFault) {
            switch wish {
            case .apply(let change):
                await apply(change)
            case .undo:
                queue.send(.undone(try await store.undo()))
            case .redo:
                queue.send(.redone(try await store.redo()))
            default:
                break
            }
        } catch {
            queue.send(.problem(Problem(error)))
        }
        if hasOwnerElsewhere { WakeSocket.ring(path: paths.wakeSocket) }
        await directory.sendPending()
    }

    private func apply(_ change: Change) async {
        do throws(StoreFault) {
            let outcome = try await store.apply(change)
            applied.note(change.number)
            // A change that touched nothing publishes nothing, and its overlay must go as well.
            if outcome.affected == 0 {
                queue.send(.storeChanged, replacing: "storeChanged")
                if outcome.missing > 0, change.isUndoStep {
                    queue.send(.changeRefused(change.number, EffectPerformer.gone))
                }
            }
            await refresher.refresh()
        } catch {
            queue.send(.changeRefused(change.number, Problem(error)))
        }
    }

    // MARK: Accounts

    private func tell(_ event: AccountEvent) async {
        switch event {
        case .state(let account, let state):
            await refresher.refresh()
            // What another process fetches is found by looking.
            if case .elsewhere = state { await store.lookForOtherProcesses() }
            if state == .needsPassword { await askForPassword(account) }
        case .newMail(let account, let count):
            queue.send(.newMail(account, count: count))
        case .remark(_, let words):
            queue.send(.notice(words))
        case .refused(let problem):
            queue.send(.problem(problem))
        }
    }

    private func askForPassword(_ account: AccountID) async {
        do throws(StoreFault) {
            let name = try await directory.accounts().first { $0.id == account }?.name ?? ""
            queue.send(.passwordWanted(account, prompt: "Password for \(name)"))
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }

    private func startPrefixTimer() async {
        do {
            try await Task.sleep(for: .milliseconds(300))
            queue.send(.prefixTimeout, replacing: "prefixTimeout")
        } catch {
            // Only the end of the program cancels it.
        }
    }

    private func reading<Value>(
        _ body: (Store) async throws(StoreFault) -> Value
    ) async throws(Problem) -> Value {
        do throws(StoreFault) {
            return try await body(store)
        } catch {
            throw Problem(error)
        }
    }
}
