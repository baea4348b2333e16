import Testing

@testable import Wire

@Suite("SCRAM")
struct SCRAMTests {
    private static let nonce = "fyko+d2lbbFgONRv9qkxdawL"
    private static let first = "r=\(nonce)3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"

    private func makeExchange(
        _ mechanism: SASLMechanism = .scramSHA1, user: String = "user", password: String = "pencil",
        nonce: String = nonce, binding: ChannelBinding? = nil, serverBinds: Bool = false
    ) -> SASLExchange? {
        SASLExchange(
            mechanism: mechanism,
            credential: Credential(user: user, proof: .password(Secret(password.utf8))),
            place: SASLExchange.Place(
                host: "h", port: 1, nonce: nonce, binding: binding, serverBindsChannel: serverBinds)
        )
    }

    private func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func begin(_ exchange: SASLExchange?) -> String {
        String(decoding: exchange?.initialResponse ?? [], as: UTF8.self)
    }

    /// What comes of a first answer of the server.
    private func move(_ answer: String) throws -> SASLExchange.Move {
        var exchange = try #require(makeExchange())
        return try exchange.respond(to: octets(answer))
    }

    /// An exchange that has sent its proof and waits for "v=AQI=".
    private func proved() throws -> SASLExchange {
        var exchange = try #require(makeExchange())
        _ = try exchange.respond(to: octets(SCRAMTests.first))
        _ = exchange.proved(SCRAMProof(clientProof: [7], serverSignature: [1, 2]))
        return exchange
    }

