import Testing
import Wire

@testable import POP

@Suite("UniqueID")
struct UniqueIDTests {
    @Test("1 to 70 printable octets are an id; everything else is not")
    func bounds() {
        #expect(UniqueID("") == nil)
        #expect(UniqueID("!")?.text == "!")
        #expect(UniqueID(String(repeating: "~", count: Limits.uniqueIDLength)) != nil)
        #expect(UniqueID(String(repeating: "~", count: Limits.uniqueIDLength + 1)) == nil)
        for octet: UInt8 in [0, 9, 0x1B, 0x20, 0x7F, 0x80, 0xFF] {
            #expect(UniqueID([0x41, octet]) == nil)
        }
    }

    @Test("case matters")
    func caseMatters() {
        #expect(UniqueID("ABC") != UniqueID("abc"))
    }
}

@Suite("MessageNumber")
struct MessageNumberTests {
    @Test(
        "a number is 1 to 4294967295, in digits alone",
        arguments: [
            ("1", 1), ("007", 7), ("4294967295", UInt32.max), ("4294967296", nil), ("0", nil),
            ("-1", nil), ("+1", nil), ("", nil), ("1x", nil), ("99999999999999999999", nil),
        ] as [(String, UInt32?)])
    func digits(text: String, value: UInt32?) {
        #expect(MessageNumber(digits: Array(text.utf8)[...])?.rawValue == value)
    }
}

@Suite("Capabilities")
struct CapabilitiesTests {
    private func read(_ lines: String...) -> Capabilities {
        Capabilities(lines: lines.map { Array($0.utf8)[...] })
    }

    @Test("every capability we use is read, whatever its case")
    func all() {
        let read = read(
            "top", "UIDL", "PIPELINING", "STLS", "User", "RESP-CODES", "AUTH-RESP-CODE",
            "UTF8 USER",
            "SASL plain  XOAUTH2", "EXPIRE NEVER", "LOGIN-DELAY 900", "IMPLEMENTATION x", "", " ")
        #expect(read.isKnown && read.hasTOP && read.hasUIDL && read.hasPipelining && read.hasSTLS)
        #expect(read.hasUser && read.hasResponseCodes && read.hasAuthResponseCode && read.hasUTF8)
        #expect(read.saslMechanisms == ["PLAIN", "XOAUTH2"])
        #expect(read.expiry == .never)
        #expect(read.loginDelay == 900)
    }

    @Test("of several expiries the shortest, of several delays the longest counts")
    func several() {
        let read = read(
            "EXPIRE NEVER USER", "EXPIRE 1337", "EXPIRE 0 USER", "EXPIRE 5", "EXPIRE x",
            "LOGIN-DELAY 15 USER", "LOGIN-DELAY 5", "LOGIN-DELAY 99999999999999999999")
        #expect(read.expiry == .days(0))
        #expect(read.loginDelay == 15)
    }
}

@Suite("LoginMethod")
struct LoginMethodTests {
    private let password = Credential.Proof.password(Secret("p".utf8))
    private let token = Credential.Proof.token(Secret("t".utf8))

    private func methods(
        _ choice: AuthChoice, _ proof: Credential.Proof, _ lines: String...
    ) -> [LoginMethod] {
        LoginMethod.candidates(
            choice, proof: proof,
            offered: lines.isEmpty
                ? Capabilities() : Capabilities(lines: lines.map { Array($0.utf8)[...] }))
    }

