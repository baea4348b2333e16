import DemoServer
import Mail
import Testing

@testable import Accounts

/// How a server moves messages, and what it tells of their new places.
enum MoveKind: String, CaseIterable, CustomTestStringConvertible {
    case move, moveWithoutCOPYUID, copyAndExpunge, neither

    var options: IMAPOptions {
        switch self {
        case .move: IMAPOptions()
        case .moveWithoutCOPYUID: .without([.uidPlus])
        case .copyAndExpunge: .without([.move])
        case .neither: .bare
        }
    }

    var testDescription: String { rawValue }
}

@Suite("A person's changes reach the server", .timeLimit(.minutes(5)))
struct ChangeTests {
    @Test("flags and keywords, added and removed")
    func flags() async throws {
        let side = try await IMAPSide(["a", "b"])
        try await side.synchronise()
        try await side.flag("a", add: [.seen, .flagged])
        try await side.flag("b", add: .seen)
        let later = try #require(Keyword("later"))
        try await side.apply(.keywords([side.entry("b")], add: [later], remove: []))
        let report = try await side.send()
        #expect(report.pushed == 2, "the flag of a; flag and keyword of b")
        #expect(side.room.flagsThere() == ["a": [.seen, .flagged], "b": .seen])
        #expect(side.room.world.user("ann")?["INBOX"]?.messages.last?.keywords == [later])
        try await side.flag("a", remove: .flagged)
        try await side.send()
        try await side.expectAgreement()
    }

    @Test("one command for all that changed alike")
    func batch() async throws {
        let side = try await IMAPSide((1...40).map { "m\($0)" })
        try await side.synchronise()
        let inbox = try await side.room.rows("INBOX", of: side.account)
        try await side.apply(.flags(inbox.map(\.id), add: .seen, remove: []))
        try await side.send()
        #expect(side.log.count(of: "UID STORE") == 1)
        try await side.expectAgreement()
    }

