import GRDB
import Mail
import Synchronization
import Testing

@testable import Storage

/// Every statement a connection runs, each text once.
private final class StatementLog: Sendable {
    private let texts = Mutex<Set<String>>([])

    func listen(_ db: Database) {
        db.trace { [self] event in
            guard case .statement(let statement) = event else { return }
            let sql = statement.sql
            texts.withLock { _ = $0.insert(sql) }
        }
    }

    var all: [String] { texts.withLock { $0.sorted() } }
}

@Suite struct PlanTests {
    /// Tables that grow with the mail; to read one of them from end to end is a fault.
    private static let large = [
        "e", "s", "entry", "m", "message", "chunk", "raw", "thread", "thread_link", "undo_item",
        "maildrop_item", "i", "sender_charset",
    ]

    @Test("no statement that is run day by day reads a large table from end to end")
    func plans() async throws {
        let fixture = try Fixture()
        let log = StatementLog()
        try await fixture.store.pool.writeWithoutTransaction { log.listen($0) }
        try await imap(fixture)
        try await pop(fixture)
        let statements = log.all.filter { sql in
            ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
        }
        #expect(statements.count > 60)
        for sql in statements {
            let plan = try await fixture.store.pool.writeWithoutTransaction { db in
                let explanation = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                explanation.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(explanation).map { $0["detail"] as String }
            }
            for line in plan {
                let words = line.split(separator: " ").map(String.init)
                let isScan = words.first == "SCAN" && !words.contains("INDEX")
                #expect(!isScan || !PlanTests.large.contains(words[1]), "\(sql): \(line)")
            }
        }
    }

    @Test("what waits for a server is found without looking at the rest")
    func journal() async throws {
        let fixture = try Fixture()
        let (sql, count) = (
            JournalRow.selection,
            "SELECT count(*) FROM entry WHERE account_id = ? AND is_pending = 1"
        )
        for sql in [sql, count] {
            let plan = try await fixture.store.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: [1])
                    .map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains("entry_pending") }, "\(plan)")
            #expect(!plan.contains { $0.contains("SCAN") }, "\(plan)")
        }
    }

    private func imap(_ fixture: Fixture) async throws {
        let store = fixture.store
        let (account, mailboxes) = try await fixture.imap()
        let entries = try await fixture.arrive(1...9, in: mailboxes[0])
        let keyword = try #require(Keyword("work"))
        try await fixture.apply(.flags(entries, add: .seen, remove: []))
        try await fixture.apply(.keywords(entries, add: [keyword], remove: []))
        try await fixture.apply(.copy([entries[0], entries[1]], to: .role(.archive)))
        try await fixture.apply(.move([entries[2], entries[3]], to: .role(.archive)))
        try await fixture.apply(.expunge([entries[4]]))
        try await fixture.apply(.catchUp(mailboxes[0]))
        for _ in 0..<3 { _ = try await store.undo() }
        for _ in 0..<3 { _ = try await store.redo() }
        let sent = try await store.beginSending(fixture.pending(account))
        try await store.requeue(sent[0])
        try await store.refuse(sent[1], reason: "no")
        for batch in sent.dropFirst(2) {
            let placed = batch.items.map {
                ($0.number, RemoteID(generation: 1, number: $0.number + 100))
            }
            try await store.confirm(batch, placed: Dictionary(uniqueKeysWithValues: placed))
        }
        try await store.beginGeneration(2, of: mailboxes[0])
        var reply = Fixture.arrival(1)
        reply.envelope.references = ["m2@example.org", "m3@example.org"]
        _ = try await store.merge(
            RemoteNews(
                mailbox: mailboxes[0], generation: 2, arrivals: [reply, Fixture.arrival(20)],
                flags: [RemoteFlags(number: 20, flags: .flagged)], vanished: [20...20],
                state: SyncState(octets: [1]), isComplete: true))
        let row = try await fixture.row(entries[0])
        try await store.saveBody([1], of: row.message)
        try await store.describe(row.message, attachments: 1, preview: "text")
        _ = try await store.conversation(of: entries[0])
        try await store.setCharset("koi8-r", ofSender: "ann@example.org")
        _ = try await store.charset(ofSender: "ann@example.org")
    }

    private func pop(_ fixture: Fixture) async throws {
        let store = fixture.store
        let account = try fixture.account("pop", .pop)
        let staging = try await store.openStaging()
        try await store.append([1], to: staging)
        let entries = try await store.commitDownload(
            [
                Fixture.download("a"), Fixture.download("b"),
                Fixture.download("c", octets: .staged(staging, length: 1)),
            ], of: account, thenDelete: false)
        try await store.markForDeletion(
            store.maildropItems(of: account).map(\.id), of: account)
        try await store.recordListing(
            [ListedItem(uniqueID: "a", ordinal: 0, size: 1)], of: account,
            at: Timestamp(seconds: 900_000))
        try await fixture.apply(.expunge([entries[0]]))
        try await store.removeOrphans()
    }
}
