import Testing
import Transport
import Wire

@testable import DemoServer

@Suite("SCRAM from the server's side")
struct SCRAMVerifierTests {
    private let binding = ChannelBinding(kind: .exporter, octets: [1, 2, 3])

    private func verifier(
        _ mechanism: SASLMechanism = .scramSHA256,
        listed: [SASLMechanism] = [.scramSHA256, .scramSHA256Plus]
    ) -> SASLVerifier {
        SASLVerifier(
            mechanism: mechanism, world: SmallWorld.make(), binding: binding, listed: listed)
    }

    private func answer(_ verifier: inout SASLVerifier, to text: String) -> String {
        switch verifier.receive(Array(text.utf8)) {
        case .challenge(let octets), .explained(let octets):
            String(decoding: octets, as: UTF8.self)
        case let outcome: "\(outcome)"
        }
    }

    @Test(
        "a flag that does not fit the mechanism or the list is refused with its reason",
        arguments: [
            (SASLMechanism.scramSHA256, "y,,n=ann,r=x", "e=server-does-support-channel-binding"),
            (.scramSHA256, "p=tls-exporter,,n=ann,r=x", "e=channel-binding-not-supported"),
            (.scramSHA256Plus, "n,,n=ann,r=x", "e=channel-binding-not-supported"),
            (.scramSHA256Plus, "p=tls-unique,,n=ann,r=x", "e=unsupported-channel-binding-type"),
            (.scramSHA256, "n,,n=bob,r=x", "e=unknown-user"),
            (.scramSHA256, "n,,n=ann,r=", "e=unknown-user"), (.scramSHA256, "", "e=other-error"),
        ])
    func refusals(mechanism: SASLMechanism, first: String, error: String) {
        var verifier = verifier(mechanism)
        #expect(answer(&verifier, to: first) == error)
        #expect(verifier.receive([]) == .refused)
    }

    @Test("a client that could bind the channel is let in where no such mechanism was listed")
    func couldHave() {
        var verifier = verifier(listed: [.scramSHA256])
        #expect(answer(&verifier, to: "y,,n=ann,r=x").hasPrefix("r=x"))
    }

    @Test("another connection's name, another nonce and a wrong proof are refused")
    func secondMessages() throws {
        for (change, error) in [
            ("binding", "e=channel-bindings-dont-match"),
            ("nonce", "e=channel-bindings-dont-match"),
            ("proof", "e=invalid-proof"),
        ] {
            var verifier = verifier(.scramSHA256Plus)
            let first = answer(&verifier, to: "p=tls-exporter,,n=ann,r=x")
            let nonce = try #require(first.split(separator: ",").first).dropFirst(2)
            let octets = Array("p=tls-exporter,,".utf8) + (change == "binding" ? [9] : [1, 2, 3])
            let bound = String(decoding: Base64.encode(octets), as: UTF8.self)
            let theirs = change == "nonce" ? "\(nonce)x" : String(nonce)
            let outcome = verifier.receive(Array("c=\(bound),r=\(theirs),p=AAAA".utf8))
            if case .prove(let task) = outcome {
                let proved = verifier.proved(try #require(task.solve()))
                #expect(proved == .explained(Array(error.utf8)))
            } else {
                #expect(outcome == .explained(Array(error.utf8)))
            }
            #expect(verifier.receive([]) == .refused)
        }
    }

    @Test("mechanisms that bind the channel are announced inside TLS alone")
    func announced() throws {
        let options = POPOptions(mechanisms: [.scramSHA256Plus, .scramSHA256])
        var dialogue = try SmallWorld.pop(options: options)
        #expect(try dialogue.say("CAPA").lines.contains("SASL SCRAM-SHA-256"))
        #expect(try dialogue.say("AUTH SCRAM-SHA-256-PLUS").hasPrefix("-ERR"))
        dialogue.session.secured(binding)
        #expect(try dialogue.say("CAPA").lines.contains("SASL SCRAM-SHA-256-PLUS SCRAM-SHA-256"))
    }
}
