import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("What bounds a visit", .timeLimit(.minutes(5)))
struct VisitBoundsTests {
    @Test("deletions become real every so many messages")
    func sessions() async throws {
        let side = try await POPSide((1...12).map { "m\($0)" })
        #expect(try await side.check(bounds: .small).new == 12)
        #expect(side.log.count(of: "QUIT") == 3)
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("a disk that is nearly full stops the download, and what is here is kept in order")
    func disk() async throws {
        let side = try await POPSide(["a", "b"])
        let full = VisitBounds(freeOctets: { 199_999_999 })
        let problem = await #expect(throws: Problem.self) { try await side.check(bounds: full) }
        #expect(problem?.kind == .disk)
        #expect(problem?.detail.contains("200 MB") == true)
        #expect(side.room.lettersThere() == ["a", "b"])
        #expect(side.log.count(of: "QUIT") == 1)
        #expect(try await side.check(bounds: VisitBounds(freeOctets: { 300_000_000 })).new == 2)
    }

    @Test("the store tells how much its disk still takes")
    func freeOctets() throws {
        let room = try Mailroom()
        #expect((room.store.freeOctets ?? 0) > 0)
    }

    @Test("a server that sends next to nothing is left, and what came whole is kept")
    func pace() {
        var pace = Pace(Pace.Limit(octets: 100, time: .seconds(10)))
        let start = ContinuousClock.now
        pace.came(99)
        #expect(pace.check(account: "a", now: start) == nil)
        #expect(pace.check(account: "a", now: start + .seconds(11))?.kind == .unreachable)
        pace.came(1)
        #expect(pace.check(account: "a", now: start + .seconds(12)) == nil)
        #expect(pace.check(account: "a", now: start + .seconds(23)) != nil)
    }

    @Test("a message at which the line breaks does not keep the others away")
    func trouble() async throws {
        // The first RETR of each visit breaks off until the others are through.
        let script = Script([
            .init("RETR", number: 1, .cut(after: 50)), .init("RETR", number: 4, .cut(after: 50)),
        ])
        let side = try await POPSide(["a", "b", "c"], script: script)
        await #expect(throws: Problem.self) { try await side.check() }
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(try await side.letters() == ["b", "c"])
        #expect(side.room.lettersThere() == ["a"], "the deletions of the others are real")
        try await side.check()
        #expect(try await side.letters() == ["a", "b", "c"])
        #expect(try await side.room.store.maildropTroubles(of: side.account).isEmpty == false)
        try await side.check()
        #expect(try await side.room.store.maildropTroubles(of: side.account).isEmpty)
    }

    @Test("deletions that were refused are tried again")
    func refusedDeletion() async throws {
        let script = Script([.init("DELE", number: 2, .instead(Script.lines("-ERR Not now")))])
        let side = try await POPSide(["a", "b", "c"], script: script)
        #expect(try await side.check().removed == 2)
        #expect(side.room.lettersThere().count == 1)
        #expect(try await side.check().removed == 1)
        #expect(side.room.lettersThere().isEmpty)
        #expect(side.log.count(of: "RETR") == 3)
    }

    @Test("a goodbye that says no leaves the deletions to the next visit")
    func refusedGoodbye() async throws {
        let script = Script([
            .init(
                "QUIT", number: 1,
                .instead(Script.lines("-ERR some deleted messages not removed")))
        ])
        let side = try await POPSide(["a", "b"], script: script)
        let report = try await side.check()
        #expect(report.remarks.count == 1)
        #expect(report.removed == 0)
        try await side.check()
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.letters() == ["a", "b"])
    }
}
