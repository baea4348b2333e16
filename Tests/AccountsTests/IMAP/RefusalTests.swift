import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("A server that says no", .timeLimit(.minutes(5)))
struct RefusalTests {
    private static func script(_ command: String, _ answer: String = "NO Quota exceeded") -> Script
    {
        Script([.init(command, .instead(Script.lines("$TAG \(answer)")))])
    }

    @Test("a refused flag is taken back, and told")
    func flag() async throws {
        let side = try await IMAPSide(["a"], script: Self.script("UID STORE"))
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        let report = try await side.send()
        #expect(report.pushed == 0)
        #expect(report.remarks == ["The server would not change the flags: Quota exceeded"])
        try await side.expectAgreement()
    }

    @Test("a refused move is taken back, and told")
    func move() async throws {
        let side = try await IMAPSide(["a"], script: Self.script("UID MOVE"))
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.archive)))
        let report = try await side.send()
        #expect(report.remarks == ["The server would not move the messages: Quota exceeded"])
        #expect(try await side.letters() == ["a"])
        let refused = try await side.room.store.refusedChanges(of: side.account)
        #expect(refused.map(\.reason) == ["Quota exceeded"])
        try await side.expectAgreement()
    }

    @Test("a refused COPY deletes nothing at the source")
    func copy() async throws {
        let side = try await IMAPSide(["a"], .bare, script: Self.script("UID COPY"))
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.archive)))
        try await side.send()
        #expect(side.log.count(of: "UID STORE") == 0)
        try await side.expectAgreement()
    }

    @Test("a mailbox the server will not make takes nothing with it, and holds nothing up")
    func create() async throws {
        let room = try Mailroom(.ann(["a", "b"]))
        room.world.update("ann") { user in
            user.mailboxes.removeAll { $0.name == "Archive" }
        }
        let side = try await IMAPSide(room, script: Self.script("CREATE", "NO Not below the root"))
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.archive)))
        try await side.apply(.move([side.entry("b")], to: .role(.trash)))
        let report = try await side.synchronise()
        #expect(report.remarks == ["The server would not move the messages: Not below the root"])
        #expect(report.pushed == 1)
        try await side.expectAgreement(["INBOX", "Trash"])
    }

    @Test("the changes of a mailbox that is gone hold up no others")
    func mailboxGone() async throws {
        let room = try Mailroom(.ann(["a"]))
        room.world.update("ann") { user in
            user.create("Project")
            user.file(["p"], in: "Project")
        }
        let side = try await IMAPSide(room)
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        try await side.apply(.flags([side.entry("p", in: "Project")], add: .seen, remove: []))
        _ = room.world.update("ann") { $0.delete("Project") }
        let report = try await side.synchronise()
        #expect(report.pushed == 1)
        #expect(room.flagsThere() == ["a": .seen])
    }

    @Test("a move into a mailbox that is gone is taken back")
    func targetGone() async throws {
        let room = try Mailroom(.ann(["a"]))
        room.world.update("ann") { $0.create("Project") }
        let side = try await IMAPSide(room)
        try await side.synchronise()
        let project = try #require(
            try await room.store.mailboxes().first { $0.name == "Project" })
        try await side.apply(.move([side.entry("a")], to: .mailbox(project.id)))
        _ = room.world.update("ann") { $0.delete("Project") }
        let report = try await side.synchronise()
        #expect(report.remarks.count == 1)
        #expect(try await side.letters() == ["a"])
        try await side.expectAgreement()
    }

    @Test("BAD to SELECT with QRESYNC: opened without, and nothing is missed")
    func badSelect() async throws {
        // SELECT of INBOX, Archive and Trash at the first synchronisation are without QRESYNC.
        let script = Script([
            .init("SELECT", number: 4, .instead(Script.lines("$TAG BAD Unknown parameter")))
        ])
        let side = try await IMAPSide(["a", "b"], script: script)
        try await side.synchronise()
        side.room.edit { inbox in
            inbox.change(1) { flags, _ in flags.insert(.seen) }
            inbox.expunge([2])
        }
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        try await side.synchronise()
        try await side.expectAgreement()
        let selects = side.log.entries.filter { $0.command == "SELECT" }.map(\.text)
        #expect(selects[3].contains("QRESYNC"))
        #expect(selects[4...].allSatisfy { !$0.contains("QRESYNC") })
    }
}
