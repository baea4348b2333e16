import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Bodies on demand", .timeLimit(.minutes(5)))
struct BodyTests {
    @Test("come as they are at the server, once, and mark nothing as seen")
    func fetch() async throws {
        let side = try await IMAPSide(["a", "b"])
        try await side.synchronise()
        let entry = try await side.entry("a")
        let row = try #require(try await side.room.store.row(entry))
        #expect(try await side.room.store.octets(of: row.message) == nil)
        let before = side.log.count(of: "UID FETCH")
        try await side.backend.fetch(.body(entry))
        try await side.backend.fetch(.body(entry))
        #expect(side.log.count(of: "UID FETCH") == before + 1)
        #expect(try await side.room.store.octets(of: row.message) == Letter.octets("a"))
        #expect(try await side.room.store.row(entry)?.preview == "Hello")
        #expect(side.room.flagsThere()["a"] == [])
    }

    @Test("come in a run that has not synchronised yet")
    func withoutSync() async throws {
        let room = try Mailroom(.ann(["a"]))
        try await IMAPSide(room).synchronise()
        let later = try await IMAPSide(room)
        let entry = try await later.entry("a")
        try await later.backend.fetch(.body(entry))
        #expect(later.log.count(of: "SELECT") == 1)
    }

    @Test("of a message that vanished are a problem that says so, and the line goes on")
    func vanished() async throws {
        let side = try await IMAPSide(["a", "b"])
        try await side.synchronise()
        let (gone, here) = (try await side.entry("a"), try await side.entry("b"))
        side.room.edit { $0.expunge([1]) }
        let problem = await #expect(throws: Problem.self) {
            try await side.backend.fetch(.body(gone))
        }
        #expect(problem?.kind == .notFound)
        #expect(problem?.account == "work")
        #expect(problem?.remedy.isEmpty == false)
        try await side.backend.fetch(.body(here))
        #expect(side.log.connections == 1)
    }

    @Test("of an entry nobody knows are not found either")
    func unknown() async throws {
        let side = try await IMAPSide(["a"])
        try await side.synchronise()
        let problem = await #expect(throws: Problem.self) {
            try await side.backend.fetch(.body(EntryID(999)))
        }
        #expect(problem?.kind == .notFound)
    }

    @Test("are whole or not there at all when the line is cut")
    func cut() async throws {
        let script = Script([.init("UID FETCH", number: 2, .cut(after: 120))])
        let side = try await IMAPSide(["a"], script: script)
        try await side.synchronise()
        let entry = try await side.entry("a")
        await #expect(throws: Problem.self) { try await side.backend.fetch(.body(entry)) }
        let row = try #require(try await side.room.store.row(entry))
        #expect(try await side.room.store.octets(of: row.message) == nil)
        try await side.backend.fetch(.body(entry))
        #expect(try await side.room.store.octets(of: row.message) == Letter.octets("a"))
    }

    @Test("that the server promises and does not send are a problem, not an empty message")
    func missing() async throws {
        let script = Script([
            .init(
                "UID FETCH", number: 2,
                .instead(Script.lines("* 1 FETCH (UID 1 FLAGS ())", "$TAG OK Done")))
        ])
        let side = try await IMAPSide(["a"], script: script)
        try await side.synchronise()
        let entry = try await side.entry("a")
        await #expect(throws: Problem.self) { try await side.backend.fetch(.body(entry)) }
    }
}
