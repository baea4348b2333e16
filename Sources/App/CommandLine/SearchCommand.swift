import Accounts
import EventLoop
import Mail
import Storage

/// `martlet search`: what a query finds in all accounts, newest first.
public struct SearchCommand: Sendable {
    public var query: String
    public var limit: Int

    public init(query: String, limit: Int) {
        self.query = query
        self.limit = limit
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let query = try Query(typed: query)
        try await workplace.prepare(query, output)
        let names = try await workplace.names()
        var left = limit
        var last: EntryID?
        while left > 0 {
            let (after, count) = (last, min(left, SearchCommand.page))
            let rows = try await workplace.reading { store throws(StoreFault) in
                try await store.search(query, after: after, limit: count)
            }
            for row in rows { output.show(row, names) }
            left -= rows.count
            guard rows.count == count, let lowest = rows.last else { break }
            last = lowest.id
        }
        // Nothing to be said: the exit code says it.
        if left == limit { throw Problem(.notFound, headline: "") }
    }

    private static let page = 500
}

extension Query {
    /// A query of the command line; a wrong one is wrong usage.
    init(typed text: String) throws(Problem) {
        do throws(QueryFault) {
            try self.init(text, now: SystemClock.now, zone: SystemClock.localZone())
        } catch {
            throw Problem(
                .usage, headline: error.sentence,
                remedy: "The manual page lists what a query may say.")
        }
    }
}

extension Workplace {
    /// Nil where the system has no thread left for it.
    func indexer() -> SearchIndexer? {
        do throws(SystemFault) {
            return try SearchIndexer(store)
        } catch {
            return nil
        }
    }

    /// Indexes what a query for words would miss, as far as that is quick; else says what is missing.
    func prepare(_ query: Query, _ output: Output) async throws(Problem) {
        guard query.asksForWords else { return }
        let missing = try await unindexed()
        guard missing > 0 else { return }
        let bar = ProgressBar(indexing: missing)
        do {
            let indexer = try SearchIndexer(store)
            let deadline = ContinuousClock.now + .seconds(Limits.indexingSeconds)
            _ = try await indexer.index(until: deadline) { bar.show($0) }
            await bar.end()
        } catch {
            // An index that cannot be written is no reason not to search.
            await bar.end()
            if let fault = error as? StoreFault {
                output.note("The search index is not up to date: \(Problem(fault))")
            }
        }
        let left = try await unindexed()
        if left > 0 {
            output.note(
                "The text of \(left) messages is not indexed yet and was not searched; "
                    + "the screen, or searching again, goes on with it.")
        }
    }

    private func unindexed() async throws(Problem) -> Int {
        try await reading { store throws(StoreFault) in try await store.unindexedMessages() }
    }
}
