import Testing
import Wire

@testable import POP

@Suite("Session")
struct SessionTests {
    /// A session that is ready; the server takes several commands at once.
    private func ready(messageLimit: Int = Limits.messageOctets) throws -> Session {
        var session = Session(configuration(messageLimit: messageLimit))
        for answer in ["+OK\r\n", "+OK\r\nUSER\r\nPIPELINING\r\n.\r\n", "+OK\r\n+OK\r\n-ERR\r\n"] {
            session.receive(Array(answer.utf8))
            _ = try run(&session)
        }
        return session
    }

    private func configuration(
        user: String = "alice", password: String = "sesame", auth: AuthChoice = .auto,
        messageLimit: Int = Limits.messageOctets
    ) -> Configuration {
        Configuration(
            credential: Credential(user: user, proof: .password(Secret(password.utf8))),
            auth: auth, isTLS: true, host: "localhost", port: 995, messageLimit: messageLimit)
    }

    private func run(_ session: inout Session) throws -> (events: [Session.Event], sent: [UInt8]) {
        var events: [Session.Event] = []
        var sent: [UInt8] = []
        while true {
            switch try session.next() {
            case .event(let event): events.append(event)
            case .send(let octets): sent += octets
            case .needsBytes, .startTLS, .prove, .close: return (events, sent)
            }
        }
    }

    private func number(_ value: UInt32) throws -> MessageNumber {
        try #require(MessageNumber(rawValue: value))
    }

    @Test("commands submitted before the login are sent after it, in one write")
    func early() throws {
        var session = Session(configuration())
        session.submit(.stat)
        session.submit(.uidl)
        #expect(session.unanswered == 2)
        session.receive(Array("+OK\r\n".utf8))
        _ = try run(&session)
        session.receive(Array("+OK\r\nUSER\r\nPIPELINING\r\n.\r\n".utf8))
        #expect(try run(&session).sent == Array("USER alice\r\nPASS sesame\r\nCAPA\r\n".utf8))
        session.receive(Array("+OK\r\n+OK\r\n-ERR\r\n".utf8))
        let (events, sent) = try run(&session)
        #expect(events.map(\.transcriptLine) == ["ready USER PIPELINING"])
        #expect(sent == Array("STAT\r\nUIDL\r\n".utf8))
        #expect(session.unanswered == 2)
    }

    @Test("nothing is sent after QUIT")
    func afterQuit() throws {
        var session = try ready()
        session.submit(.quit)
        session.submit(.noop)
        #expect(try run(&session).sent == Array("QUIT\r\n".utf8))
        session.receive(Array("+OK\r\n".utf8))
        let (events, sent) = try run(&session)
        #expect(events == [.goodbye(nil)] && sent.isEmpty)
    }

