import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

/// The queue and the index agree, whatever happens between their commits.
@Suite struct SearchIndexTests {
    private let fixture: Fixture
    private var store: Store { fixture.store }
    private var indexPath: String { store.searchFile.path }

    init() throws {
        fixture = try Fixture()
    }

    private func documents() throws -> Int {
        try store.searchFile.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM document") ?? 0
        } ?? 0
    }

    @Test("one owner indexes at a time")
    func oneOwner() async throws {
        let other = try fixture.another()
        defer { other.close() }
        var first: SearchIndexing? = try await store.beginIndexing()
        #expect(first != nil)
        #expect(try await other.beginIndexing() == nil)
        first = nil
        #expect(try await other.beginIndexing() != nil)
    }

    @Test("a crash after the index's commit loses nothing and doubles nothing")
    func crashBetween() async throws {
        try await fixture.download("an invoice", "another")
        try await fixture.index()
        try await fixture.download("a third invoice", named: "q")
        // The commit of the mail file did not happen: its state is put back.
        let before = try await store.pool.read { try SearchState($0) }
        try await fixture.index()
        try await store.pool.write { db in
            try db.execute(
                sql: "UPDATE search_state SET token = ?; INSERT INTO search_queue VALUES (3, 3, 0)",
                arguments: [before.token])
        }
        let again = try fixture.another()
        defer { again.close() }
        #expect(try await fixture.index(again) == 1)
        #expect(try fixture.queued() == 0)
        #expect(try documents() == 3)
        #expect(try await fixture.found("invoice", in: again).count == 2)
    }

    @Test("a deleted index is made again of everything", arguments: [1, 7])
    func deletedIndex(atOnce: Int) async throws {
        try await fixture.download("an invoice", "another invoice", "a letter")
        try await fixture.index()
        store.searchFile.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: indexPath + suffix)
        }
        #expect(try await fixture.found("subject:p1") == ["Subject p1"])
        #expect(try await fixture.found("invoice").isEmpty)
        #expect(try await store.unindexedMessages() == 3)
        #expect(try await fixture.index(atOnce: atOnce) == 3)
        #expect(try await fixture.found("invoice").count == 2)
    }

    @Test("a damaged index is thrown away, and searching goes on without it")
    func damagedIndex() async throws {
        try await fixture.download("an invoice")
        try await fixture.index()
        store.searchFile.close()
        let size = try Data(contentsOf: URL(fileURLWithPath: indexPath)).count
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: indexPath + suffix)
        }
        let noise = Data([UInt8](repeating: 0x5A, count: size))
        try noise.write(to: URL(fileURLWithPath: indexPath))
        #expect(try await fixture.found("subject:p0") == ["Subject p0"])
    }

    @Test("a mail file restored from a backup gets an index of its own")
    func restored() async throws {
        try await fixture.download("an invoice")
        try await fixture.index()
        let backup = fixture.folder + "/backup.sqlite"
        try await store.pool.write { _ in }
        try store.pool.backup(to: DatabaseQueue(path: backup))
        try await fixture.download("a secret", named: "later")
        try await fixture.index()
        store.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: fixture.mailPath + suffix)
        }
        try FileManager.default.copyItem(atPath: backup, toPath: fixture.mailPath)
        let restored = try fixture.another()
        defer { restored.close() }
        let account = try #require(try await restored.accounts().first).id
        _ = try await restored.commitDownload(
            [Fixture.download("new", octets: .bytes(Array("harmless".utf8)))], of: account,
            thenDelete: false)
        try await fixture.index(restored)
        #expect(try await fixture.found("secret", in: restored).isEmpty)
        #expect(try await fixture.found("harmless", in: restored) == ["Subject new"])
        #expect(try await fixture.found("invoice", in: restored) == ["Subject p0"])
    }

    @Test("a text that comes while its message is indexed is not forgotten")
    func comesMeanwhile() async throws {
        let inbox = try await fixture.imap().mailboxes[0]
        let entry = try await fixture.arrive(1...1, in: inbox)[0]
        let message = try await fixture.row(entry).message
        try await store.saveBody(Array("first".utf8), of: message)
        var indexing = try await store.beginIndexing()
        let tasks = try #require(try await indexing?.tasks(limit: 10))
        #expect(tasks.map(\.wantsText) == [true])
        try await store.saveBody(Array("an invoice".utf8), of: message)
        try await store.pool.write { try $0.execute(sql: "UPDATE entry SET is_held = 0") }
        try await store.saveBody(Array("an invoice".utf8), of: message)
        try await indexing?.index(tasks, texts: [:])
        indexing = nil
        #expect(try fixture.queued() == 1)
        try await fixture.index()
        #expect(try await fixture.found("invoice") == ["Subject m1"])
    }

    @Test("messages of a store of an earlier version are queued")
    func oldStore() async throws {
        let folder = fixture.folder + "/old"
        let old = Schema.Format(
            application: Schema.mailApplication, steps: Array(Schema.mail.steps.prefix(2)))
        let pool = try Opening(path: folder + "/mail.sqlite", format: old).pool().0
        try await pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO account (name, kind, address, server) VALUES ('a', 'pop', '', '');
                    INSERT INTO mailbox (account_id, name, role, is_on_server)
                        VALUES (1, 'Inbox', 'inbox', 0);
                    INSERT INTO raw (staged_by) VALUES (0);
                    INSERT INTO chunk VALUES (1, 0, CAST('old invoice' AS BLOB));
                    INSERT INTO message SELECT NULL, 1, 1, 'Old', '', '', 1, -1, 0, '', 1, 1, '',
                        '', '', '', '', '', '', '', x'', 1;
                    INSERT INTO entry (account_id, mailbox_id, message_id, identity, sort_date,
                        flags) VALUES (1, 1, 1, 1, 1, 0);
                    """)
        }
        try pool.close()
        let store = try Store(mail: folder + "/mail.sqlite", bodies: folder + "/c/bodies.sqlite")
        defer { store.close() }
        #expect(try await fixture.found("old", in: store) == ["Old"])
        #expect(try await fixture.found("invoice", in: store).isEmpty)
        try await fixture.index(store)
        #expect(try await fixture.found("invoice", in: store) == ["Old"])
    }

    @Test("octets that are replaced are indexed again")
    func replacedOctets() async throws {
        try await fixture.download("the beginning")
        try await fixture.index()
        try await store.pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO raw (staged_by) VALUES (0);
                    INSERT INTO chunk VALUES (2, 0, CAST('the beginning and the end' AS BLOB));
                    UPDATE message SET raw_id = 2;
                    """)
        }
        try await fixture.index()
        #expect(try await fixture.found("end beginning") == ["Subject p0"])
        #expect(try documents() == 1)
    }

    @Test("a shard whose messages are mostly gone is made anew, and what is alive stays found")
    func deadShard() async throws {
        let count = Limits.deadMessages + 10
        let inbox = try await fixture.imap().mailboxes[0]
        let entries = try await fixture.arrive(1...count, in: inbox)
        try await fixture.index(atOnce: 2_000)
        let indexing = try #require(try await store.beginIndexing())
        #expect(try await !indexing.tidy())
        try await store.pool.write { db in
            try db.execute(sql: "DELETE FROM entry WHERE id <> ?", arguments: [entries[7].rawValue])
        }
        #expect(try await indexing.tidy())
        #expect(try documents() == 0)
        #expect(try await fixture.found("subject") == ["Subject m8"])
        let tasks = try await indexing.tasks(limit: 10)
        #expect(tasks.count == 1)
        try await indexing.index(tasks, texts: [:])
        #expect(try documents() == 1)
        #expect(try await fixture.found("subject:m8") == ["Subject m8"])
    }
}
