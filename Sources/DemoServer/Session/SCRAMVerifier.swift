import Wire

/// SCRAM from the server's side (RFC 5802), without its arithmetic.
///
/// The world holds passwords as they are, so a login takes the same arithmetic as the client's.
struct SCRAMVerifier: Sendable {
    private let mechanism: SASLMechanism
    private let world: MailWorld
    private let binding: ChannelBinding?
    /// A mechanism that binds the channel was listed.
    private let listsBinding: Bool
    private let salt: [UInt8]
    private let ownNonce: [UInt8]
    private var user: MailUser?
    private var header: ArraySlice<UInt8> = []
    private var nonce: [UInt8] = []
    /// `client-first-message-bare` and the answer to it, with a comma after each.
    private var begun: [UInt8] = []
    private var clientProof: [UInt8] = []
    private var isProven = false

    private static let rounds = 4_096
    private static let comma = UInt8(ascii: ",")

    init(
        mechanism: SASLMechanism, world: MailWorld, binding: ChannelBinding?, listsBinding: Bool
    ) {
        self.mechanism = mechanism
        self.world = world
        self.binding = binding
        self.listsBinding = listsBinding
        var numbers = SystemRandomNumberGenerator()
        salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        ownNonce = Base64.encode((0..<18).map { _ in UInt8.random(in: 0...255, using: &numbers) })
    }

    mutating func receive(_ response: [UInt8]) -> SASLVerifier.Outcome {
        if isProven { return response.isEmpty ? accepted : .refused }
        return begun.isEmpty ? begin(response) : check(response)
    }

    private var accepted: SASLVerifier.Outcome {
        user.map { .accepted(user: $0.name) } ?? .refused
    }

    /// `p=tls-exporter,,n=ann,r=NONCE`.
    private mutating func begin(_ message: [UInt8]) -> SASLVerifier.Outcome {
        let fields = message.split(
            separator: SCRAMVerifier.comma, maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return .explained("other-error") }
        if let fault = fault(of: fields[0]) { return .explained(fault) }
        header = message[..<fields[2].startIndex]
        let names = fields[2].split(separator: SCRAMVerifier.comma)
        guard let name = names.first?.droppingPrefix("n="),
            let known = world.user(SASLVerifier.name(name)),
            let theirs = names.last?.droppingPrefix("r="), !theirs.isEmpty
        else { return .explained("unknown-user") }
        user = known
        nonce = theirs + ownNonce
        let answer =
            Array("r=".utf8) + nonce + Array(",s=".utf8) + Base64.encode(salt)
            + Array(",i=\(SCRAMVerifier.rounds)".utf8)
        begun = Array(fields[2]) + [SCRAMVerifier.comma] + answer + [SCRAMVerifier.comma]
        return .challenge(answer)
    }

    /// What is wrong with the flag for channel binding; nil where nothing is (RFC 5802 §6).
    private func fault(of flag: ArraySlice<UInt8>) -> String? {
        switch String(decoding: flag, as: UTF8.self) {
        case "n" where !mechanism.bindsChannel: nil
        case "y" where !mechanism.bindsChannel:
            listsBinding ? "server-does-support-channel-binding" : nil
        case let text where mechanism.bindsChannel && text.hasPrefix("p="):
            text == binding.map { "p=\($0.kind.rawValue)" }
                ? nil : "unsupported-channel-binding-type"
        default: "channel-binding-not-supported"
        }
    }

    /// `c=…,r=NONCE,p=PROOF`.
    private mutating func check(_ message: [UInt8]) -> SASLVerifier.Outcome {
        let bound = header + (mechanism.bindsChannel ? binding?.octets ?? [] : [])
        let due = Array("c=".utf8) + Base64.encode(Array(bound)) + Array(",r=".utf8) + nonce
        let fields = message.split(separator: SCRAMVerifier.comma)
        guard message.starts(with: due + [SCRAMVerifier.comma]) else {
            return .explained("channel-bindings-dont-match")
        }
        guard fields.count == 3, let proof = fields[2].droppingPrefix("p="),
            let octets = Base64.decode(proof), let user
        else { return .explained("invalid-encoding") }
        clientProof = octets
        return .prove(
            SCRAMTask(
                hash: mechanism == .scramSHA1 || mechanism == .scramSHA1Plus ? .sha1 : .sha256,
                password: Secret(user.password.utf8), salt: salt, iterations: SCRAMVerifier.rounds,
                message: begun + due))
    }

    mutating func proved(_ proof: SCRAMProof) -> SASLVerifier.Outcome {
        guard proof.clientProof == clientProof else { return .explained("invalid-proof") }
        isProven = true
        return .challenge(Array("v=".utf8) + Base64.encode(proof.serverSignature))
    }
}

extension SASLVerifier.Outcome {
    fileprivate static func explained(_ error: String) -> SASLVerifier.Outcome {
        .explained(Array("e=\(error)".utf8))
    }
}
