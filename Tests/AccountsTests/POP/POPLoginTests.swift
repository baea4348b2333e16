import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Login to a POP server", .timeLimit(.minutes(5)))
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
        arguments: [
            ("IN-USE", Problem.Kind.unreachable), ("LOGIN-DELAY", .busy),
            ("SYS/TEMP", .unreachable), ("SYS/PERM", .refusedByServer),
            ("SYS/TEMP/DISK", .unreachable),
        ])
    func busy(_ code: String, _ kind: Problem.Kind) async throws {
        let problem = try await problem("-ERR [\(code)] Later")
        #expect(problem?.kind == kind)
        #expect(problem?.detail.contains("Later") == true)
        #expect(problem?.remedy.isEmpty == false)
    }

    @Test("a wrong password is one at once by its code; without a code only at the second time")
    func codes() async throws {
        #expect(try await problem("-ERR [AUTH] No")?.retry == nil)
        let problem = try await problem("-ERR No")
        #expect(problem?.kind == .loginRefused)
        #expect(problem?.retry == .onceMore(after: 60))
    }

    @Test("a server that names its reasons and names none does not mean the password")
    func noReason() async throws {
        let script = Script([
            .init("CAPA", .instead(Script.lines("+OK", "USER", "AUTH-RESP-CODE", "."))),
            .init("PASS", .instead(Script.lines("-ERR Hm"))),
        ])
        let side = try await POPSide(["a"], script: script)
        let problem = await #expect(throws: Problem.self) { try await side.check() }
        #expect(problem?.kind == .unreachable)
    }

    @Test("a greeting that is a refusal says why, and nothing of the password")
    func greeting() async throws {
        let script = Script([
            .init("GREETING", .instead(Script.lines("-ERR [SYS/TEMP] Moving house")))
        ])
        let side = try await POPSide(["a"], script: script)
        let problem = await #expect(throws: Problem.self) { try await side.check() }
        #expect(problem?.kind == .unreachable)
        #expect(problem?.detail == "Moving house")
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
        #expect(report.serverMessages == 1)
        #expect(!side.log.commands.contains { ["RETR", "DELE", "TOP"].contains($0) })
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
