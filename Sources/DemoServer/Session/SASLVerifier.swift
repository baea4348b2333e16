import Wire

/// One SASL exchange from the server's side (RFC 4422).
struct SASLVerifier: Sendable {
    enum Outcome: Sendable, Equatable {
        /// Octets for the client, before base64.
        case challenge([UInt8])
        /// Why it will be refused, before base64; the refusal follows the client's next words.
        case explained([UInt8])
        /// Arithmetic; its result goes to ``SASLVerifier/proved(_:)``.
        case prove(SCRAMTask)
        case accepted(user: String)
        case refused
    }

    private let mechanism: SASLMechanism
    private let world: MailWorld
    private var loginUser: [UInt8]?
    private var scram: SCRAMVerifier?
    private var hasExplainedRefusal = false

    /// `listed`: what the client could choose from.
    init(
        mechanism: SASLMechanism, world: MailWorld, binding: ChannelBinding?,
        listed: [SASLMechanism]
    ) {
        self.mechanism = mechanism
        self.world = world
        guard SASLVerifier.scrams.contains(mechanism) else { return }
        scram = SCRAMVerifier(
            mechanism: mechanism, world: world, binding: binding,
            listsBinding: listed.contains(where: \.bindsChannel))
    }

    private static let scrams: Set<SASLMechanism> = [
        .scramSHA256Plus, .scramSHA256, .scramSHA1Plus, .scramSHA1,
    ]

    /// The first move when the client sent no initial response.
    var opening: [UInt8] {
        mechanism == .login ? Array("Username:".utf8) : []
    }

    mutating func receive(_ response: [UInt8]) -> Outcome {
        guard !hasExplainedRefusal else { return .refused }
        return noted(outcome(of: response))
    }

    mutating func proved(_ proof: SCRAMProof) -> Outcome {
        noted(scram?.proved(proof) ?? .refused)
    }

    private mutating func noted(_ outcome: Outcome) -> Outcome {
        if case .explained = outcome { hasExplainedRefusal = true }
        return outcome
    }

    private mutating func outcome(of response: [UInt8]) -> Outcome {
        switch mechanism {
        case .scramSHA256Plus, .scramSHA256, .scramSHA1Plus, .scramSHA1:
            return scram?.receive(response) ?? .refused
        case .plain: return plain(response)
        case .login: return login(response)
        case .xoauth2: return xoauth2(response)
        case .oauthbearer: return oauthbearer(response)
        // No client shows a certificate here.
        case .external: return .refused
        }
    }

    static func accepts(user: String, password: [UInt8], in world: MailWorld) -> Bool {
        world.user(user).map { Array($0.password.utf8) == password } ?? false
    }

    private func plain(_ response: [UInt8]) -> Outcome {
        let fields = response.split(separator: 0, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return .refused }
        return verify(String(decoding: fields[1], as: UTF8.self), password: Array(fields[2]))
    }

    private mutating func login(_ response: [UInt8]) -> Outcome {
        guard let user = loginUser else {
            loginUser = response
            return .challenge(Array("Password:".utf8))
        }
        return verify(String(decoding: user, as: UTF8.self), password: response)
    }

    private func verify(_ user: String, password: [UInt8]) -> Outcome {
        SASLVerifier.accepts(user: user, password: password, in: world)
            ? .accepted(user: user) : .refused
    }

    /// `user=NAME ^A auth=Bearer TOKEN ^A ^A`.
    private func xoauth2(_ response: [UInt8]) -> Outcome {
        let fields = response.split(separator: 1)
        let user = fields.lazy.compactMap { $0.droppingPrefix("user=") }.first
        return verify(user, tokenIn: fields)
    }

    /// `n,a=NAME, ^A host=… ^A port=… ^A auth=Bearer TOKEN ^A ^A` (RFC 7628 §3.1).
    private func oauthbearer(_ response: [UInt8]) -> Outcome {
        let fields = response.split(separator: 1)
        let header = fields.first?.split(separator: UInt8(ascii: ","))
        let user = header?.lazy.compactMap { $0.droppingPrefix("a=") }.first
        return verify(user, tokenIn: fields)
    }

    private func verify(
        _ user: ArraySlice<UInt8>?, tokenIn fields: [ArraySlice<UInt8>]
    ) -> Outcome {
        let name = SASLVerifier.name(user ?? [])
        let token = fields.lazy.compactMap { $0.droppingPrefix("auth=Bearer ") }.first
        if let token, let expected = world.user(name)?.token, Array(expected.utf8) == Array(token) {
            return .accepted(user: name)
        }
        return .explained(Array(#"{"status":"invalid_token","schemes":"bearer"}"#.utf8))
    }

    /// Undoes the escapes of a name (RFC 5802 §5.1).
    static func name(_ escaped: ArraySlice<UInt8>) -> String {
        String(decoding: escaped, as: UTF8.self)
            .replacing("=2C", with: ",").replacing("=3D", with: "=")
    }
}

extension ArraySlice<UInt8> {
    func droppingPrefix(_ prefix: String) -> ArraySlice<UInt8>? {
        starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
    }
}
