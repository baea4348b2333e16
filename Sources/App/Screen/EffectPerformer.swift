import Accounts
import EventLoop
import Mail
import Presentation
import Settings
import Storage
import Synchronization
import Wire

/// Does what the screen's state asks for, off the screen's thread; answers come back as events.
final class EffectPerformer: Sendable {
    private let store: Store
    private let directory: AccountDirectory
    private let queue: EventQueue<Event>
    private let errands: EventQueue<ScreenErrand>
    private let workplace: Workplace
    private let source: MessageSource
    private let reader: DocumentReader
    private let parts: PartEffects
    private let paths: Paths
    private let settings: UserSettings
    /// Another screen owns the accounts and has to be told of changes.
    private let hasOwnerElsewhere: Bool
    private let refresher: Refresher
    private let applied = AppliedChanges()
    /// Changes, undo and redo, in the order the person made them.
    private let wishes: AsyncStream<Effect>.Continuation
    private let wishStream: AsyncStream<Effect>
    private let focus = Mutex<ListScope?>(nil)
    private let indexing = Mutex<Task<Void, Never>?>(nil)

    init(
        workplace: Workplace, directory: AccountDirectory, queue: EventQueue<Event>,
        errands: EventQueue<ScreenErrand>, zone: LocalZone, isFirst: Bool
    ) {
        hasOwnerElsewhere = !isFirst
        self.workplace = workplace
        store = workplace.store
        settings = workplace.settings
        paths = workplace.paths
        self.directory = directory
        self.queue = queue
        self.errands = errands
        source = MessageSource(store: store, directory: directory)
        reader = DocumentReader(source: source, builder: DocumentBuilder(zone: zone))
        parts = PartEffects(
            source: source, queue: queue, errands: errands,
            opener: Opener(programs: settings.programs), opened: OpenedParts(paths),
            home: paths.home)
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
        indexing.withLock { $0 = Task { await index() } }
    }

    /// Keeps the search index up to date, after what comes first at a start.
    private func index() async {
        await tidy()
        do throws(SystemFault) {
            let indexer = try SearchIndexer(store)
            await indexer.run()
        } catch {
            queue.send(
                .problem(
                    Problem(
                        .ourBug, headline: "Texts are not indexed for searching",
                        detail: "\(error)")))
        }
    }

    /// Lets the index end with what it is at, so that the store can be closed.
    func stop() async {
        let task = indexing.withLock { $0 }
        task?.cancel()
        await task?.value
    }

    /// What a crash left behind goes, and the cache is kept within its bounds.
    private func tidy() async {
        parts.opened.removeLeftovers()
        do throws(StoreFault) {
            try await store.removeOrphans()
            try await store.removeEmptied()
            try await store.removeForgottenMailboxes()
            try await store.evictBodies(above: settings.general.cacheLimit)
            try await store.giveBackRoom()
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
        case .apply, .undo, .redo, .runFilters: wishes.yield(effect)
        case .checkForMail(let account): Task { await directory.checkForMail(in: account) }
        case .sendPending: Task { await directory.sendPending() }
        case .cancelWork: Task { await directory.cancelWork() }
        case .prepare(let entries): reader.prepare(entries)
        case .loadConversation(let entry): Task { await loadConversation(entry) }
        case .save(let entry, let part, let path):
            Task { await parts.save(entry, part, to: path) }
        case .saveAll(let entry, let numbers, let folder):
            Task { await parts.saveAll(entry, numbers, to: folder) }
        case .openPart(let entry, let part): Task { await parts.open(entry, part) }
        case .pipe(let entry, let part, let command):
            Task { await parts.pipe(entry, part, to: command) }
        case .openLink(let link): Task { await parts.openLink(link) }
        case .copy(let text): copy(text)
        case .password(let account, let octets):
            Task { await directory.engine(of: account)?.supply(Secret(octets)) }
        case .remember(let place): LastPlace(paths).write(place)
        case .startPrefixTimer: Task { await startPrefixTimer() }
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
            let document = try await reader.document(request) {
                queue.send(.document(request, .fetching))
            }
            queue.send(.document(request, .ready(document)))
        } catch {
            queue.send(.document(request, .failed(error)))
        }
    }

    private func openRaw(_ entry: EntryID) async {
        do throws(Problem) {
            let octets = try await source.octets(of: entry) {}
            queue.send(.raw(entry, .ready(String(decoding: octets, as: UTF8.self))))
        } catch {
            queue.send(.raw(entry, .failed(error)))
        }
    }

    private func loadConversation(_ entry: EntryID) async {
        do throws(StoreFault) {
            queue.send(.conversation(entry, try await store.conversation(of: entry)))
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }

    /// What is copied leaves the program, so it takes the person's leave.
    private func copy(_ text: String) {
        guard settings.general.clipboard else {
            queue.send(
                .problem(
                    Problem(
                        .settings, headline: "Copying is not allowed by the settings",
                        remedy: "Write clipboard = true under [general].")))
            return
        }
        errands.send(.copy(text))
    }

    /// Removes what other programs were shown; for the end of the run.
    func removeOpenedParts() {
        parts.opened.remove()
    }

    // MARK: Changes

    private func change(_ wish: Effect) async {
        do throws(StoreFault) {
            switch wish {
            case .apply(let change):
                await apply(change)
            case .runFilters(let mailbox, let number):
                await runFilters(over: mailbox, as: number)
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
                    queue.send(.changeRefused(change.number, MessageSource.gone))
                }
            }
            await refresher.refresh()
            if case .empty = change.action { Task { await removeEmptied() } }
        } catch {
            queue.send(.changeRefused(change.number, Problem(error)))
        }
    }

    /// What was emptied is hidden already; its octets go behind everything else.
    private func removeEmptied() async {
        do throws(StoreFault) {
            try await store.removeEmptied()
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }

    private func runFilters(over mailbox: MailboxID, as number: ChangeNumber) async {
        do throws(Problem) {
            let filtering = try workplace.filtering(mailbox, try await workplace.names())
            let action = try await workplace.reading { _ throws(StoreFault) in
                try await filtering.change(of: mailbox)
            }
            guard let action else {
                throw Problem(.notFound, headline: "No filter holds for any message here")
            }
            let outcome = try await workplace.writing { store throws(StoreFault) in
                try await store.apply(Change(number, action))
            }
            applied.note(number)
            let missing = outcome.unknownMailboxes.sorted().map {
                "; there is no mailbox \"\($0)\""
            }
            queue.send(.notice("Done: \(outcome.description)\(missing.joined())"))
            await refresher.refresh()
        } catch {
            queue.send(.changeRefused(number, error))
        }
    }

    // MARK: Accounts

    private func tell(_ event: AccountEvent) async {
        switch event {
        case .state(let account, let state):
            source.note(state, of: account)
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
}
