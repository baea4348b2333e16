import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Waiting for news", .timeLimit(.minutes(5)))
struct NewsTests {
    private static let far = ContinuousClock.now + .seconds(3_600)

    /// Synchronised, and watching for what comes.
    private func watching(
        _ options: IMAPOptions = IMAPOptions(), script: Script = Script()
    ) async throws -> IMAPSide {
        let side = try await IMAPSide(["a", "b"], options, script: script)
        try await side.synchronise()
        try await side.backend.waitForNews(until: NewsTests.far)
        return side
    }

    @Test("new mail ends the wait, on the same IDLE again and again")
    func newMail() async throws {
        let side = try await watching()
        for name in ["c", "d", "e"] {
            async let wait: Void = side.backend.waitForNews(until: NewsTests.far)
            side.room.world.deliver(Letter.octets(name), to: "ann")
            try await wait
            #expect(try await side.backend.synchronise(.news).unseen == 1)
        }
        #expect(side.log.count(of: "IDLE") == 1)
        #expect(side.log.connections == 2)
        try await side.expectAgreement()
    }

    @Test("a flag, an expunge of another device end it", arguments: ServerKind.allCases)
    func flags(_ kind: ServerKind) async throws {
        let options =
            kind == .bare ? IMAPOptions(features: [.idle], mechanisms: []) : kind.options
        let side = try await watching(options)
        side.room.edit { $0.change(1) { flags, _ in flags.insert(.seen) } }
        try await side.backend.waitForNews(until: NewsTests.far)
        #expect(try await side.backend.synchronise(.news).changed == 1)
        side.room.edit { $0.expunge([2]) }
        try await side.backend.waitForNews(until: NewsTests.far)
        #expect(try await side.backend.synchronise(.news).removed == 1)
        try await side.expectAgreement()
    }

    @Test("what came between the last look and the first wait is not waited for")
    func gap() async throws {
        let side = try await IMAPSide(["a"])
        try await side.synchronise()
        side.room.world.deliver(Letter.octets("b"), to: "ann")
        try await side.backend.waitForNews(until: NewsTests.far)
        #expect(try await side.backend.synchronise(.news).new == 1)
    }

    @Test("at its deadline IDLE is renewed on the same connection")
    func renewal() async throws {
        let side = try await watching()
        for count in 2...4 {
            try await side.backend.waitForNews(until: .now)
            #expect(side.log.count(of: "IDLE") == count)
        }
        #expect(side.log.connections == 2)
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        try await side.backend.waitForNews(until: NewsTests.far)
    }

    @Test(
        "a server that offers IDLE and refuses it is asked once and then by the clock",
        arguments: ["NO Not now", "BAD Unknown command", "OK Done"])
    func refusedIdle(_ answer: String) async throws {
        let script = Script([.init("IDLE", .instead(Script.lines("$TAG \(answer)")))])
        let side = try await watching(script: script)
        try await side.backend.waitForNews(until: .now)
        try await side.backend.waitForNews(until: .now)
        #expect(side.log.count(of: "IDLE") == 1)
        #expect(side.log.connections == 2)
    }

    @Test("without IDLE the wait ends at the deadline")
    func noIdle() async throws {
        let side = try await watching(.bare)
        try await side.backend.waitForNews(until: .now)
        #expect(side.log.count(of: "IDLE") == 0)
    }

    @Test("a line that breaks while waiting is a problem, and the next wait makes a new one")
    func broken() async throws {
        let script = Script([
            .init("IDLE", number: 1, .after(Script.lines("* BYE Shutting down")))
        ])
        let side = try await IMAPSide(["a"], script: script)
        try await side.synchronise()
        let problem = await #expect(throws: Problem.self) {
            while true { try await side.backend.waitForNews(until: NewsTests.far) }
        }
        #expect(problem?.kind == .unreachable)
        #expect(problem?.detail == "Shutting down")
        try await side.backend.waitForNews(until: NewsTests.far)
        #expect(side.log.connections == 3)
    }

    @Test("a cancelled wait ends at once")
    func cancelled() async throws {
        let side = try await watching()
        let wait = Task { try await side.backend.waitForNews(until: NewsTests.far) }
        wait.cancel()
        let problem = await #expect(throws: Problem.self) { try await wait.value }
        #expect(problem?.kind == .cancelled)
    }
}