    @Test("a move, and the message is known at its new place at once", arguments: MoveKind.allCases)
    func move(_ kind: MoveKind) async throws {
        let side = try await IMAPSide(["a", "b", "c"], kind.options)
        try await side.synchronise()
        let entry = try await side.entry("b")
        try await side.apply(.move([entry], to: .role(.archive)))
        try await side.send()
        #expect(side.room.lettersThere() == ["a", "c"])
        #expect(side.room.lettersThere("Archive") == ["b"])
        #expect(try await side.entry("b", in: "Archive") == entry)
        #expect(try await side.room.store.remotePlace(of: entry) != nil)
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("flags and a move of one message, both", arguments: MoveKind.allCases)
    func flagAndMove(_ kind: MoveKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        try await side.apply(.move([side.entry("a")], to: .role(.trash)))
        try await side.flag("a", in: "Trash", add: .flagged)
        try await side.send()
        #expect(side.room.flagsThere("Trash") == ["a": [.seen, .flagged]])
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("a copy", arguments: MoveKind.allCases)
    func copy(_ kind: MoveKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        try await side.apply(.copy([side.entry("a")], to: .role(.archive)))
        try await side.send()
        #expect(side.room.lettersThere("Archive") == ["a"])
        #expect(side.room.lettersThere() == ["a", "b"])
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("an archive that does not exist yet is made", arguments: MoveKind.allCases)
    func create(_ kind: MoveKind) async throws {
        let room = try Mailroom()
        room.world.update("ann") { user in
            user.mailboxes.removeAll { $0.name == "Archive" }
            user.file(["a", "b", "c"], in: "INBOX")
        }
        let side = try await IMAPSide(room, kind.options)
        try await side.synchronise()
        try await side.apply(.move([side.entry("b")], to: .role(.archive)))
        try await side.apply(.copy([side.entry("c")], to: .role(.archive)))
        try await side.send()
        #expect(side.log.count(of: "CREATE") == 1)
        #expect(room.lettersThere("Archive") == ["b", "c"])
        try await side.backend.fetch(.body(side.entry("b", in: "Archive")))
        try await side.synchronise()
        try await side.expectAgreement(["INBOX", "Archive"])
    }

    @Test("an expunge", arguments: MoveKind.allCases)
    func expunge(_ kind: MoveKind) async throws {
        let side = try await IMAPSide(["a", "b", "c"], kind.options)
        try await side.synchronise()
        try await side.apply(.expunge([side.entry("b")]))
        try await side.send()
        try await side.synchronise()
        #expect(side.room.lettersThere() == ["a", "c"])
        try await side.expectAgreement()
    }

    @Test("without UIDPLUS what others marked as deleted is not expunged along")
    func foreignDeletion() async throws {
        let side = try await IMAPSide(["a", "b", "c"], .bare)
        side.room.edit { $0.change(3) { flags, _ in flags.insert(.deleted) } }
        try await side.synchronise()
        try await side.apply(.expunge([side.entry("b")]))
        try await side.send()
        #expect(side.log.count(of: "EXPUNGE") == 0)
        #expect(side.room.flagsThere() == ["a": [], "b": .deleted, "c": .deleted])
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test("what was taken back before it was sent is not sent")
    func undoBefore() async throws {
        let side = try await IMAPSide(["a", "b"])
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.trash)))
        try await side.flag("b", add: .seen)
        _ = try await side.room.store.undo()
        _ = try await side.room.store.undo()
        let report = try await side.send()
        #expect(report.pushed == 0)
        #expect(side.log.count(of: "UID MOVE") == 0)
        #expect(side.log.count(of: "UID STORE") == 0)
        try await side.expectAgreement()
    }

    @Test("what is taken back while something else is being sent is not sent")
    func undoMeanwhile() async throws {
        let room = try Mailroom(.ann(["a", "b"]))
        let session = Eavesdropper(IMAPServerSession(context: ServiceContext(world: room.world))) {
            [store = room.store] said in
            // The flag is on its way; the move waits behind it in the same journal.
            guard said.contains("UID STORE") else { return }
            waitFor { _ = try await store.undo() }
        }
        let service = try OneService(session, network: room.network)
        let side = try IMAPSide(room, port: service.port)
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        try await side.apply(.move([side.entry("b")], to: .role(.trash)))
        try await side.send()
        #expect(room.lettersThere("Trash").isEmpty)
        try await side.expectAgreement()
        await service.stop()
    }

    @Test("what was taken back afterwards is undone at the server", arguments: MoveKind.allCases)
    func undoAfter(_ kind: MoveKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        try await side.apply(.move([side.entry("a")], to: .role(.trash)))
        try await side.flag("b", add: .seen)
        try await side.send()
        #expect(side.room.lettersThere("Trash") == ["a"])
        _ = try await side.room.store.undo()
        _ = try await side.room.store.undo()
        try await side.send()
        #expect(side.room.lettersThere("Trash").isEmpty)
        #expect(side.room.flagsThere() == ["a": [], "b": []])
        try await side.synchronise()
        try await side.expectAgreement()
    }

    @Test(
        "a change of the person wins until the server has heard it", arguments: ServerKind.allCases)
    func intentWins(_ kind: ServerKind) async throws {
        let side = try await IMAPSide(["a", "b"], kind.options)
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        try await side.apply(.move([side.entry("b")], to: .role(.archive)))
        side.room.edit { inbox in
            inbox.change(1) { flags, _ in flags.insert(.flagged) }
            inbox.change(2) { flags, _ in flags.insert(.answered) }
        }
        // News alone: the journal has not been sent.
        _ = try await side.backend.synchronise(.news)
        #expect(try await side.flags("a") == [.seen, .flagged])
        #expect(try await side.flags("b", in: "Archive") == .answered)
        try await side.synchronise()
        #expect(side.room.flagsThere() == ["a": [.seen, .flagged]])
        try await side.expectAgreement()
    }

    @Test("what another device removed is gone, whatever was still to be told of it")
    func vanishedUnderChange() async throws {
        let side = try await IMAPSide(["a", "b"])
        try await side.synchronise()
        try await side.flag("a", add: .seen)
        try await side.apply(.move([side.entry("b")], to: .role(.archive)))
        side.room.edit { $0.expunge([1, 2]) }
        try await side.synchronise()
        try await side.expectAgreement()
    }
}
