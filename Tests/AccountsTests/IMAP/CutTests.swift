import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("A connection that is cut", .timeLimit(.minutes(5)))
struct CutTests {
    /// Where the line breaks: before the server did what was asked, or behind it.
    static let cuts: [Script.Action] = [.drop, .dropAfterwards]

    @Test(
        "in a move, nothing is lost and nothing doubled", arguments: MoveKind.allCases,
        CutTests.cuts)
    func move(_ kind: MoveKind, _ cut: Script.Action) async throws {
        for command in ["UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE", "EXPUNGE"] {
            let script = Script([.init(command, number: 1, cut)])
            let side = try await IMAPSide(["a", "b", "c"], kind.options, script: script)
            try await side.synchronise()
            try await side.apply(
                .move([side.entry("a"), side.entry("b")], to: .role(.archive)))
            do { try await side.send() } catch { #expect((error as? Problem) != nil) }
            try await side.synchronise()
            #expect(side.room.lettersThere() == ["c"], "\(command)")
            #expect(side.room.lettersThere("Archive") == ["a", "b"], "\(command)")
            try await side.expectAgreement()
        }
    }

    @Test("in a copy, there is one copy", arguments: MoveKind.allCases, CutTests.cuts)
    func copy(_ kind: MoveKind, _ cut: Script.Action) async throws {
        let script = Script([.init("UID COPY", number: 1, cut)])
        let side = try await IMAPSide(["a", "b"], kind.options, script: script)
        try await side.synchronise()
        try await side.apply(.copy([side.entry("a")], to: .role(.archive)))
        await #expect(throws: Problem.self) { try await side.send() }
        try await side.synchronise()
        #expect(side.room.lettersThere("Archive") == ["a"])
        try await side.expectAgreement()
    }

    @Test("in an expunge or a flag, it happens once", arguments: ServerKind.allCases, CutTests.cuts)
    func expunge(_ kind: ServerKind, _ cut: Script.Action) async throws {
        let script = Script([
            .init("UID STORE", number: 1, cut), .init("UID EXPUNGE", number: 1, cut),
            .init("EXPUNGE", number: 1, cut),
        ])
        let side = try await IMAPSide(["a", "b", "c"], kind.options, script: script)
        try await side.synchronise()
        try await side.flag("a", add: .flagged)
        try await side.apply(.expunge([side.entry("b")]))
        try await side.synchroniseAtLast()
        #expect(side.room.flagsThere() == ["a": .flagged, "c": []])
        try await side.expectAgreement()
    }

    @Test("in making a mailbox, the message arrives in it once", arguments: CutTests.cuts)
    func create(_ cut: Script.Action) async throws {
        let room = try Mailroom(.ann(["a"]))
        room.world.update("ann") { user in
            user.mailboxes.removeAll { $0.name == "Archive" }
        }
        let side = try await IMAPSide(room, script: Script([.init("CREATE", number: 1, cut)]))
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.archive)))
        await #expect(throws: Problem.self) { try await side.send() }
        try await side.synchronise()
        #expect(room.lettersThere("Archive") == ["a"])
        try await side.expectAgreement(["INBOX", "Archive"])
    }

    @Test(
        "while listing or fetching, the next time goes on from there",
        arguments: ServerKind.allCases)
    func reading(_ kind: ServerKind) async throws {
        let names = (1...230).map { "m\($0)" }
        for command in ["LOGIN", "AUTHENTICATE", "LIST", "SELECT", "UID SEARCH", "UID FETCH"] {
            let script = Script([
                .init(command, number: 1, .drop), .init(command, number: 2, .cut(after: 100)),
                .init(command, number: 3, .dropAfterwards),
            ])
            let side = try await IMAPSide(names, kind.options, script: script)
            try await side.synchroniseAtLast()
            try await side.expectAgreement()
        }
    }

    @Test("while hearing the news, nothing of them is missed", arguments: ServerKind.allCases)
    func news(_ kind: ServerKind) async throws {
        for number in 4...6 {
            let script = Script([.init("SELECT", number: number, .cut(after: 60))])
            let side = try await IMAPSide(["a", "b", "c"], kind.options, script: script)
            try await side.synchronise()
            side.room.edit { inbox in
                inbox.change(1) { flags, _ in flags.insert(.seen) }
                inbox.expunge([2])
            }
            side.room.world.deliver(Letter.octets("d"), to: "ann")
            await #expect(throws: Problem.self) { try await side.synchronise() }
            try await side.synchronise()
            try await side.expectAgreement()
        }
    }
}