    @Test("a lost answer to QUIT is a fault, not a goodbye")
    func lostGoodbye() throws {
        var session = try ready()
        session.submit(.quit)
        _ = try run(&session)
        session.receiveEnd()
        #expect(throws: WireFault(expected: "+OK or -ERR before the end of the connection")) {
            try run(&session)
        }
    }

    @Test(
        "a user or password that would break the line is never sent",
        arguments: ["a\r\nDELE 1", "a\0", ""])
    func unsendable(user: String) throws {
        for configuration in [
            configuration(user: user, auth: .user),
            configuration(password: user + "\n", auth: .only(.plain)),
        ] {
            var session = Session(configuration)
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            session.receive(Array("-ERR\r\n".utf8))
            let (events, sent) = try run(&session)
            #expect(events == [.loginImpossible(.unsendableCredential)] && sent.isEmpty)
        }
    }

    @Test("a first SASL message that makes the line too long waits for the server's +")
    func longInitialResponse() throws {
        // "AUTH PLAIN " and the line end leave 242 octets, 240 of base64: 180 before it.
        for (length, isInitial) in [(173, true), (174, false)] {
            var session = Session(
                configuration(password: String(repeating: "p", count: length), auth: .only(.plain)))
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            session.receive(Array("-ERR\r\n".utf8))
            let sent = try run(&session).sent
            #expect((sent.count > 20) == isInitial)
            #expect(sent.count <= Limits.authLineLength)
            guard !isInitial else { continue }
            session.receive(Array("+ \r\n".utf8))
            let whole = [0] + Array("alice".utf8) + [0] + [UInt8](repeating: 112, count: length)
            #expect(try run(&session).sent == Base64.encode(whole) + [13, 10])
        }
    }

    @Test("a first SCRAM message that makes the line too long waits for the server's +")
    func longSCRAM() throws {
        let user = String(repeating: "u", count: 200)
        var session = Session(
            Configuration(
                credential: Credential(user: user, proof: .password(Secret("p".utf8))),
                auth: .only(.scramSHA256), isTLS: true, host: "h", port: 995, nonce: "abc"))
        session.receive(Array("+OK\r\n".utf8))
        _ = try run(&session)
        session.receive(Array("-ERR\r\n".utf8))
        #expect(try run(&session).sent == Array("AUTH SCRAM-SHA-256\r\n".utf8))
        session.receive(Array("+ \r\n".utf8))
        #expect(
            try run(&session).sent
                == Base64.encode(Array("n,,n=\(user),r=abc".utf8)) + [13, 10])
    }

    @Test("a password that cannot be prepared for SCRAM goes by PLAIN, as it was typed")
    func unpreparable() throws {
        for (password, mechanism) in [("\u{E9}", "SCRAM-SHA-256"), ("e\u{301}", "PLAIN")] {
            var configuration = configuration(password: password)
            configuration.nonce = "abc"
            var session = Session(configuration)
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            session.receive(Array("+OK\r\nSASL SCRAM-SHA-256 PLAIN\r\n.\r\n".utf8))
            let sent = String(decoding: try run(&session).sent, as: UTF8.self)
            #expect(sent.hasPrefix("AUTH \(mechanism) "))
        }
    }

    @Test("a challenge that is not base64, and one too many, end the session")
    func badChallenges() throws {
        for challenges in [["+ ?"], ["+ YQ=="], ["+ ", "+ "]] {
            var session = Session(configuration(auth: .only(.plain)))
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            session.receive(Array("-ERR\r\n".utf8))
            _ = try run(&session)
            #expect(throws: WireFault.self) {
                for challenge in challenges {
                    session.receive(Array("\(challenge)\r\n".utf8))
                    _ = try run(&session)
                }
            }
        }
    }

    @Test("octets between the answer to STLS and the handshake end the session")
    func plaintextAfterStls() throws {
        var session = Session(
            Configuration(
                credential: Credential(user: "a", proof: .password(Secret("b".utf8))),
                useSTLS: true, allowsPlaintext: true, host: "localhost", port: 110))
        for answer in ["+OK\r\n", "-ERR\r\n", "+OK\r\n"] {
            session.receive(Array(answer.utf8))
            _ = try run(&session)
        }
        session.receive(Array("+OK CANARY\r\n".utf8))
        #expect(throws: WireFault(expected: "silence: nothing was asked")) { try run(&session) }
    }

    @Test("a message as long as the limit passes, one octet more ends the session")
    func messageLimit() throws {
        for (length, passes) in [(8, true), (9, false)] {
            var session = try ready(messageLimit: 10)
            session.submit(.retr(try number(1)))
            _ = try run(&session)
            let line = String(repeating: "x", count: length)
            session.receive(Array("+OK\r\n\(line)\r\n.\r\n".utf8))
            if passes {
                #expect(try run(&session).events.last == .messageEnded(try number(1)))
            } else {
                #expect(throws: WireFault(expected: "a message of at most 10 octets")) {
                    try run(&session)
                }
            }
        }
    }

    @Test("a message without line ends streams in bounded memory up to the limit")
    func endlessLine() throws {
        var session = try ready(messageLimit: 1_000_000)
        session.submit(.retr(try number(1)))
        session.receive(Array("+OK\r\n".utf8))
        _ = try run(&session)
        let piece = [UInt8](repeating: 120, count: 10_000)
        for _ in 0..<100 {
            session.receive(piece)
            #expect(try run(&session).events.count == 1)
            #expect(session.buffer.isEmpty)
        }
        session.receive(piece)
        #expect(throws: WireFault.self) { try run(&session) }
    }

    @Test("a response line at the limit passes, one octet more ends the session")
    func lineLimit() throws {
        for (length, passes) in [(Limits.lineLength, true), (Limits.lineLength + 1, false)] {
            var session = Session(configuration())
            let text = String(repeating: "x", count: length - 4)
            session.receive(Array("+OK \(text)\r\n".utf8))
            if passes {
                #expect(try run(&session).sent == Array("CAPA\r\n".utf8))
            } else {
                #expect(throws: WireFault.self) { try run(&session) }
            }
        }
    }

    @Test("a CAPA answer at the limit passes, one line more ends the session")
    func capabilityLimit() throws {
        for (lines, passes) in [
            (Limits.capabilityLines, true), (Limits.capabilityLines + 1, false),
        ] {
            var session = Session(configuration())
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            let list = String(repeating: "USER\r\n", count: lines)
            session.receive(Array("+OK\r\n\(list).\r\n".utf8))
            if passes {
                #expect(try run(&session).sent == Array("USER alice\r\n".utf8))
            } else {
                #expect(throws: WireFault.self) { try run(&session) }
            }
        }
    }

    @Test("a listing at the limit passes, one line more ends the session")
    func listingLimit() throws {
        for (lines, passes) in [(Limits.listingLines, true), (Limits.listingLines + 1, false)] {
            var session = try ready()
            session.submit(.list)
            session.receive(Array("+OK\r\n".utf8))
            _ = try run(&session)
            session.block.lines = lines - 1
            session.receive(Array("7 70\r\n.\r\n".utf8))
            if passes {
                #expect(try run(&session).events == [.sizes([try number(7): 70])])
            } else {
                #expect(throws: WireFault.self) { try run(&session) }
            }
        }
    }

    @Test("a TOP answer at the limit passes, one octet more ends the session")
    func topLimit() throws {
        for (length, passes) in [(Limits.topOctets, true), (Limits.topOctets + 1, false)] {
            var session = try ready()
            session.submit(.top(try number(1), lines: 0))
            _ = try run(&session)
            let octets = [UInt8](repeating: 120, count: length - 2) + [13, 10, 46, 13, 10]
            session.receive(Array("+OK\r\n".utf8) + octets)
            if passes {
                #expect(try run(&session).events.count == 1)
            } else {
                #expect(throws: WireFault.self) { try run(&session) }
            }
        }
    }

    @Test("random octets never trap, whatever is asked")
    func randomOctets() throws {
        let words = [
            "+OK", "-ERR", "+", " ", "\r\n", "\n", ".", "1", "4294967296", "[IN-USE]", "\0", "é",
        ]
        for seed in UInt64(1)...3_000 {
            var random = SplitMix(seed: seed)
            var session = seed.isMultiple(of: 2) ? try ready() : Session(configuration())
            for command in [
                Command.stat, .uidl, .list, .retr(try number(1)), .top(try number(2), lines: 0),
            ] {
                session.submit(command)
            }
            do {
                for _ in 0..<30 {
                    session.receive(Array((words.randomElement(using: &random) ?? "").utf8))
                    if Bool.random(using: &random) {
                        session.receive([UInt8.random(in: 0...255, using: &random)])
                    }
                    _ = try run(&session)
                }
                session.receiveEnd()
                _ = try run(&session)
            } catch is WireFault {}
        }
    }
}
