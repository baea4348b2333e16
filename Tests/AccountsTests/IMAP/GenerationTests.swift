import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("A mailbox that is counted anew", .timeLimit(.minutes(5)))
struct GenerationTests {
    @Test("keeps ids, bodies and what was not sent yet", arguments: ServerKind.allCases)
    func renumbered(_ kind: ServerKind) async throws {
        let names = (1...120).map { "m\($0)" }
        let side = try await IMAPSide(names, kind.options)
        try await side.synchronise()
        let (kept, flagged) = (try await side.entry("m5"), try await side.entry("m6"))
        let moved = try await side.entry("m7")
        try await side.backend.fetch(.body(kept))
        try await side.flag("m6", add: .flagged)
        try await side.apply(.move([moved], to: .role(.archive)))
        // Numbers hold as long as a mailbox is open; they change between two connections.
        await side.backend.disconnect()
        side.room.edit { inbox in
            inbox.expunge([1])
            inbox.renumber(uidValidity: 99)
        }
        try await side.synchronise()
        #expect(try await side.entry("m5") == kept)
        #expect(try await side.entry("m6") == flagged)
        let row = try #require(try await side.room.store.row(kept))
        #expect(try await side.room.store.octets(of: row.message) == Letter.octets("m5"))
        // What had lost its number can be told to the server now.
        try await side.synchronise()
        #expect(try await side.entry("m7", in: "Archive") == moved)
        #expect(side.room.flagsThere()["m6"] == .flagged)
        try await side.expectAgreement()
    }

    @Test("a backfill under way stops at once, and the next look begins anew")
    func renumberedMeanwhile() async throws {
        let names = (1...120).map { "m\($0)" }
        let script = Script([.init("UID FETCH", number: 2, .drop)])
        let side = try await IMAPSide(names, script: script)
        _ = try await side.backend.synchronise(.everything)
        await #expect(throws: Problem.self) { try await side.backend.synchronise(.older) }
        side.room.edit { $0.renumber(uidValidity: 99) }
        _ = try await side.backend.synchronise(.older)
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test(
        "UIDs that go back under one UIDVALIDITY are another mailbox",
        arguments: ServerKind.allCases)
    func wentBack(_ kind: ServerKind) async throws {
        let side = try await IMAPSide(["a", "b", "c"], kind.options)
        try await side.synchronise()
        await side.backend.disconnect()
        side.room.edit { inbox in
            inbox.expunge([1])
            inbox.renumber(uidValidity: inbox.uidValidity)
        }
        try await side.synchronise()
        try await side.expectAgreement()
    }
}
