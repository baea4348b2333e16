import Testing

@testable import DemoServer

@Suite("IMAP: mailboxes")
struct IMAPMailboxTests {
    private func dialogue(
        _ world: MailWorld = SmallWorld.make(), options: IMAPOptions = IMAPOptions()
    ) throws -> Dialogue<IMAPServerSession> {
        var dialogue = try SmallWorld.imap(world, options: options)
        try dialogue.say("L LOGIN ann pw")
        return dialogue
    }

    @Test("LIST names every mailbox, its special use and the levels between")
    func list() throws {
        var dialogue = try dialogue()
        #expect(
            try dialogue.say("a LIST \"\" *").lines == [
                #"* LIST (\HasNoChildren) "/" "INBOX""#,
                #"* LIST (\HasNoChildren \Archive) "/" "Archive""#,
                #"* LIST (\Noselect \HasChildren) "/" "Work""#,
                #"* LIST (\HasNoChildren) "/" "Work/Deep""#, "a OK LIST completed",
            ])
    }

    @Test("% stays within a level, and an empty pattern asks for the delimiter")
    func patterns() throws {
        var dialogue = try dialogue(options: .bare)
        #expect(
            try dialogue.say("a LIST \"\" W%").lines == [
                #"* LIST (\Noselect) "/" "Work""#, "a OK LIST completed",
            ])
        #expect(
            try dialogue.say("b LIST Work/ %").lines.first == #"* LIST () "/" "Work/Deep""#)
        #expect(try dialogue.say("c LIST \"\" \"\"").lines.first == #"* LIST (\Noselect) "/" """#)
    }

    @Test("LIST returns subscriptions and status when asked")
    func listReturn() throws {
        var dialogue = try dialogue()
        try dialogue.say("a UNSUBSCRIBE Archive")
        let answer = try dialogue.say(
            "b LIST \"\" (INBOX Archive) RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT))")
        #expect(
            answer.lines == [
                #"* LIST (\HasNoChildren \Subscribed) "/" "INBOX""#,
                #"* STATUS "INBOX" (MESSAGES 3 UIDNEXT 4)"#,
                #"* LIST (\HasNoChildren \Archive) "/" "Archive""#,
                #"* STATUS "Archive" (MESSAGES 0 UIDNEXT 1)"#, "b OK LIST completed",
            ])
        #expect(try dialogue.say("c LSUB \"\" *").lines.count == 3)
        #expect(try dialogue.say("d LIST (SPECIAL-USE) \"\" *").lines.count == 2)
    }

    @Test("STATUS counts, and knows no mailbox that is not there")
    func status() throws {
        var dialogue = try dialogue()
        #expect(
            try dialogue.say("a STATUS inbox (MESSAGES UNSEEN UIDVALIDITY HIGHESTMODSEQ)").lines[0]
                == #"* STATUS "INBOX" (MESSAGES 3 UNSEEN 2 UIDVALIDITY 7 HIGHESTMODSEQ 4)"#)
        #expect(try dialogue.say("b STATUS Nowhere (MESSAGES)").hasPrefix("b NO [NONEXISTENT]"))
    }

    @Test("mailboxes are made, renamed with what is below them, and deleted")
    func changes() throws {
        let world = SmallWorld.make()
        var dialogue = try dialogue(world)
        #expect(try dialogue.say("a CREATE Work").hasPrefix("a OK"))
        #expect(try dialogue.say("b CREATE Work").hasPrefix("b NO [ALREADYEXISTS]"))
        #expect(try dialogue.say("c RENAME Work Play").hasPrefix("c OK"))
        #expect(
            world.user("ann")?.mailboxes.map(\.name) == ["INBOX", "Archive", "Play/Deep", "Play"])
        #expect(try dialogue.say("d DELETE Play/Deep").hasPrefix("d OK"))
        #expect(try dialogue.say("e DELETE INBOX").hasPrefix("e NO"))
        #expect(world.user("ann")?.mailboxes.count == 3)
    }

    @Test("a mailbox made anew under an old name has another UIDVALIDITY")
    func newUIDValidity() throws {
        let world = SmallWorld.make()
        var dialogue = try dialogue(world)
        let before = world.user("ann")?["Archive"]?.uidValidity
        try dialogue.say("a DELETE Archive", "b CREATE Archive")
        #expect(world.user("ann")?["Archive"]?.uidValidity != before)
    }

    @Test("SELECT describes the mailbox, EXAMINE keeps it as it is")
    func select() throws {
        let world = SmallWorld.make()
        var dialogue = try dialogue(world)
        #expect(
            try dialogue.say("a SELECT INBOX").lines == [
                #"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)"#,
                #"* OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] "#
                    + "What is kept",
                "* 3 EXISTS", "* 0 RECENT", "* OK [UNSEEN 2] First unseen",
                "* OK [UIDVALIDITY 7] UIDs are valid", "* OK [UIDNEXT 4] Next UID",
                "* OK [HIGHESTMODSEQ 4] Highest", "a OK [READ-WRITE] SELECT completed",
            ])
        #expect(
            try dialogue.say("b EXAMINE INBOX").hasSuffix("b OK [READ-ONLY] EXAMINE completed\r\n"))
        #expect(try dialogue.say("c STORE 1 +FLAGS (\\Flagged)").hasPrefix("c NO [READ-ONLY]"))
        try dialogue.say("d FETCH 2 BODY[]")
        #expect(world.user("ann")?["INBOX"]?.messages[1].flags == [])
    }

    @Test("APPEND keeps octets, flags and date, and says which UID it gave")
    func append() throws {
        let world = SmallWorld.make()
        var dialogue = try dialogue(world)
        let command = "a APPEND Archive (\\Seen $Mine) \" 3-Feb-2024 04:05:06 +0100\" {5}"
        #expect(try dialogue.say(command) == "+ Go ahead\r\n")
        #expect(try dialogue.say("A\r\n\r\n") == "a OK [APPENDUID 8 1] APPEND completed\r\n")
        let message = try #require(world.user("ann")?["Archive"]?.messages.first)
        #expect(message.raw == Array("A\r\n\r\n".utf8))
        #expect(message.flags == .seen)
        #expect(message.keywords.map(\.name) == ["$Mine"])
        #expect(message.internalDate.rfc3339 == "2024-02-03T03:05:06Z")
        #expect(try dialogue.say("b APPEND Nowhere {1+}", "x").hasPrefix("b NO [TRYCREATE]"))
    }
}
