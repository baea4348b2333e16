import Mail
import Testing

@testable import DemoServer

@Suite("IMAP: changes, copies and what others do")
struct IMAPChangeTests {
    @Test("STORE adds, removes and replaces flags")
    func store() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        #expect(
            try dialogue.say("a STORE 2 +FLAGS (\\Flagged $Work)").lines[0]
                == "* 2 FETCH (UID 2 FLAGS (\\Flagged $Work))")
        try dialogue.say("b UID STORE 2 -FLAGS $Work")
        #expect(world.user("ann")?["INBOX"]?.messages[1].keywords == [])
        #expect(
            try dialogue.say("c STORE 1:2 FLAGS.SILENT (\\Answered)") == "c OK STORE completed\r\n")
        #expect(world.user("ann")?["INBOX"]?.messages.map(\.flags) == [.answered, .answered, []])
    }

    @Test("UNCHANGEDSINCE leaves alone what changed meanwhile and names it")
    func unchangedSince() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        world.update("ann") { $0.mailboxes[0].change(3) { flags, _ in flags.insert(.seen) } }
        let answer = try dialogue.say(
            "a UID STORE 2:3 (UNCHANGEDSINCE 4) +FLAGS.SILENT (\\Flagged)")
        #expect(
            answer.lines == [
                "* 3 FETCH (UID 3 FLAGS (\\Seen) MODSEQ (5))", "* 2 FETCH (UID 2 MODSEQ (6))",
                "a OK [MODIFIED 3] Some had changed",
            ])
    }

    @Test("MOVE tells what arrived before what went")
    func move() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        #expect(
            try dialogue.say("a UID MOVE 1,3 Archive").lines == [
                "* OK [COPYUID 8 1,3 1:2] Moved", "* 1 EXPUNGE", "* 2 EXPUNGE",
                "a OK MOVE completed",
            ])
        #expect(world.user("ann")?["Archive"]?.messages.map(\.flags) == [.seen, []])
    }

    @Test("with QRESYNC, what went is told by UID")
    func vanished() throws {
        var dialogue = try SmallWorld.inbox(enable: "QRESYNC")
        #expect(
            try dialogue.say("a UID MOVE 1:2 Archive").lines[1] == "* VANISHED 1:2")
    }

    @Test("without UIDPLUS and MOVE there are no UIDs of copies and no such commands")
    func withoutUIDPLUS() throws {
        var dialogue = try SmallWorld.inbox(options: .without([.uidPlus, .move]))
        #expect(try dialogue.say("a UID COPY 1 Archive") == "a OK COPY completed\r\n")
        #expect(try dialogue.say("b UID MOVE 1 Archive").hasPrefix("b BAD"))
        #expect(try dialogue.say("c UID EXPUNGE 1").hasPrefix("c BAD"))
        #expect(try dialogue.say("d COPY 1 Nowhere").hasPrefix("d NO [TRYCREATE]"))
    }

    @Test("UID EXPUNGE removes only what is named and marked")
    func uidExpunge() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        try dialogue.say("a STORE 1:2 +FLAGS.SILENT (\\Deleted)")
        #expect(try dialogue.say("b UID EXPUNGE 2:3").lines[0] == "* 2 EXPUNGE")
        #expect(world.user("ann")?["INBOX"]?.messages.map(\.uid) == [1, 3])
        #expect(try dialogue.say("c EXPUNGE").lines[0] == "* 1 EXPUNGE")
    }

    @Test("CLOSE removes what is marked without a word, UNSELECT nothing")
    func close() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        try dialogue.say("a STORE 1 +FLAGS.SILENT (\\Deleted)")
        #expect(try dialogue.say("b UNSELECT") == "b OK UNSELECT completed\r\n")
        #expect(world.user("ann")?["INBOX"]?.messages.count == 3)
        try dialogue.say("c SELECT INBOX")
        #expect(try dialogue.say("d CLOSE") == "d OK CLOSE completed\r\n")
        #expect(world.user("ann")?["INBOX"]?.messages.count == 2)
    }

    @Test("positions do not move during FETCH; the expunge is told afterwards")
    func withheldExpunge() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        world.update("ann") { $0.mailboxes[0].expunge([1]) }
        #expect(
            try dialogue.say("a FETCH 3 UID").lines == [
                "* 3 FETCH (UID 3)", "a OK FETCH completed",
            ])
        #expect(try dialogue.say("b NOOP").lines == ["* 1 EXPUNGE", "b OK NOOP completed"])
    }

    @Test("an idling client hears of mail, flags and expunges at once")
    func idle() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        #expect(try dialogue.say("a IDLE") == "+ idling\r\n")
        world.deliver(SmallWorld.mail(4), to: "ann")
        dialogue.session.worldChanged()
        #expect(try dialogue.listen() == "* 4 EXISTS\r\n")
        world.update("ann") { user in
            user.mailboxes[0].change(4) { flags, _ in flags.insert(.seen) }
            user.mailboxes[0].expunge([2])
        }
        dialogue.session.worldChanged()
        #expect(try dialogue.listen().lines == ["* 2 EXPUNGE", "* 3 FETCH (UID 4 FLAGS (\\Seen))"])
        #expect(try dialogue.say("DONE") == "a OK IDLE ended\r\n")
    }

    @Test("a returning client is told what vanished and what changed since")
    func resync() throws {
        let world = SmallWorld.make()
        world.update("ann") { user in
            user.mailboxes[0].expunge([1])
            user.mailboxes[0].change(3) { flags, _ in flags.insert(.flagged) }
        }
        var dialogue = try SmallWorld.imap(world)
        try dialogue.say("L LOGIN ann pw", "E ENABLE QRESYNC")
        let lines = try dialogue.say("a SELECT INBOX (QRESYNC (7 4 1:3))").lines
        #expect(
            lines.suffix(3) == [
                "* VANISHED (EARLIER) 1", "* 2 FETCH (UID 3 FLAGS (\\Flagged) MODSEQ (6))",
                "a OK [READ-WRITE] SELECT completed",
            ])
        let stale = try dialogue.say("b SELECT INBOX (QRESYNC (6 4))")
        #expect(!stale.contains("VANISHED"))
        #expect(
            try dialogue.say("c UID FETCH 1:* (FLAGS) (CHANGEDSINCE 4 VANISHED)").lines[0]
                == "* VANISHED (EARLIER) 1")
    }

    @Test("QRESYNC without ENABLE is BAD")
    func resyncWithoutEnable() throws {
        var dialogue = try SmallWorld.imap()
        try dialogue.say("L LOGIN ann pw")
        #expect(try dialogue.say("a SELECT INBOX (QRESYNC (7 4))").hasPrefix("a BAD"))
        #expect(try dialogue.say("b SELECT INBOX (CONDSTORE)").contains("b OK"))
    }

    @Test("a renumbered mailbox has the same mail under another UIDVALIDITY")
    func renumber() {
        let world = SmallWorld.make()
        world.update("ann") { user in
            user.mailboxes[0].expunge([2])
            user.mailboxes[0].renumber(uidValidity: 99)
        }
        let inbox = world.user("ann")?["INBOX"]
        #expect(inbox?.messages.map(\.uid) == [1, 2])
        #expect(inbox?.messages.map(\.raw) == [SmallWorld.mail(1), SmallWorld.mail(3)])
        #expect(inbox?.uidValidity == 99)
    }
}
