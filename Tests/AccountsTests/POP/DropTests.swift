import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("A maildrop visit that is cut short", .timeLimit(.minutes(5)))
struct DropTests {
    private static let names = (1...8).map { "m\($0)" }

    /// Visits until one ends well; a visit that brings nothing on is a failure of the test.
    private func visit(_ side: POPSide, tries: Int = 3) async throws {
        for _ in 1..<tries {
            do {
                try await side.check()
                return
            } catch {
                #expect((error as? Problem)?.kind != .loginRefused)
            }
        }
        try await side.check()
    }

    @Test(
        "loses nothing and doubles nothing, wherever the line breaks",
        arguments: [POPOptions(), .without([.pipelining]), .without([.uidl])],
        [Script.Action.drop, .dropAfterwards, .cut(after: 40)])
    func everywhere(_ options: POPOptions, _ cut: Script.Action) async throws {
        for command in ["STAT", "UIDL", "LIST", "RETR", "DELE", "QUIT"] {
            let numbers = ["RETR", "DELE"].contains(command) ? 1...DropTests.names.count : 1...1
            for number in numbers {
                let script = Script([.init(command, number: number, cut)])
                let side = try await POPSide(DropTests.names, options, script: script)
                try await visit(side)
                #expect(try await side.letters() == DropTests.names, "\(command) \(number)")
                try await side.check()
                #expect(side.room.lettersThere().isEmpty, "\(command) \(number)")
                #expect(try await side.letters() == DropTests.names, "\(command) \(number)")
            }
        }
    }

    @Test("what came whole before the line broke is not fetched again")
    func progress() async throws {
        let script = Script([
            .init("RETR", number: 4, .drop), .init("RETR", number: 8, .drop),
        ])
        let side = try await POPSide(DropTests.names, script: script)
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(try await side.letters().count == 3)
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(try await side.letters().count == 6)
        try await side.check()
        #expect(side.log.count(of: "RETR") == 10)
        #expect(try await side.letters() == DropTests.names)
    }

    @Test("a large message that broke off leaves nothing behind")
    func staged() async throws {
        let room = try Mailroom()
        room.world.deliver(
            Letter.octets("large", text: String(repeating: "text\r\n", count: 300_000)), to: "ann")
        let script = Script([.init("RETR", number: 1, .cut(after: 1_500_000))])
        let side = try await POPSide(room, script: script)
        await #expect(throws: Problem.self) { try await side.check() }
        #expect(try await side.letters().isEmpty)
        try await side.check()
        #expect(try await side.letters() == ["large"])
        #expect(room.lettersThere().isEmpty)
    }

    @Test("new mail is told even when the server's goodbye is lost")
    func lostGoodbye() async throws {
        let side = try await POPSide(
            DropTests.names, script: Script([.init("QUIT", number: 1, .dropAfterwards)]))
        #expect(try await side.check().unseen == 8)
        #expect(side.room.lettersThere().isEmpty)
        #expect(try await side.check().new == 0)
    }
}
