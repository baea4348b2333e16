import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct CompactionTests {
    private let fixture: Fixture
    private let account: AccountID

    init() async throws {
        fixture = try Fixture()
        account = try fixture.account("pop", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
    }

    /// Mail comes, and most of it goes for good.
    private func fillAndEmpty(_ count: Int) async throws -> EntryID {
        var entries: [EntryID] = []
        for number in 0..<count {
            let octets = [UInt8](repeating: UInt8(number % 251), count: 1_000_000)
            var download = Fixture.download("\(number)", octets: .bytes(octets))
            download.sha256 = DamagedStore.hash(octets)
            entries += try await fixture.store.commitDownload(
                [download], of: account, thenDelete: true)
        }
        let kept = try #require(entries.last)
        entries.removeLast()
        try await fixture.apply(.move(entries, to: .role(.trash)))
        try await fixture.apply(.expunge(entries))
        return kept
    }

    private func size() throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: fixture.mailPath)
        return try #require(facts[.size] as? Int)
    }

    private func pageCount() async throws -> Int {
        try await fixture.store.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    }

    private func octets(_ store: Store, _ entry: EntryID) async throws -> Int? {
        let row = try #require(try await store.row(entry))
        return try await store.octets(of: row.message)?.count
    }

    @Test("a new store can give room back in pieces, down to what new mail needs soon")
    func pieces() async throws {
        let kept = try await fillAndEmpty(80)
        let full = try await pageCount()
        try await fixture.store.giveBackRoom()
        let (pages, free) = try await fixture.store.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            )
        }
        #expect(pages < full / 2)
        #expect(free * 4_096 <= Limits.freeOctetsKept)
        #expect(free > 0)
        #expect(try await octets(fixture.store, kept) == 1_000_000)
        try fixture.checkCounts()
        fixture.store.close()
        #expect(try size() == pages * 4_096)
    }

    @Test("little free room is left as it is")
    func little() async throws {
        _ = try await fillAndEmpty(10)
        let before = fixture.changes()
        let pages = try await pageCount()
        try await fixture.store.giveBackRoom()
        #expect(try await pageCount() == pages)
        #expect(fixture.changes() == before)
    }

    @Test("an old store is written anew as a whole, and gives room back in pieces from then on")
    func whole() async throws {
        let kept = try await fillAndEmpty(20)
        fixture.store.close()
        try PlainDatabase.execute(
            fixture.mailPath,
            "PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM")
        let store = try fixture.another()
        _ = try await store.commitDownload(
            [Fixture.download("x", octets: .bytes([UInt8](repeating: 1, count: 5_000_000)))],
            of: account, thenDelete: true)
        let entry = try #require(
            try await store.window(ListRequest(scope: .unified(.inbox), after: 10)).rows
                .first { $0.size == 5_000_000 }
        ).id
        _ = try await store.apply(Change(ChangeNumber(rawValue: 9), .expunge([entry])))
        #expect(throws: StoreFault.self) { try Compaction(of: fixture.mailPath).run() }
        store.close()
        let room = try Compaction(of: fixture.mailPath).room()
        #expect(room.unused > 4_000_000)
        let after = try Compaction(of: fixture.mailPath).run()
        #expect(after < 2_000_000)
        #expect(after <= room.needed)
        let again = try fixture.another()
        defer { again.close() }
        #expect(try await octets(again, kept) == 1_000_000)
        #expect(try await again.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2)
    }
}