    @Test("left to us, a password prefers SCRAM, then PLAIN, then USER, then LOGIN")
    func preference() {
        #expect(
            methods(.auto, password, "USER", "SASL LOGIN PLAIN SCRAM-SHA-1 SCRAM-SHA-256")
                == [
                    .sasl(.scramSHA256), .sasl(.scramSHA1), .sasl(.plain), .user, .sasl(.login),
                ])
        #expect(
            methods(.auto, password, "SASL SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS")
                == [.sasl(.scramSHA256Plus), .sasl(.scramSHA1Plus), .sasl(.scramSHA256)])
        #expect(methods(.auto, password, "USER", "SASL LOGIN") == [.user, .sasl(.login)])
        #expect(methods(.auto, password, "SASL CRAM-MD5 EXTERNAL").isEmpty)
        #expect(methods(.auto, password) == [.user])
    }

    @Test("a token is never sent as a password")
    func tokenOnly() {
        #expect(methods(.auto, token, "USER", "SASL PLAIN SCRAM-SHA-256").isEmpty)
        #expect(methods(.auto, token).isEmpty)
        #expect(
            methods(.auto, token, "SASL XOAUTH2 OAUTHBEARER")
                == [.sasl(.oauthbearer), .sasl(.xoauth2)])
    }

    @Test("a certificate logs in by EXTERNAL and by nothing else")
    func certificate() {
        #expect(
            methods(.auto, .certificate, "USER", "SASL PLAIN EXTERNAL SCRAM-SHA-256")
                == [.sasl(.external)])
    }

    @Test("the person's choice outranks what the server lists", arguments: SASLMechanism.allCases)
    func choice(_ mechanism: SASLMechanism) {
        #expect(methods(.only(mechanism), password, "USER") == [.sasl(mechanism)])
        #expect(methods(.user, password, "SASL PLAIN") == [.user])
    }

    @Test("a choice is read by its name in any case")
    func words() {
        #expect(AuthChoice("auto") == .auto)
        #expect(AuthChoice("user") == .user)
        #expect(AuthChoice("scram-sha-256-plus") == .only(.scramSHA256Plus))
        #expect(AuthChoice("XOAUTH2") == .only(.xoauth2))
        #expect(AuthChoice("apop") == nil)
        #expect(AuthChoice("cram-md5") == nil)
    }
}

@Suite("Refusal")
struct RefusalTests {
    @Test(
        "the code in brackets is read, upper case",
        arguments: [
            ("[IN-USE] locked", "IN-USE", "locked"), ("[sys/perm] perm", "SYS/PERM", "perm"),
            ("no code", nil, "no code"), ("[] empty", nil, "[] empty"),
            ("[two words] x", nil, "[two words] x"),
            ("[open", nil, "[open"), ("", nil, ""), ("[AUTH]", "AUTH", ""),
        ] as [(String, String?, String)])
    func code(line: String, code: String?, text: String) {
        #expect(Refusal(errorText: line.utf8) == Refusal(code: code, text: text))
    }

    @Test("words are cut at the limit and cleaned of control characters")
    func text() {
        for length in [Limits.serverText, Limits.serverText + 1] {
            let refusal = Refusal(errorText: [UInt8](repeating: 7, count: length))
            #expect(refusal.text == String(repeating: "\u{FFFD}", count: Limits.serverText))
        }
    }
}

@Suite("SecretMask")
struct SecretMaskTests {
    @Test("a secret is masked as it is and in base64, wherever it stands")
    func masks() {
        let secret = Array("sesame".utf8)
        let mask = SecretMask(Credential(user: "alice", proof: .password(Secret(secret))))
        let text = secret + [0x20] + Base64.encode(secret) + Array(" se".utf8) + secret
        #expect(mask.masked(text) == Array("<secret> <secret> se<secret>".utf8))
        #expect(mask.masked([]) == [])
    }
}

@Suite("Queue")
struct QueueTests {
    @Test("first in, first out, also when it was long")
    func order() {
        var queue = Queue<Int>()
        for element in 0..<5_000 { queue.append(element) }
        for element in 0..<4_000 { #expect(queue.popFirst() == element) }
        queue.append(5_000)
        #expect(queue.count == 1_001 && queue.first == 4_000 && queue.last == 5_000)
        while let element = queue.popFirst() { #expect(element >= 4_000) }
        #expect(queue.isEmpty && queue.last == nil && queue.popFirst() == nil)
    }
}
