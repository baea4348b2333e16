import Testing
import Wire

@testable import IMAP

/// A session past its login and with a mailbox of three messages open, for tests.
func openSession(_ capabilities: String = "IDLE", literalLimit: Int? = nil) throws -> Session {
    var configuration = Session.Configuration(
        credential: Credential(user: "u", proof: .password(Secret("p".utf8))), host: "h", port: 1)
    if let literalLimit { configuration.literalLimit = literalLimit }
    var session = Session(configuration)
    _ = try session.events("* OK [CAPABILITY IMAP4rev1] hi\r\n")
    _ = try session.events("A1 OK [CAPABILITY IMAP4rev1 \(capabilities)] in\r\n")
    session.submit(.select(Selection(.inbox)))
    _ = try session.events("")
    _ = try session.events("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\nA2 OK done\r\n")
    return session
}

extension Session {
    /// Feeds octets and gives back the events until more are wanted.
    mutating func events(_ bytes: [UInt8]) throws -> [Event] {
        receive(bytes)
        var events: [Event] = []
        while true {
            switch try next() {
            case .event(let event): events.append(event)
            case .send: break
            case .needsBytes, .startTLS, .prove, .close: return events
            }
        }
    }

    mutating func events(_ text: String) throws -> [Event] {
        try events(Array(text.utf8))
    }
}

@Suite("Hostile servers")
struct HostileTests {
    private static let words = [
        "* ", "A3 ", "A4 ", "+ ", "1 FETCH (", "0 FETCH (", "UID ", "FLAGS (", "\\Seen", ")", "(",
        "BODY[", "]", "BODYSTRUCTURE ", "{3}\r\n", "{0}\r\n", "\"", "\\", "NIL", " ", "\r\n",
        "\r\n",
        "\n", "EXISTS", "EXPUNGE", "VANISHED ", "(EARLIER) ", "1:*", "1:4294967295", "5,3",
        "SEARCH",
        "ESEARCH (TAG \"A3\") UID ALL ", "OK ", "NO ", "BYE ", "[COPYUID ", "[HIGHESTMODSEQ ",
        "[CAPABILITY ", "[PERMANENTFLAGS (", "LIST ", "STATUS ", "INBOX ", "MODSEQ (", "<0>",
        "99999999999999999999", "-1", "\u{FF}", "\u{0}", "INTERNALDATE ", "HEADER.FIELDS (",
    ]

    @Test("random words and octets never trap", arguments: 1...150)
    func survives(seed: UInt64) throws {
        var random = Seeded(seed)
        var session = try openSession("ESEARCH MOVE UIDPLUS")
        session.submit(.search([.all], .uids))
        session.submit(.fetch(.all, .summary))
        for _ in 0..<120 {
            var bytes: [UInt8] = []
            for _ in 0..<12 {
                let word = HostileTests.words.randomElement(using: &random) ?? ""
                bytes += Array(word.utf8)
                if Int.random(in: 0..<12, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            do {
                _ = try session.events(bytes)
            } catch is WireFault {
                return
            }
        }
    }

    @Test("a body over the inline limit is streamed and only then named")
    func streams() throws {
        var session = try openSession()
        let size = Limits.inlineLiteral + 10
        let body = [UInt8](repeating: 120, count: size)
        let events = try session.events(
            Array("* 1 FETCH (BODY[] {\(size)}\r\n".utf8) + body + Array(" UID 9)\r\n".utf8))
        var received = 0
        for event in events.dropLast() {
            guard case .bodyChunk(let chunk) = event else {
                Issue.record("not a chunk: \(event)")
                continue
            }
            #expect(chunk.section == .message)
            #expect(chunk.uid == nil)
            #expect(chunk.total == size)
            received += chunk.octets.count
        }
        #expect(received == size)
        guard case .message(let message)? = events.last else {
            Issue.record("no message")
            return
        }
        #expect(message.uid.rawValue == 9)
        #expect(message.contents.first?.octets == .streamed(count: size))
    }

    @Test("a great literal where none belongs is dropped, and costs one response")
    func dropsForeignLiterals() throws {
        var session = try openSession()
        let size = Limits.inlineLiteral + 1
        let events = try session.events(
            Array("* LIST () \"/\" {\(size)}\r\n".utf8) + [UInt8](repeating: 120, count: size)
                + Array("\r\n* 4 EXISTS\r\n".utf8))
        #expect(events.count == 2)
        #expect(events.last == .exists(4))
    }

    @Test("a stream that ends in a literal gives no message")
    func cutLiteral() throws {
        var session = try openSession()
        #expect(try session.events("* 1 FETCH (UID 9 BODY[] {10}\r\nabc").isEmpty)
        session.receiveEnd()
        #expect(throws: WireFault.self) { try session.next() }
    }

    @Test("a body structure may be 64 deep, not deeper, and a hostile depth costs nothing")
    func depth() throws {
        func structure(_ depth: Int) throws -> FetchedMessage.Structure? {
            var session = try openSession()
            let leaf = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)"
            let text =
                String(repeating: "(", count: depth) + leaf
                + String(repeating: " \"MIXED\")", count: depth)
            let events = try session.events("* 1 FETCH (UID 9 BODYSTRUCTURE \(text))\r\n")
            guard case .message(let message)? = events.first else { return nil }
            return message.structure
        }
        #expect(try structure(Limits.structureDepth - 1) != .unreadable)
        #expect(try structure(Limits.structureDepth) == .unreadable)
        #expect(try structure(20_000) == .unreadable)
    }

    @Test("a body structure may have a thousand parts, not more")
    func parts() throws {
        func isReadable(_ count: Int) throws -> Bool {
            var session = try openSession()
            let leaf = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)"
            let text = "(" + String(repeating: leaf, count: count) + " \"MIXED\")"
            let events = try session.events("* 1 FETCH (UID 9 BODYSTRUCTURE \(text))\r\n")
            guard case .message(let message)? = events.first else { return false }
            return message.structure != .unreadable
        }
        #expect(try isReadable(Limits.structureParts - 1))
        #expect(try !isReadable(Limits.structureParts))
    }

