import Testing
import Wire

@testable import DemoServer

@Suite("POP")
struct POPServerSessionTests {
    @Test("CAPA lists what is switched on")
    func capa() throws {
        var dialogue = try SmallWorld.pop(options: .without([.top]), tls: true)
        let lines = try dialogue.say("CAPA").lines
        #expect(
            lines == [
                "+OK", "USER", "UIDL", "PIPELINING", "RESP-CODES",
                "SASL PLAIN LOGIN XOAUTH2 OAUTHBEARER", "STLS", ".",
            ])
        var old = try SmallWorld.pop(options: POPOptions(features: [.user], mechanisms: []))
        #expect(try old.say("CAPA").hasPrefix("-ERR"))
    }

    @Test("a session of pipelined commands")
    func session() throws {
        var dialogue = try SmallWorld.pop()
        let answer = try dialogue.say("USER ann", "PASS pw", "STAT", "LIST", "UIDL", "UIDL 2")
        #expect(
            answer.lines == [
                "+OK Password, please", "+OK Logged in", "+OK 3 423", "+OK", "1 141", "2 141",
                "3 141", ".", "+OK", "1 7.1", "2 7.2", "3 7.3", ".", "+OK 2 7.2",
            ])
    }

    @Test("RETR doubles leading dots and ends with a lone one, TOP stops early")
    func retrieve() throws {
        let world = SmallWorld.make()
        world.deliver(SmallWorld.octets("Subject: dots", "", ".", "..x", "last"), to: "ann")
        var dialogue = try SmallWorld.maildrop(world)
        #expect(
            try dialogue.say("RETR 4").lines
                == ["+OK 31 octets", "Subject: dots", "..", "...x", "last", "."])
        #expect(try dialogue.say("TOP 4 1").lines == ["+OK 20 octets", "Subject: dots", "..", "."])
        #expect(try dialogue.say("TOP 4 0").hasSuffix("Subject: dots\r\n\r\n.\r\n"))
    }

    @Test("a bare LF ends no line: no dot behind it is doubled, and the last dot has its own line")
    func bareLineFeed() throws {
        let world = SmallWorld.make()
        world.deliver(Array("a\n.b\r\n.c\n".utf8), to: "ann")
        var dialogue = try SmallWorld.maildrop(world)
        #expect(try dialogue.say("RETR 4").hasSuffix("octets\r\na\n.b\r\n..c\n\r\n.\r\n"))
    }

    @Test("deletion takes effect at QUIT, not at RSET and not at the end of the stream")
    func deletion() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.maildrop(world)
        try dialogue.say("DELE 1")
        #expect(try dialogue.say("LIST 1").hasPrefix("-ERR"))
        #expect(try dialogue.say("STAT") == "+OK 2 282\r\n")
        try dialogue.say("RSET", "DELE 2")
        dialogue.session.receiveEnd()
        #expect(world.user("ann")?["INBOX"]?.messages.count == 3)

        var second = try SmallWorld.maildrop(world)
        try second.say("DELE 2", "QUIT")
        #expect(second.didClose)
        #expect(world.user("ann")?["INBOX"]?.messages.map(\.uid) == [1, 3])
    }

    @Test("a maildrop belongs to one session at a time, even to one that is thrown away")
    func lock() throws {
        let world = SmallWorld.make()
        do {
            let first = try SmallWorld.maildrop(world)
            var second = try SmallWorld.pop(world)
            #expect(try second.say("USER ann", "PASS pw").lines[1].hasPrefix("-ERR [IN-USE]"))
            withExtendedLifetime(first) {}
        }
        var third = try SmallWorld.pop(world)
        #expect(try third.say("USER ann", "PASS pw").lines[1] == "+OK Logged in")
    }

    @Test("a wrong password is refused, with a code only where codes are offered")
    func wrongPassword() throws {
        var dialogue = try SmallWorld.pop()
        #expect(
            try dialogue.say("USER ann", "PASS x").lines[1] == "-ERR [AUTH] Wrong name or password")
        var old = try SmallWorld.pop(options: .without([.respCodes]))
        #expect(try old.say("USER ann", "PASS x").lines[1] == "-ERR Wrong name or password")
    }

    @Test("AUTH in one step and in two")
    func auth() throws {
        let response = String(decoding: Base64.encode(Array("\0ann\0pw".utf8)), as: UTF8.self)
        var one = try SmallWorld.pop()
        #expect(try one.say("AUTH PLAIN \(response)") == "+OK Logged in\r\n")
        var two = try SmallWorld.pop()
        #expect(try two.say("AUTH PLAIN") == "+ \r\n")
        #expect(try two.say(response) == "+OK Logged in\r\n")
    }

    @Test("STLS before a password where TLS is required")
    func stls() throws {
        var dialogue = try SmallWorld.pop(options: POPOptions(requiresTLS: true), tls: true)
        #expect(try dialogue.say("USER ann").hasPrefix("-ERR"))
        #expect(try dialogue.say("STLS") == "+OK Begin TLS now\r\n")
        #expect(dialogue.didStartTLS)
        dialogue.session.tlsStarted()
        #expect(try dialogue.say("USER ann", "PASS pw").lines[1] == "+OK Logged in")
    }

    @Test(
        "numbers from outside never trap",
        arguments: ["RETR 0", "RETR 99999999999999999999", "TOP 1 -1", "DELE", "LIST x"])
    func nonsense(command: String) throws {
        var dialogue = try SmallWorld.maildrop()
        #expect(try dialogue.say(command).hasPrefix("-ERR"))
    }
}
