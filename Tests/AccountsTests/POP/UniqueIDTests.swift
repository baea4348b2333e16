import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("Unique-ids that are not what they should be", .timeLimit(.minutes(5)))
struct UniqueIDTests {
    private static func listing(_ lines: [String], number: Int? = nil) -> Script.Rule {
        let text = (["+OK"] + lines + ["."]).map { $0 + "\r\n" }.joined()
        return .init("UIDL", number: number, .instead(Array(text.utf8)))
    }

    @Test("copies that share one are all fetched, and all deleted")
    func duplicates() async throws {
        let script = Script([Self.listing(["1 same", "2 same", "3 other"], number: 1)])
        let side = try await POPSide(["a", "b", "c"], script: script)
        #expect(try await side.check().new == 3)
        #expect(try await side.letters() == ["a", "b", "c"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("of copies that share one none is deleted before all are here")
    func duplicatesApart() async throws {
        let script = Script([
            Self.listing(["1 same", "2 same", "3 other"]),
            .init("RETR", number: 2, .instead(Script.lines("-ERR Not now"))),
        ])
        let side = try await POPSide(["a", "b", "c"], script: script)
        try await side.check()
        #expect(side.room.lettersThere().count == 2, "only the one with a name of its own went")
        #expect(try await side.letters().count == 2)
    }

    @Test("one that is used again for other mail does not cost that mail")
    func reused() async throws {
        let script = Script([
            Self.listing(["1 x"], number: 1), Self.listing([], number: 2),
            Self.listing(["1 x"], number: 3), Self.listing([], number: 4),
        ])
        let side = try await POPSide(["a"], script: script)
        try await side.check()
        try await side.check()
        side.room.world.deliver(Letter.octets("b"), to: "ann")
        #expect(try await side.check().new == 1)
        #expect(try await side.letters() == ["a", "b"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("one that comes back with the same mail doubles nothing")
    func cameBack() async throws {
        let script = Script([
            Self.listing(["1 x"], number: 1), Self.listing([], number: 2),
            Self.listing(["1 x"], number: 3), Self.listing([], number: 4),
        ])
        let side = try await POPSide(["a"], script: script)
        try await side.check()
        try await side.check()
        side.room.world.deliver(Letter.octets("a"), to: "ann")
        #expect(try await side.check().new == 0)
        #expect(try await side.letters() == ["a"])
    }

    @Test("lines that name no message, or name it wrongly, keep no mail away")
    func broken() async throws {
        let long = String(repeating: "x", count: 71)
        let script = Script([Self.listing(["1 \(long)", "2", "nonsense", "0 zero"], number: 1)])
        let side = try await POPSide(["a", "b", "c"], script: script)
        try await side.check()
        #expect(try await side.letters() == ["a", "b", "c"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test("when they are refused once, what is held is not fetched under no name")
    func refusedOnce() async throws {
        let script = Script([
            .init("UIDL", number: 2, .instead(Script.lines("-ERR Index is being rebuilt")))
        ])
        let side = try await POPSide(["a", "b"], script: script)
        try await side.check(.never)
        let problem = await #expect(throws: Problem.self) { try await side.check(.never) }
        #expect(problem?.headline == "The server would not name its messages")
        #expect(try await side.check(.never).new == 0)
        #expect(try await side.letters() == ["a", "b"])
    }

    @Test("without any, the same octets are not stored twice, and other mail is")
    func none() async throws {
        let script = Script([.init("QUIT", number: 1, .drop)])
        let side = try await POPSide(["a", "b"], .without([.uidl]), script: script)
        try await side.check()
        #expect(side.room.lettersThere() == ["a", "b"], "the deletions did not become real")
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        #expect(try await side.check().new == 1)
        #expect(try await side.letters() == ["a", "b", "c"])
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test(
        "without any, and without TOP, mail cannot be left at the server",
        arguments: [MaildropPolicy.never, .afterDays(14), .whenExpungedHere])
    func noneToKeep(_ policy: MaildropPolicy) async throws {
        let side = try await POPSide(["a"], .without([.uidl, .top]))
        let problem = await #expect(throws: Problem.self) { try await side.check(policy) }
        #expect(problem?.kind == .settings)
        #expect(problem?.remedy.isEmpty == false)
        #expect(side.room.lettersThere() == ["a"])
    }
}