    @Test("an unsorted list of many UIDs is no slower than a sorted one")
    func unsortedSearch() throws {
        var session = try openSession()
        let tag = session.submit(.search([.lacks(.seen)], .uids))
        _ = try session.events("")
        let numbers = (1...20_000).reversed().map { String($0 * 2) }.joined(separator: " ")
        let events = try session.events("* SEARCH \(numbers)\r\n\(tag) OK done\r\n")
        guard case .searched(_, let result)? = events.first else {
            Issue.record("no result")
            return
        }
        #expect(result.count == 20_000)
    }

    @Test(
        "what follows the consent to STARTTLS ends the connection",
        arguments: ["* OK\r\n", "x", "A2 OK\r\n"])
    func injection(_ injected: String) throws {
        var configuration = Session.Configuration(
            credential: Credential(user: "u", proof: .password(Secret("p".utf8))), host: "h",
            port: 143)
        configuration.isTLS = false
        configuration.usesStartTLS = true
        var together = Session(configuration)
        _ = try together.events("* OK hi\r\n")
        #expect(throws: WireFault.self) { try together.events("A1 OK begin\r\n" + injected) }
        var apart = Session(configuration)
        _ = try apart.events("* OK hi\r\n")
        _ = try apart.events("A1 OK begin\r\n")
        #expect(throws: WireFault.self) { try apart.events(injected) }
        #expect(throws: WireFault.self) { try apart.next() }
    }

    @Test("nothing with NUL is a password, and no token has a control character")
    func badCredentials() throws {
        for proof in [
            Credential.Proof.password(Secret("a\u{0}b".utf8)), .token(Secret("a\u{1}b".utf8)),
        ] {
            var session = Session(
                .init(credential: Credential(user: "u", proof: proof), host: "h", port: 1))
            let events = try session.events(
                "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2] hi\r\n")
            guard case .loginRefused? = events.first else {
                Issue.record("not refused")
                return
            }
        }
    }

    @Test("words of the server are cut at their limit")
    func longText() throws {
        var session = try openSession()
        func alert(_ count: Int) throws -> Session.Event? {
            try session.events("* OK [ALERT] " + String(repeating: "a", count: count) + "\r\n")
                .first
        }
        let whole = String(repeating: "a", count: Limits.serverText)
        #expect(try alert(Limits.serverText - 1) == .alert(String(whole.dropLast())))
        #expect(try alert(Limits.serverText + 1) == .alert(whole))
    }
}
