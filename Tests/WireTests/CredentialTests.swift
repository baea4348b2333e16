import Testing

@testable import Wire

@Suite("Credential")
struct CredentialTests {
    private let secret = Secret(Array("CANARY".utf8))

    @Test("the secret is that of either proof")
    func secretOfProof() {
        #expect(Credential(user: "u", proof: .password(secret)).secret == secret)
        #expect(Credential(user: "u", proof: .token(secret)).secret == secret)
    }

    @Test("a password and a token of the same octets are not the same proof")
    func equality() {
        let password = Credential(user: "u", proof: .password(secret))
        #expect(password == Credential(user: "u", proof: .password(Secret("CANARY".utf8))))
        #expect(password != Credential(user: "u", proof: .token(secret)))
        #expect(password != Credential(user: "v", proof: .password(secret)))
    }

    @Test("its text names the user and hides the secret")
    func text() {
        let text = "\(Credential(user: "ann", proof: .password(secret)))"
        #expect(text.contains("ann") && text.contains("<secret>") && !text.contains("CANARY"))
    }
}
