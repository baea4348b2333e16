import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Login to a POP server", .timeLimit(.minutes(1)))
struct POPLoginTests {
    private func problem(
        _ answer: String, _ options: POPOptions = .without([.capa])
    ) async throws -> Problem? {
        let script = Script([.init("PASS", .instead(Script.lines(answer)))])
        let side = try await POPSide(["a"], options, script: script)
        return await #expect(throws: Problem.self) { try await side.check() }
    }

    @Test("a wrong password is told as one")
    func wrong() async throws {
        let side = try await POPSide(["a"])
        let problem = await #expect(throws: Problem.self) {
            try await side.backend(password: "not it").synchronise(.everything)
        }
        #expect(problem?.kind == .loginRefused)
        #expect(problem?.account == "work")
        #expect("\(String(describing: problem))".contains("not it") == false)
    }

    @Test(
        "a busy maildrop or server is no wrong password",
        arguments: ["IN-USE", "LOGIN-DELAY", "SYS/TEMP"])
    func busy(_ code: String) async throws {
        let problem = try await problem("-ERR [\(code)] Later")
        #expect(problem?.kind == .unreachable)
        #expect(problem?.detail.contains("Later") == true)
    }

    @Test("a maildrop that another session holds is fetched when that one is done")
    func locked() async throws {
        let room = try Mailroom(.ann(["a"]))
        let script = Script([
            .init("STAT", number: 1, .drop),
            .init("AUTH", number: 2, .instead(Script.lines("-ERR [IN-USE] Locked"))),
        ])
        let side = try await POPSide(room, script: script)
        let backend = side.backend()
        await #expect(throws: Problem.self) { try await backend.synchronise(.everything) }
        let problem = await #expect(throws: Problem.self) {
            try await backend.synchronise(.everything)
        }
        #expect(problem?.kind == .unreachable)
        #expect(try await backend.synchronise(.everything).new == 1)
    }

    @Test("a trial connection reads nothing and deletes nothing")
    func check() async throws {
        let side = try await POPSide(["a"])
        let report = try await side.backend().check()
        #expect(report.steps.map(\.name) == ["name", "connect", "login"])
        #expect(report.serverCapabilities.contains("UIDL"))
        #expect(!side.log.commands.contains { ["RETR", "DELE", "STAT"].contains($0) })
        #expect(side.room.lettersThere() == ["a"])
    }

    @Test("what is not here is nowhere, and that is said")
    func body() async throws {
        let side = try await POPSide(["a"])
        let problem = await #expect(throws: Problem.self) {
            try await side.backend().fetch(.body(EntryID(1)))
        }
        #expect(problem?.kind == .notFound)
    }
}
