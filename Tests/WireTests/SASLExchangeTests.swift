import Testing

@testable import Wire

@Suite("SASL exchange")
struct SASLExchangeTests {
    private func exchange(
        _ mechanism: SASLMechanism, user: String = "ann@example.org", secret: String = "s3s\u{E4}me"
    ) throws -> SASLExchange {
        let secret = Secret(Array(secret.utf8))
        let proof: Credential.Proof = mechanism.usesToken ? .token(secret) : .password(secret)
        return try #require(
            SASLExchange(
                mechanism: mechanism, credential: Credential(user: user, proof: proof),
                place: SASLExchange.Place(host: "imap.example.org", port: 993)))
    }

    private func octets(_ text: String) -> [UInt8] {
        Array(text.utf8)
    }

    /// Answers from the `first` round on must fail.
    private func refuses(_ exchange: inout SASLExchange, _ challenge: String) -> Bool {
        do throws(WireFault) {
            _ = try exchange.respond(to: octets(challenge))
            return false
        } catch {
            return true
        }
    }

    @Test("PLAIN sends user and password after an empty identity (RFC 4616)")
    func plain() throws {
        var exchange = try exchange(.plain)
        let message = octets("\u{0}ann@example.org\u{0}s3s\u{E4}me")
        #expect(exchange.initialResponse == message)
        #expect(try exchange.answer([]) == message)
        #expect(refuses(&exchange, ""))
    }

    @Test("PLAIN has no answer to words of the server")
    func plainChallenged() throws {
        var exchange = try exchange(.plain)
        #expect(refuses(&exchange, "who?"))
        #expect(refuses(&exchange, ""))
    }

    @Test("LOGIN waits for two questions, whatever their words")
    func login() throws {
        for questions in [
            ["Username:", "Password:"], ["User Name\u{0}", "Password\u{0}"], ["", ""],
        ] {
            var exchange = try exchange(.login)
            #expect(exchange.initialResponse == nil)
            #expect(try exchange.answer(octets(questions[0])) == octets("ann@example.org"))
            #expect(try exchange.answer(octets(questions[1])) == octets("s3s\u{E4}me"))
            #expect(refuses(&exchange, "Password:"))
        }
    }

    @Test("XOAUTH2 sends user and token, each closed by ^A")
    func xoauth2() throws {
        var exchange = try exchange(.xoauth2, secret: "ya29.token")
        let message = octets("user=ann@example.org\u{1}auth=Bearer ya29.token\u{1}\u{1}")
        #expect(exchange.initialResponse == message)
        #expect(try exchange.answer([]) == message)
    }

    @Test("XOAUTH2 answers the explanation of a refusal with nothing, so that the NO can come")
    func xoauth2Refused() throws {
        var early = try exchange(.xoauth2)
        #expect(try early.answer(octets(#"{"status":"400"}"#)).isEmpty)
        var late = try exchange(.xoauth2)
        #expect(try !late.answer([]).isEmpty)
        #expect(try late.answer(octets(#"{"status":"400"}"#)).isEmpty)
        #expect(try late.answer([]).isEmpty)
    }

    @Test("OAUTHBEARER sends identity, host, port and token (RFC 7628 §3.1)")
    func oauthbearer() throws {
        var exchange = try exchange(.oauthbearer, secret: "vF9dft4qmT")
        let message = octets(
            "n,a=ann@example.org,\u{1}host=imap.example.org\u{1}port=993\u{1}"
                + "auth=Bearer vF9dft4qmT\u{1}\u{1}")
        #expect(exchange.initialResponse == message)
        #expect(try exchange.answer([]) == message)
    }

    @Test("OAUTHBEARER ends a failed exchange with a single ^A (RFC 7628 §3.2.3)")
    func oauthbearerRefused() throws {
        var early = try exchange(.oauthbearer)
        #expect(try early.answer(octets(#"{"status":"invalid_token"}"#)) == [1])
        var late = try exchange(.oauthbearer)
        #expect(try late.answer([]) != [1])
        #expect(try late.answer(octets(#"{"status":"invalid_token"}"#)) == [1])
    }

    @Test("a comma or equals sign in the user is escaped for OAUTHBEARER alone (RFC 5801 §4)")
    func escapes() throws {
        let user = "a=b,c=\u{301},"
        let bearer = try #require(try exchange(.oauthbearer, user: user).initialResponse)
        #expect(bearer.starts(with: octets("n,a=a=3Db=2Cc=3D\u{301}=2C,\u{1}host=")))
        let plain = try exchange(.plain, user: user, secret: "p").initialResponse
        #expect(plain == octets("\u{0}a=b,c=\u{301},\u{0}p"))
    }

    @Test("a secret goes out octet by octet even where it is no text")
    func anyOctets() throws {
        let credential = Credential(user: "u", proof: .password(Secret([0xFF, 0x80, 0x0D])))
        var exchange = try #require(
            SASLExchange(
                mechanism: .login, credential: credential,
                place: SASLExchange.Place(host: "h", port: 1)))
        #expect(try exchange.answer([]) == [0x75])
        #expect(try exchange.answer([]) == [0xFF, 0x80, 0x0D])
    }

    @Test(
        "a server that never ends is answered ten times and no more",
        arguments: [SASLMechanism.xoauth2, .oauthbearer])
    func rounds(mechanism: SASLMechanism) throws {
        #expect(SASLExchange.roundLimit == 10)
        var exchange = try exchange(mechanism)
        for _ in 1...10 { _ = try exchange.answer(octets("again")) }
        #expect(refuses(&exchange, "again"))
        #expect(refuses(&exchange, "again"))
    }

    @Test("EXTERNAL sends the user and nothing secret")
    func external() throws {
        var exchange = try exchange(.external)
        #expect(exchange.initialResponse == octets("ann@example.org"))
        #expect(try exchange.answer([]) == octets("ann@example.org"))
        #expect(refuses(&exchange, ""))
    }

    @Test("mechanisms are known by their registered names, two of them by token")
    func mechanisms() {
        #expect(
            SASLMechanism.allCases.map(\.rawValue) == [
                "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN",
                "LOGIN", "XOAUTH2", "OAUTHBEARER", "EXTERNAL",
            ])
        #expect(SASLMechanism.allCases.filter(\.usesToken) == [.xoauth2, .oauthbearer])
        #expect(
            SASLMechanism.allCases.filter(\.bindsChannel) == [.scramSHA256Plus, .scramSHA1Plus])
    }

    @Test("what keeps the password from the server goes first, bound to the connection before that")
    func preference() {
        let secret = Secret("s".utf8)
        #expect(
            SASLMechanism.byPreference(for: .password(secret)) == [
                .scramSHA256Plus, .scramSHA1Plus, .scramSHA256, .scramSHA1, .plain,
            ])
        #expect(SASLMechanism.byPreference(for: .token(secret)) == [.oauthbearer, .xoauth2])
    }
}

extension SASLExchange {
    /// The octets to send.
    mutating func answer(_ challenge: [UInt8]) throws -> [UInt8] {
        guard case .send(let octets) = try respond(to: challenge) else {
            throw WireFault(expected: "octets to send")
        }
        return octets
    }
}
