import EventLoop
import Glibc
import MIME
import Mail
import Storage

/// Puts the words of messages into the search index, behind everyone's back.
///
/// It works on a thread of its own that the system runs last, in small commits of a file of its own,
/// and holds little in memory. What it has not done yet is a queue in the store, so that it may be
/// stopped at any time and goes on there.
public actor SearchIndexer {
    private nonisolated let loop: PollLoop
    private let store: Store
    private var indexing: SearchIndexing?
    private var isPolite = false

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    public init(_ store: Store) throws(SystemFault) {
        loop = try PollLoop(name: "index")
        self.store = store
    }

    /// Indexes what waits, and again whenever something was committed, until the task is cancelled.
    ///
    /// Nothing depends on it: after a fault it tries again when the store changes next.
    public func run() async {
        let touches = store.touches()
        await goOn()
        await tidy()
        for await _ in touches {
            guard !Task.isCancelled else { break }
            await goOn()
        }
        indexing = nil
    }

    /// Indexes what waits until a moment, for a person who wants to search now.
    ///
    /// - Parameter progress: called with the number of messages done.
    /// - Returns: false where another process indexes.
    public func index(
        until deadline: ContinuousClock.Instant, _ progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(StoreFault) -> Bool {
        defer { indexing = nil }
        guard let indexing = try await begun() else { return false }
        var done = 0
        while ContinuousClock.now < deadline, !Task.isCancelled {
            let count = try await step(indexing)
            guard count > 0 else { break }
            done += count
            progress(done)
        }
        return true
    }

    private func goOn() async {
        do throws(StoreFault) {
            guard let indexing = try await begun() else { return }
            while !Task.isCancelled, try await step(indexing) > 0 {}
        } catch {
            // The next one to begin makes the index anew where that helps.
            indexing = nil
        }
    }

    private func tidy() async {
        do throws(StoreFault) {
            if let indexing, try await indexing.tidy() { await goOn() }
        } catch {
            indexing = nil
        }
    }

    private func begun() async throws(StoreFault) -> SearchIndexing? {
        if !isPolite {
            // Of this thread alone, as Linux has it (setpriority(2)).
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Limits.indexerNiceness)
            isPolite = true
        }
        if indexing == nil { indexing = try await store.beginIndexing() }
        return indexing
    }

    /// One commit; answers how many messages it was about.
    private func step(_ indexing: SearchIndexing) async throws(StoreFault) -> Int {
        let tasks = try await indexing.tasks(limit: Limits.indexedMessages)
        var texts: [MessageID: SearchText] = [:]
        var octets = 0
        var count = 0
        for task in tasks where octets < Limits.indexedOctets && !Task.isCancelled {
            count += 1
            guard task.wantsText,
                let beginning = try await store.beginning(
                    of: task.message, octets: Limits.indexedBeginning)
            else { continue }
            octets += beginning.count
            texts[task.message] = SearchText(ParsedMessage(beginning))
        }
        guard count > 0 else { return 0 }
        try await indexing.index(Array(tasks.prefix(count)), texts: texts)
        return count
    }
}

extension SearchText {
    /// What a person reads of a message, and the names of what is attached.
    init(_ message: ParsedMessage) {
        self.init(
            text: message.searchedText(limit: Limits.indexedBeginning),
            fileNames: message.attachments.compactMap(\.filename))
    }
}
