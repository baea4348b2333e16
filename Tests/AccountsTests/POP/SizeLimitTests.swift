import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("Messages larger than the person wants", .timeLimit(.minutes(5)))
struct SizeLimitTests {
    private static let large = Letter.octets(
        "large", text: String(repeating: "a line of text\r\n", count: 5_000))

    private func side(_ options: POPOptions = POPOptions()) async throws -> POPSide {
        let side = try await POPSide(["small"], options)
        side.room.world.deliver(Self.large, to: "ann")
        return side
    }

    private func row(_ side: POPSide) async throws -> ListRow {
        try #require(
            try await side.room.rows("Inbox", of: side.account).first { $0.letter == "large" })
    }

    @Test("are shown by their header with their size, and stay at the server")
    func header() async throws {
        let side = try await side()
        let report = try await side.check(sizeLimit: 1_000)
        #expect(report.new == 2)
        #expect(report.remarks.count == 1)
        let row = try await row(side)
        #expect(row.isHeaderOnly)
        #expect(row.size == Self.large.count)
        #expect(side.room.lettersThere() == ["large"])
        #expect(try await side.room.store.octets(of: row.message) == nil)
        let again = try await side.check(sizeLimit: 1_000)
        #expect(again.new == 0)
        #expect(side.log.count(of: "RETR") == 1)
        #expect(side.room.lettersThere() == ["large"])
    }

    @Test("come whole when they are opened, and leave the server only then")
    func opened() async throws {
        let side = try await side()
        try await side.check(sizeLimit: 1_000)
        let entry = try await row(side).id
        try await side.backend(sizeLimit: 1_000).fetch(.body(entry))
        let row = try await row(side)
        #expect(!row.isHeaderOnly)
        #expect(row.id == entry)
        #expect(try await side.room.store.octets(of: row.message) == Self.large)
        #expect(side.room.lettersThere() == ["large"])
        try await side.check(sizeLimit: 1_000)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["large", "small"])
        #expect(side.log.count(of: "RETR") == 2)
    }

    @Test("come whole once the limit is gone, under the same entry")
    func limitGone() async throws {
        let side = try await side()
        try await side.check(sizeLimit: 1_000)
        let before = try await row(side)
        try await side.room.flag(before, .flagged)
        let report = try await side.check()
        #expect(report.new == 0)
        let row = try await row(side)
        #expect(row.id == before.id && row.flags.contains(.flagged) && !row.isHeaderOnly)
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("that were deleted for good here leave the server, unless mail is to stay there")
    func expunged() async throws {
        let side = try await side()
        try await side.check(sizeLimit: 1_000)
        try await side.expunge(try await row(side).id)
        try await side.check(.never, sizeLimit: 1_000)
        #expect(side.room.lettersThere() == ["large"])
        try await side.check(sizeLimit: 1_000)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["small"])
    }

    @Test("that the server no longer has are told to be gone")
    func gone() async throws {
        let side = try await side()
        try await side.check(sizeLimit: 1_000)
        side.room.edit { $0.expunge(Set($0.messages.map(\.uid))) }
        let entry = try await row(side).id
        let problem = await #expect(throws: Problem.self) {
            try await side.backend().fetch(.body(entry))
        }
        #expect(problem?.kind == .notFound)
        #expect(try await row(side).isHeaderOnly)
    }

    @Test("stay at a server that cannot show headers, and that is said")
    func withoutTOP() async throws {
        let side = try await side(.without([.top]))
        let report = try await side.check(sizeLimit: 1_000)
        #expect(report.new == 1)
        #expect(report.remarks.count == 1)
        #expect(side.room.lettersThere() == ["large"])
        #expect(try await side.check().new == 1)
        #expect(try await side.letters() == ["large", "small"])
    }
}
