import DemoServer
import Mail
import Storage
import Synchronization
import Testing

@testable import Accounts

@Suite("The pause a server wants between two logins", .timeLimit(.minutes(5)))
struct LoginPauseTests {
    private static let delay = Script.Rule(
        "CAPA",
        .instead(
            Script.lines("+OK", "USER", "UIDL", "TOP", "PIPELINING", "LOGIN-DELAY 600", ".")))

    private func side(_ rules: [Script.Rule] = [delay]) async throws -> POPSide {
        try await POPSide(["a"], script: Script(rules))
    }

    @Test("is kept with a little more, by a new run as well, and is said in plain words")
    func kept() async throws {
        let side = try await side()
        try await side.check()
        side.room.pass(seconds: 629)
        let problem = await #expect(throws: Problem.self) { try await side.check() }
        #expect(problem?.kind == .busy)
        #expect(problem?.headline.contains("in 1 s") == true)
        #expect(side.log.connections == 1, "nobody knocks before the time")
        side.room.pass(seconds: 1)
        try await side.check()
        #expect(side.log.connections == 2)
    }

    @Test("also holds for a trial connection")
    func trial() async throws {
        let side = try await side()
        try await side.check()
        let problem = await #expect(throws: Problem.self) { try await side.backend().check() }
        #expect(problem?.retry == .at(Timestamp(seconds: Letter.now.seconds + 630)))
    }

    @Test("that the server tells only by refusing is kept as well")
    func refusal() async throws {
        let side = try await side([
            .init("AUTH", number: 1, .instead(Script.lines("-ERR [LOGIN-DELAY] Too soon")))
        ])
        let problem = await #expect(throws: Problem.self) { try await side.check() }
        #expect(problem?.retry == .at(Timestamp(seconds: Letter.now.seconds + 315)))
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(side.log.connections == 1)
        side.room.pass(seconds: 316)
        #expect(try await side.check().new == 1)
    }

    @Test("of a clock that was far ahead is forgotten")
    func wrongClock() async throws {
        let side = try await side()
        let account = side.account
        try await side.room.store.setMaildropLogin(
            of: account, notBefore: Timestamp(seconds: Letter.now.seconds + 86_400 * 365),
            delay: 600)
        #expect(try await side.check().new == 1)
    }

    @Test("is no reason to break a long download into sessions")
    func longDownload() async throws {
        let side = try await POPSide((1...12).map { "m\($0)" }, script: Script([Self.delay]))
        try await side.check(bounds: .small)
        #expect(side.log.count(of: "QUIT") == 1)
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("that is short is waited for between the sessions of a long download")
    func shortPause() async throws {
        let script = Script([
            .init(
                "CAPA",
                .instead(
                    Script.lines("+OK", "USER", "UIDL", "TOP", "PIPELINING", "LOGIN-DELAY 20", ".")
                ))
        ])
        let side = try await POPSide((1...12).map { "m\($0)" }, script: script)
        let waits = Mutex<[Duration]>([])
        var bounds = VisitBounds.small
        bounds.sleep = { [room = side.room] wait in
            waits.withLock { $0.append(wait) }
            room.pass(seconds: wait.components.seconds)
        }
        #expect(try await side.check(bounds: bounds).new == 12)
        #expect(waits.withLock { $0 } == [.seconds(21), .seconds(21)])
        #expect(side.log.count(of: "QUIT") == 3)
        #expect(side.room.lettersThere().isEmpty)
    }
}

extension VisitBounds {
    /// Five messages a session.
    static var small: VisitBounds {
        var bounds = VisitBounds(freeOctets: { nil })
        bounds.messages = 5
        return bounds
    }
}
