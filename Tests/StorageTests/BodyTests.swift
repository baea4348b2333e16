import Foundation
import Mail
import Testing

@testable import Storage

@Suite struct BodyTests {
    private let fixture: Fixture
    private let inbox: MailboxID
    private let entries: [EntryID]
    private var store: Store { fixture.store }

    init() async throws {
        fixture = try Fixture()
        inbox = try await fixture.imap().mailboxes[0]
        entries = try await fixture.arrive(1...3, in: inbox)
    }

    @Test("bodies are kept in the cache, and asked for newest first")
    func cache() async throws {
        let wanted = try await store.messagesWithoutBody(in: inbox, limit: 2)
        #expect(wanted.map(\.0) == [entries[2], entries[1]])
        #expect(wanted.map(\.1.id.number) == [3, 2])
        #expect(wanted.map(\.size) == [100, 100])
        let octets = [UInt8](repeating: 7, count: Limits.chunk + 5)
        try await store.saveBody(octets, of: wanted[0].2)
        #expect(try await store.octets(of: wanted[0].2) == octets)
        #expect(try await store.hasBody(wanted[0].2))
        #expect(try await !store.hasBody(wanted[1].2))
        try await store.saveBody([], of: wanted[1].2)
        #expect(try await store.octets(of: wanted[1].2) == [])
        let left = try await store.messagesWithoutBody(in: inbox, limit: 9)
        #expect(left.map(\.0) == [entries[0]])
    }

    @Test("a cache above its limit loses what was fetched first, and nothing more")
    func eviction() async throws {
        var messages: [MessageID] = []
        for entry in [entries[1], entries[0], entries[2]] {
            let message = try await fixture.row(entry).message
            messages.append(message)
            try await store.saveBody([UInt8](repeating: 1, count: 100), of: message)
        }
        try await store.evictBodies(above: 0)
        try await store.evictBodies(above: 300)
        #expect(try await store.hasBody(messages[0]))
        try await store.evictBodies(above: 299)
        #expect(try await !store.hasBody(messages[0]))
        #expect(try await store.hasBody(messages[1]))
        #expect(try await store.hasBody(messages[2]))
        let wanted = try await store.messagesWithoutBody(in: inbox, limit: 9)
        #expect(wanted.map(\.0) == [entries[1]])
    }

    @Test("a cache that was deleted is made anew, and its bodies are wanted again")
    func deleted() async throws {
        let message = try await fixture.row(entries[0]).message
        try await store.saveBody([1, 2], of: message)
        store.close()
        for suffix in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: fixture.bodyPath + suffix) {
            try FileManager.default.removeItem(atPath: fixture.bodyPath + suffix)
        }
        let reopened = try fixture.another()
        defer { reopened.close() }
        #expect(try await reopened.octets(of: message) == nil)
        #expect(try await reopened.messagesWithoutBody(in: inbox, limit: 9).count == 3)
    }

    @Test("another program's file in the place of the cache costs no mail and is left alone")
    func foreignCache() async throws {
        let folder = fixture.folder + "/cache"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("a letter".utf8).write(to: URL(fileURLWithPath: fixture.bodyPath))
        let message = try await fixture.row(entries[0]).message
        await #expect(throws: StoreFault.notOurs(path: fixture.bodyPath)) {
            try await store.saveBody([1], of: message)
        }
        #expect(try await fixture.rows(inbox).count == 3)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: fixture.bodyPath)) == Data("a letter".utf8))
    }
}
