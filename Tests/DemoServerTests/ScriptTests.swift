import Testing
import Wire

@testable import DemoServer

@Suite("Scripts and transcripts")
struct ScriptTests {
    @Test("a rule answers the n-th command of its kind, over all connections")
    func instead() throws {
        let script = Script([
            Script.Rule("NOOP", number: 2, .instead(Script.lines("* BYE tired", "$TAG NO later")))
        ])
        let log = CommandLog()
        var first = try SmallWorld.imap(script: script, log: log)
        #expect(try first.say("a NOOP") == "a OK NOOP completed\r\n")
        var second = try SmallWorld.imap(script: script, log: log)
        #expect(try second.say("b NOOP").lines == ["* BYE tired", "b NO later"])
        #expect(try second.say("c NOOP") == "c OK NOOP completed\r\n")
        #expect(log.connections == 2)
        #expect(log.count(of: "NOOP") == 3)
    }

    @Test("before and after go around the honest answer")
    func around() throws {
        let script = Script([
            Script.Rule("NOOP", .before(Script.lines("* 1 EXISTS"))),
            Script.Rule("NOOP", .after(Script.lines("* 2 EXISTS"))),
        ])
        var dialogue = try SmallWorld.imap(script: script)
        #expect(
            try dialogue.say("a NOOP").lines == ["* 1 EXISTS", "a OK NOOP completed", "* 2 EXISTS"])
    }

    @Test("a connection may be dropped before or after the work is done")
    func drop() throws {
        for (action, left) in [(Script.Action.drop, 3), (.dropAfterwards, 2)] {
            let world = SmallWorld.make()
            var dialogue = try SmallWorld.inbox(
                world, script: Script([Script.Rule("UID MOVE", action)]))
            #expect(try dialogue.say("a UID MOVE 1 Archive") == "")
            #expect(dialogue.didClose)
            #expect(world.user("ann")?["INBOX"]?.messages.count == left)
        }
    }

    @Test("a pretended refusal is followed by an honest conversation")
    func pretend() throws {
        let world = SmallWorld.make()
        let script = Script([Script.Rule("EXPUNGE", .pretend(Script.lines("$TAG NO not now")))])
        var dialogue = try SmallWorld.inbox(world, script: script)
        try dialogue.say("a STORE 1 +FLAGS.SILENT (\\Deleted)")
        #expect(try dialogue.say("b EXPUNGE") == "b NO not now\r\n")
        #expect(world.user("ann")?["INBOX"]?.messages.count == 2)
    }

    @Test("an answer is cut after so many octets")
    func cut() throws {
        let script = Script([Script.Rule("RETR", .cut(after: 9))])
        var dialogue = try SmallWorld.maildrop(script: script)
        #expect(try dialogue.say("RETR 1") == "+OK 141 o")
        #expect(dialogue.didClose)
    }

    @Test("a stalled connection says nothing any more")
    func stall() throws {
        var dialogue = try SmallWorld.imap(script: Script([Script.Rule("NOOP", .stall)]))
        #expect(try dialogue.say("a NOOP", "b CAPABILITY") == "")
        #expect(!dialogue.didClose)
    }

    @Test("the greeting can be spoilt as well")
    func greeting() throws {
        let script = Script([Script.Rule("GREETING", .instead(Script.lines("* BYE full")))])
        var dialogue = Dialogue(
            IMAPServerSession(context: ServiceContext(world: SmallWorld.make(), script: script)))
        #expect(try dialogue.listen() == "* BYE full\r\n")
    }

    @Test("the log counts commands and round trips, and holds no password")
    func log() throws {
        let log = CommandLog()
        var dialogue = try SmallWorld.inbox(log: log)
        try dialogue.say("a NOOP", "b UID FETCH 1 FLAGS")
        #expect(log.commands == ["LOGIN", "SELECT", "NOOP", "UID FETCH"])
        #expect(log.entries.map(\.text) == ["", "SELECT INBOX", "NOOP", "UID FETCH 1 FLAGS"])
        #expect(log.roundTrips == 3)
    }

    @Test("a transcript is played to the letter, with the client's tags")
    func transcript() throws {
        let transcript = try #require(
            Transcript(
                """
                # A remark.
                S: * OK ready
                C: A1 IDLE
                S: + idling
                S: * 5 FETCH (FLAGS (\\\\Seen)) \\xff
                => flags uid=41 [seen]
                C: DONE
                S: A1 OK ended
                """))
        #expect(transcript.lines.count == 7)
        var dialogue = Dialogue(TranscriptSession(transcript, style: .tagged))
        #expect(try dialogue.listen() == "* OK ready\r\n")
        dialogue.session.receive(Array("X77 IDLE\r\n".utf8))
        guard case .send(let bytes) = try dialogue.session.next() else {
            Issue.record("nothing was sent")
            return
        }
        #expect(bytes == Array("+ idling\r\n* 5 FETCH (FLAGS (\\Seen)) ".utf8) + [255, 13, 10])
        #expect(try dialogue.say("DONE") == "X77 OK ended\r\n")
        #expect(dialogue.didClose)
    }

    @Test("a client that says something else than the transcript is at fault")
    func mismatch() throws {
        let transcript = try #require(Transcript("S: +OK\nC: STAT\nS: +OK 0 0"))
        var dialogue = Dialogue(TranscriptSession(transcript, style: .untagged))
        #expect(throws: WireFault(expected: "STAT", excerpt: "LIST")) { try dialogue.say("LIST") }
        #expect(Transcript("X: what") == nil)
    }
}
