import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Login to an IMAP server", .timeLimit(.minutes(5)))
struct LoginTests {
    private func problem(_ answer: String) async throws -> Problem? {
        let script = Script([.init("LOGIN", .instead(Script.lines("$TAG \(answer)")))])
        let side = try await IMAPSide(["a"], .bare, script: script)
        return await #expect(throws: Problem.self) { try await side.synchronise() }
    }

    @Test("a wrong password is told as one, with the account and what to do")
    func refused() async throws {
        let problem = try await problem("NO [AUTHENTICATIONFAILED] Wrong")
        #expect(problem?.kind == .loginRefused)
        #expect(problem?.account == "work")
        #expect(problem?.detail == "Wrong")
        #expect(problem?.remedy.isEmpty == false)
    }

    @Test(
        "a busy server is no wrong password",
        arguments: ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"])
    func busy(_ code: String) async throws {
        #expect(try await problem("NO [\(code)] Come back later")?.kind == .unreachable)
    }

    @Test("a password that was good before is fetched anew once when it is refused")
    func grownOld() async throws {
        let refusal = Script.Action.instead(Script.lines("$TAG NO [AUTHENTICATIONFAILED] Expired"))
        let script = Script([
            .init("LOGIN", number: 2, refusal), .init("LOGIN", number: 4, refusal),
            .init("LOGIN", number: 5, refusal),
        ])
        let side = try await IMAPSide(["a"], .bare, script: script)
        try await side.synchronise()
        await side.backend.disconnect()
        try await side.synchronise()
        #expect(side.log.count(of: "LOGIN") == 3)
        await side.backend.disconnect()
        await #expect(throws: Problem.self) { try await side.synchronise() }
        #expect(side.log.count(of: "LOGIN") == 5)
    }

    @Test("a trial connection tells each step and what the server can do")
    func check() async throws {
        let side = try await IMAPSide(["a"])
        let report = try await side.backend.check()
        #expect(report.steps.map(\.name) == ["name", "connect", "login"])
        #expect(report.encryption.isEmpty)
        #expect(report.serverCapabilities.contains("QRESYNC"))
        #expect(side.log.count(of: "SELECT") == 0)
    }
}
