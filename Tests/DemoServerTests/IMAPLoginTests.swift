import Testing
import Wire

@testable import DemoServer

@Suite("IMAP: greeting and login")
struct IMAPLoginTests {
    @Test("the greeting carries the capabilities that are switched on")
    func greeting() throws {
        var dialogue = Dialogue(
            IMAPServerSession(
                context: ServiceContext(world: SmallWorld.make()),
                options: .without([.qresync, .move])))
        let greeting = try dialogue.listen()
        #expect(greeting.hasPrefix("* OK [CAPABILITY IMAP4rev1 SASL-IR LITERAL+"))
        #expect(greeting.contains(" CONDSTORE"))
        #expect(greeting.contains(" AUTH=XOAUTH2"))
        #expect(!greeting.contains("QRESYNC"))
        #expect(!greeting.contains("MOVE"))
    }

    @Test("a bare server offers IMAP4rev1 and nothing else")
    func bare() throws {
        var dialogue = try SmallWorld.imap(options: .bare)
        #expect(try dialogue.say("a CAPABILITY").lines.first == "* CAPABILITY IMAP4rev1")
        #expect(try dialogue.say("b IDLE").hasPrefix("b BAD"))
    }

    @Test("LOGIN works with atoms, quoted strings and literals of both kinds")
    func login() throws {
        for command in ["a LOGIN ann pw", "a LOGIN \"ann\" \"p\\w\""] {
            var dialogue = try SmallWorld.imap()
            #expect(try dialogue.say(command).hasPrefix("a OK [CAPABILITY "))
        }
        var dialogue = try SmallWorld.imap()
        #expect(try dialogue.say("a LOGIN {3}") == "+ Go ahead\r\n")
        #expect(try dialogue.say("ann {2+}", "pw").hasPrefix("a OK"))
    }

    @Test("a wrong password is refused with its code, and the next try may succeed")
    func wrongPassword() throws {
        var dialogue = try SmallWorld.imap()
        #expect(
            try dialogue.say("a LOGIN ann wrong")
                == "a NO [AUTHENTICATIONFAILED] Wrong name or password\r\n")
        #expect(try dialogue.say("b LOGIN ann pw").hasPrefix("b OK"))
    }

    @Test(
        "every mechanism logs in with what the client's exchange sends",
        arguments: SASLMechanism.allCases.filter { $0 != .external })
    func mechanisms(mechanism: SASLMechanism) throws {
        let secret = Secret((mechanism.usesToken ? "tok" : "pw").utf8)
        let binding = ChannelBinding(kind: .exporter, octets: [1, 2, 3])
        var client = try #require(
            SASLExchange(
                mechanism: mechanism,
                credential: Credential(
                    user: "ann", proof: mechanism.usesToken ? .token(secret) : .password(secret)),
                place: SASLExchange.Place(
                    host: "localhost", port: 143, nonce: "abc", binding: binding,
                    serverBindsChannel: true)))
        var dialogue = try SmallWorld.imap(
            options: IMAPOptions(mechanisms: SASLMechanism.allCases))
        dialogue.session.secured(binding)
        var answer: String
        if let first = client.initialResponse {
            let text = String(decoding: Base64.encode(first), as: UTF8.self)
            answer = try dialogue.say("a AUTHENTICATE \(mechanism.rawValue) \(text)")
        } else {
            answer = try dialogue.say("a AUTHENTICATE \(mechanism.rawValue)")
        }
        while answer.hasPrefix("+ ") {
            let challenge = try #require(Base64.decode(answer.dropFirst(2).utf8.dropLast(2)))
            let response: [UInt8]
            switch try client.respond(to: challenge) {
            case .send(let octets): response = octets
            case .prove(let task): response = client.proved(try #require(task.solve()))
            case .giveUp(let doubt): throw WireFault(expected: "trust, not \(doubt)")
            }
            answer = try dialogue.say(octets: Base64.encode(response) + [13, 10])
        }
        #expect(answer.hasPrefix("a OK"))
        #expect(client.doubt == nil)
    }

    @Test("a wrong token is explained in a challenge before the NO", arguments: ["", "AQ=="])
    func wrongToken(ending: String) throws {
        let mechanism = ending.isEmpty ? SASLMechanism.xoauth2 : .oauthbearer
        let exchange = SASLExchange(
            mechanism: mechanism,
            credential: Credential(user: "ann", proof: .token(Secret("stale".utf8))),
            place: SASLExchange.Place(host: "localhost", port: 143))
        let first = Base64.encode(try #require(exchange?.initialResponse))
        var dialogue = try SmallWorld.imap()
        let challenge = try dialogue.say(
            "a AUTHENTICATE \(mechanism.rawValue) \(String(decoding: first, as: UTF8.self))")
        #expect(challenge.hasPrefix("+ eyJ"))
        #expect(try dialogue.say(ending).hasPrefix("a NO [AUTHENTICATIONFAILED]"))
    }

    @Test("a cancelled exchange ends in BAD, and commands go on")
    func cancelled() throws {
        var dialogue = try SmallWorld.imap()
        #expect(try dialogue.say("a AUTHENTICATE PLAIN") == "+ \r\n")
        #expect(try dialogue.say("*").hasPrefix("a BAD"))
        #expect(try dialogue.say("b NOOP") == "b OK NOOP completed\r\n")
    }

    @Test("a server that requires TLS refuses passwords until it is there")
    func requiresTLS() throws {
        var dialogue = try SmallWorld.imap(options: IMAPOptions(requiresTLS: true), tls: true)
        #expect(try dialogue.say("a CAPABILITY").contains("LOGINDISABLED STARTTLS"))
        #expect(try dialogue.say("b LOGIN ann pw").hasPrefix("b NO [PRIVACYREQUIRED]"))
        #expect(try dialogue.say("c STARTTLS") == "c OK Begin TLS now\r\n")
        #expect(dialogue.didStartTLS)
        dialogue.session.tlsStarted()
        #expect(!(try dialogue.say("d CAPABILITY").contains("STARTTLS")))
        #expect(try dialogue.say("e LOGIN ann pw").hasPrefix("e OK"))
    }

    @Test("commands that were sent along with STARTTLS break the connection")
    func injection() throws {
        var dialogue = try SmallWorld.imap(tls: true)
        #expect(throws: WireFault.self) { try dialogue.say("a STARTTLS", "b NOOP") }
    }

    @Test("mailboxes are out of reach before login, LOGIN after it")
    func states() throws {
        var dialogue = try SmallWorld.imap()
        #expect(try dialogue.say("a SELECT INBOX").hasPrefix("a BAD"))
        try dialogue.say("b LOGIN ann pw")
        #expect(try dialogue.say("c FETCH 1 FLAGS").hasPrefix("c BAD"))
        #expect(try dialogue.say("d LOGIN ann pw").hasPrefix("d BAD"))
        #expect(try dialogue.say("e LOGOUT").lines.last == "e OK LOGOUT completed")
        #expect(dialogue.didClose)
    }

    @Test("any split of a conversation gives the same answers")
    func splits() throws {
        let octets = Array(
            "a LOGIN {3}\r\nann pw\r\nb SELECT INBOX\r\nc UID FETCH 1:* (FLAGS)\r\n".utf8)
        var whole = try SmallWorld.imap()
        let expected = try whole.say(octets: octets)
        var pieces = try SmallWorld.imap()
        var heard = ""
        for octet in octets { heard += try pieces.say(octets: [octet]) }
        #expect(heard == expected)
        #expect(expected.contains("c OK"))
    }
}
