import DemoServer
import Mail
import Testing

@testable import Accounts

@Suite("First and second synchronisation", .timeLimit(.minutes(5)))
struct FirstSyncTests {
    @Test("the newest messages come first, and then all", arguments: ServerKind.allCases)
    func newestFirst(_ kind: ServerKind) async throws {
        let names = (1...250).map { "m\($0)" }
        let side = try await IMAPSide(names, kind.options)
        let first = try await side.backend.synchronise(.everything)
        #expect(first.new == 100)
        #expect(first.unseen == 0, "nobody calls the mail of ten years new")
        #expect(first.leavesOlder)
        #expect(try await side.letters() == names.suffix(100).sorted())
        let older = try await side.backend.synchronise(.older)
        #expect(older.new == 150)
        #expect(!older.leavesOlder)
        try await side.expectAgreement()
        #expect(side.log.faults.isEmpty)
    }

    @Test("what another device does comes in the second time", arguments: ServerKind.allCases)
    func secondSync(_ kind: ServerKind) async throws {
        let side = try await IMAPSide(["a", "b", "c", "d", "e"], kind.options)
        try await side.synchronise()
        let before = try await side.entry("b")
        side.room.world.update("ann") { user in
            user.edit("INBOX") { inbox in
                inbox.change(1) { flags, _ in flags.insert(.seen) }
                inbox.change(2) { flags, keywords in
                    flags.formUnion([.flagged, .answered])
                    keywords = Set(["later"].compactMap { Keyword($0) })
                }
                inbox.expunge([3, 4])
            }
            user.file(["d"], in: "Archive")
            user.file(["new"], in: "INBOX")
        }
        let report = try await side.synchronise()
        #expect(report.new == 2)
        #expect(report.unseen == 1)
        #expect(report.changed == 2)
        #expect(report.removed == 2)
        try await side.expectAgreement()
        let row = try #require(try await side.room.store.row(before))
        #expect(row.keywords.map(\.name) == ["later"])
    }

    @Test("a third time with nothing new changes nothing", arguments: ServerKind.allCases)
    func nothingNew(_ kind: ServerKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        let report = try await side.synchronise()
        #expect([report.new, report.changed, report.removed, report.pushed] == [0, 0, 0, 0])
        #expect(report.bytesIn > 0)
        try await side.expectAgreement()
    }

    @Test("an emptied mailbox is empty here, and fills again", arguments: ServerKind.allCases)
    func emptied(_ kind: ServerKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        side.room.edit { $0.expunge([1, 2]) }
        try await side.synchronise()
        try await side.expectAgreement()
        side.room.world.deliver(Letter.octets("c"), to: "ann")
        let report = try await side.synchronise()
        #expect(report.unseen == 1, "the mailbox was looked at before")
        try await side.expectAgreement()
    }

    @Test("old mail that comes late is not called new", arguments: ServerKind.allCases)
    func lateButOld(_ kind: ServerKind) async throws {
        let side = try await IMAPSide((1...250).map { "m\($0)" }, kind.options)
        _ = try await side.backend.synchronise(.everything)
        side.room.world.deliver(Letter.octets("new"), to: "ann")
        let report = try await side.backend.synchronise(.everything)
        #expect(report.new == 100)
        #expect(report.unseen == 1)
        #expect(report.leavesOlder)
    }

    @Test("what a report counts of the line is counted once")
    func traffic() async throws {
        let side = try await IMAPSide((1...150).map { "m\($0)" })
        let first = try await side.backend.synchronise(.everything)
        let second = try await side.backend.synchronise(.older)
        let third = try await side.backend.synchronise(.news)
        #expect(second.bytesIn < first.bytesIn)
        #expect(third.bytesIn < second.bytesIn)
        #expect(third.roundTrips > 0)
    }

    @Test("a mailbox that cannot be opened keeps no other from being looked at, and is told once")
    func closedMailbox() async throws {
        let script = Script([
            .init("SELECT", number: 2, .instead(Script.lines("$TAG NO Not today"))),
            .init("SELECT", number: 5, .instead(Script.lines("$TAG NO Not today"))),
        ])
        let room = try Mailroom(.ann(["a"]))
        room.world.update("ann") { $0.file(["t"], in: "Trash") }
        let side = try await IMAPSide(room, script: script)
        let report = try await side.synchronise()
        #expect(report.remarks == ["The server would not open Archive: Not today"])
        #expect(try await side.letters("Trash") == ["t"])
        #expect(try await side.synchronise().remarks.isEmpty)
    }

    @Test("mass removal that the count does not confirm removes nothing")
    func brake() async throws {
        // The second listing forgets all but one message; EXISTS goes on counting them all.
        let names = (1...150).map { "m\($0)" }
        let script = Script([
            .init("UID SEARCH", number: 2, .instead(Script.lines("* SEARCH 1", "$TAG OK Done")))
        ])
        let side = try await IMAPSide(names, .bare, script: script)
        try await side.synchronise()
        side.room.edit { $0.expunge([7]) }
        await #expect(throws: Problem.self) { try await side.synchronise() }
        #expect(try await side.letters().count == 150)
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("a message the server tells nothing of does not keep the others away")
    func unreadable() async throws {
        let script = Script([
            .init(
                "UID FETCH", number: 1,
                .instead(
                    Script.lines("* 1 FETCH (UID 1 FLAGS (", "* 2 FETCH (UID 2)", "$TAG OK Done")))
        ])
        let side = try await IMAPSide(["a", "b"], script: script)
        try await side.synchronise()
        #expect(try await side.letters().isEmpty)
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("without LSUB's answer every mailbox counts as wanted")
    func subscriptionsUnknown() async throws {
        let room = try Mailroom(.ann(["a"]))
        room.world.update("ann") { user in
            user.create("Project")
            user.file(["p"], in: "Project")
        }
        let script = Script([.init("LSUB", .instead(Script.lines("$TAG NO Not here")))])
        let side = try await IMAPSide(room, .bare, script: script)
        try await side.synchronise()
        #expect(try await side.letters("Project") == ["p"])
    }
}
