import Mail
import Storage

/// What the store takes to answer, in this process.
struct StoreFigures {
    let store: SyntheticStore
    let runs: Int

    private static let inbox = ListScope.unified(.inbox)

    /// A row of the table: a question, and how long the answer took in milliseconds.
    typealias Row = (name: String, series: Series)

    func measure() async throws -> [Row] {
        var rows: [Row] = []
        var opening = Series()
        var first = Series()
        for _ in 0...runs {
            let (open, store) = try await Stopwatch.milliseconds { try self.store.home.openStore() }
            let (window, _) = try await Stopwatch.milliseconds {
                try await store.window(ListRequest(scope: StoreFigures.inbox, after: 100))
            }
            store.close()
            opening.add(open)
            first.add(window)
        }
        rows.append(("open the store", opening))
        rows.append(("first window after that, 100 rows", first))
        let store = try self.store.home.openStore()
        defer { store.close() }
        for (name, question) in try await questions() {
            rows.append((name, try await Stopwatch.series(runs) { try await question(store) }))
        }
        return rows
    }

    private typealias Question = (String, @Sendable (Store) async throws -> Void)

    private func questions() async throws -> [Question] {
        let count = store.mail.count
        let middle = EntryID(Int64(count / 2 + 1))
        // Every twentieth came by POP and is held here.
        let held = try await heldMessage()
        return [
            ("window again", { _ = try await $0.window(ListRequest(scope: StoreFigures.inbox)) }),
            (
                "window around the middle, 300 rows",
                {
                    let request = ListRequest(
                        scope: StoreFigures.inbox, anchor: .entry(middle), before: 150, after: 150)
                    _ = try await $0.window(request)
                }
            ),
            (
                "last window",
                {
                    let request = ListRequest(
                        scope: StoreFigures.inbox, anchor: .last, before: 100)
                    _ = try await $0.window(request)
                }
            ),
            ("mailboxes with counts", { _ = try await $0.mailboxes() }),
            (
                "next unread",
                {
                    _ = try await $0.nextUnread(
                        in: StoreFigures.inbox, order: .newestFirst, after: nil)
                }
            ),
            (
                "window of rows with two words",
                {
                    let request = ListRequest(
                        scope: StoreFigures.inbox,
                        query: try Query("invoice garden", now: Timestamp(seconds: 0)), after: 50)
                    _ = try await $0.window(request)
                }
            ),
            ("octets of a message", { _ = try await $0.octets(of: held) }),
        ]
    }

    private func heldMessage() async throws -> MessageID {
        let store = try self.store.home.openStore()
        defer { store.close() }
        let pop = try await store.mailboxes().first { !$0.isOnServer && $0.role == .inbox }
        guard let pop else { throw BenchFault("the store has no POP account") }
        let window = try await store.window(ListRequest(scope: .mailbox(pop.id), after: 1))
        guard let row = window.rows.first else { throw BenchFault("the POP inbox is empty") }
        return row.message
    }
}