    @Test("the exchange of RFC 5802 §5 goes as it is printed there")
    func printedSHA1() throws {
        var exchange = try #require(makeExchange())
        #expect(begin(exchange) == "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL")
        guard case .prove(let task) = try exchange.respond(to: octets(SCRAMTests.first)) else {
            Issue.record("no task")
            return
        }
        #expect(task.hash == .sha1 && task.iterations == 4_096)
        #expect(task.password == Secret("pencil".utf8))
        #expect(Base64.encode(task.salt) == octets("QSXCR+Q6sek8bf92"))
        #expect(
            String(decoding: task.message, as: UTF8.self)
                == "n=user,r=fyko+d2lbbFgONRv9qkxdawL,\(SCRAMTests.first),"
                + "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j")
        let proof = try #require(Base64.decode("v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=".utf8))
        let signature = try #require(Base64.decode("rmF9pqV8S7suAoZWja4dJRkFsKQ=".utf8))
        let final = exchange.proved(SCRAMProof(clientProof: proof, serverSignature: signature))
        #expect(
            String(decoding: final, as: UTF8.self)
                == "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
                + "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")
        #expect(exchange.doubt == .noSignature)
        #expect(try exchange.answer(octets("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).isEmpty)
        #expect(exchange.doubt == nil)
    }

    @Test("the exchange of RFC 7677 §3 goes as it is printed there")
    func printedSHA256() throws {
        var exchange = try #require(makeExchange(.scramSHA256, nonce: "rOprNGfwEbeRWgbNEkqO"))
        #expect(begin(exchange) == "n,,n=user,r=rOprNGfwEbeRWgbNEkqO")
        let answer =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
        guard case .prove(let task) = try exchange.respond(to: octets(answer)) else {
            Issue.record("no task")
            return
        }
        #expect(task.hash == .sha256)
        let final = exchange.proved(SCRAMProof(clientProof: [0], serverSignature: [1]))
        #expect(
            String(decoding: final, as: UTF8.self)
                == "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AA==")
    }

    @Test("what names the connection is in the header and, with its octets, in the proof")
    func binding() throws {
        let binding = ChannelBinding(kind: .exporter, octets: [0xAB, 0xCD])
        var exchange = try #require(
            makeExchange(.scramSHA256Plus, binding: binding, serverBinds: true))
        #expect(begin(exchange).hasPrefix("p=tls-exporter,,n=user,r="))
        _ = try exchange.respond(to: octets(SCRAMTests.first))
        let final = exchange.proved(SCRAMProof(clientProof: [0], serverSignature: [1]))
        let bound = Base64.encode(octets("p=tls-exporter,,") + [0xAB, 0xCD])
        #expect(final.starts(with: octets("c=") + bound + octets(",r=")))
    }

    @Test("a server that binds no channels is told whether we could have")
    func flags() {
        let binding = ChannelBinding(kind: .serverEndPoint, octets: [1])
        #expect(begin(makeExchange()).hasPrefix("n,,"))
        #expect(begin(makeExchange(binding: binding)).hasPrefix("y,,"))
        // It does bind, and the person chose to go without.
        #expect(begin(makeExchange(binding: binding, serverBinds: true)).hasPrefix("n,,"))
        #expect(
            begin(makeExchange(.scramSHA1Plus, binding: binding)).hasPrefix(
                "p=tls-server-end-point,,"))
        #expect(makeExchange(.scramSHA1Plus) == nil)
    }

    @Test("commas and equals signs of a user are escaped")
    func escapes() {
        #expect(begin(makeExchange(user: "a=b,c")).hasPrefix("n,,n=a=3Db=2Cc,r="))
    }

    @Test("it is not spoken without a nonce, or with what cannot be prepared")
    func unspeakable() {
        #expect(makeExchange(nonce: "") == nil)
        #expect(makeExchange(nonce: "a,b") == nil)
        #expect(makeExchange(nonce: "a b") == nil)
        #expect(makeExchange(user: "") == nil)
        #expect(makeExchange(password: "") == nil)
        #expect(makeExchange(password: "a\u{7}") == nil)
        #expect(makeExchange(user: "e\u{301}") == nil)
    }

    @Test(
        "an answer that is not one ends the conversation",
        arguments: [
            "hello", "r=,s=QQ==,i=4096", "i=4096,s=QQ==,r=\(nonce)x", "r=\(nonce)x,s=QQ==",
            "r=\(nonce)x,s=,i=4096", "r=\(nonce)x,s=?,i=4096", "r=\(nonce)x,s=QQ==,i=",
            "r=\(nonce)x,s=QQ==,i=-1", "r=\(nonce)x,s=QQ==,i=4096x", "r=\(nonce),s=QQ==,i=4096",
            "r=x,s=QQ==,i=4096", "r=x\(nonce),s=QQ==,i=4096",
            "m=ext,r=\(nonce)x,s=QQ==,i=4096", "v=AQI=", "r=\(nonce)\u{7},s=QQ==,i=4096",
        ])
    func broken(answer: String) {
        #expect(throws: WireFault.self) { try move(answer) }
    }

    @Test("an extension after the rounds may be passed over")
    func extended() throws {
        guard case .prove = try move(SCRAMTests.first + ",x=1,") else {
            Issue.record("no task")
            return
        }
    }

    @Test("rounds within the limits are worked out, one fewer and one more are not")
    func rounds() throws {
        func move(_ rounds: String) throws -> SASLExchange.Move {
            try self.move("r=\(SCRAMTests.nonce)x,s=QQ==,i=\(rounds)")
        }
        for rounds in [Limits.scramRounds.lowerBound, Limits.scramRounds.upperBound] {
            guard case .prove(let task) = try move("\(rounds)") else {
                Issue.record("no task for \(rounds)")
                continue
            }
            #expect(task.iterations == rounds)
        }
        #expect(try move("4095") == .giveUp(.tooFewRounds(4_095)))
        #expect(try move("0") == .giveUp(.tooFewRounds(0)))
        #expect(try move("5000001") == .giveUp(.tooManyRounds(5_000_001)))
        #expect(try move("2147483648") == .giveUp(.tooManyRounds(2_147_483_648)))
        #expect(try move("99999999999999999999") == .giveUp(.tooManyRounds(.max)))
    }

    @Test("a nonce or salt as long as the limit passes, one octet more does not")
    func lengths() throws {
        let limit = Limits.scramOctets
        for (length, passes) in [(limit, true), (limit + 1, false)] {
            let rest = String(repeating: "x", count: length - SCRAMTests.nonce.count)
            let salt = String(
                decoding: Base64.encode([UInt8](repeating: 1, count: length)), as: UTF8.self)
            for answer in [
                "r=\(SCRAMTests.nonce)\(rest),s=QQ==,i=4096",
                "r=\(SCRAMTests.nonce)x,s=\(salt),i=4096",
            ] {
                var isUnderstood = true
                do { _ = try move(answer) } catch { isUnderstood = false }
                #expect(isUnderstood == passes)
            }
        }
    }

    @Test("a signature that is not the password's is the end, and stays a doubt")
    func wrongSignature() throws {
        for signature in ["v=AQM=", "v=AQ==", "v=AQIA", "v="] {
            var exchange = try proved()
            #expect(try exchange.respond(to: octets(signature)) == .giveUp(.wrongSignature))
            #expect(exchange.doubt == .noSignature)
        }
        var exchange = try proved()
        #expect(throws: WireFault.self) { try exchange.respond(to: octets("v=?")) }
    }

    @Test("a server's error is answered with nothing, so that its refusal can come")
    func errors() throws {
        var exchange = try proved()
        #expect(try exchange.answer(octets("e=invalid-proof,x=1")).isEmpty)
        #expect(exchange.reason == "invalid-proof")
        #expect(exchange.doubt == .noSignature)
        #expect(throws: WireFault.self) { try exchange.respond(to: octets("v=AQI=")) }
        #expect(try move("e=unknown-user\u{1B}[2J") == .send([]))
        var other = try proved()
        #expect(
            try other.respond(to: octets("e=channel-bindings-dont-match")) == .giveUp(.otherChannel)
        )
    }

    @Test("nothing more is said after the end")
    func end() throws {
        var exchange = try proved()
        #expect(try exchange.answer(octets("v=AQI=")).isEmpty)
        #expect(throws: WireFault.self) { try exchange.respond(to: []) }
        #expect(exchange.proved(SCRAMProof(clientProof: [1], serverSignature: [1])).isEmpty)
        #expect(exchange.doubt == nil)
    }

    @Test("an empty challenge asks for the first message, once")
    func late() throws {
        var exchange = try #require(makeExchange())
        #expect(try exchange.answer([]) == exchange.initialResponse)
        #expect(throws: WireFault.self) { try exchange.respond(to: []) }
    }

    @Test("random octets of a server never trap and never prove anything")
    func randomAnswers() throws {
        let words = [
            "r=\(SCRAMTests.nonce)", "x", ",", "s=QQ==", "i=", "4096", "v=", "e=", "m=", "=",
        ]
        for seed in UInt64(1)...2_000 {
            var random = SeededGenerator(seed: seed)
            var exchange = try seed.isMultiple(of: 2) ? proved() : #require(makeExchange())
            let answer = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }
            do throws(WireFault) { _ = try exchange.respond(to: octets(answer.joined())) } catch {}
            #expect(exchange.doubt == .noSignature)
        }
    }
}
