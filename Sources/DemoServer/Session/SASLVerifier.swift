import Wire

/// One SASL exchange from the server's side (RFC 4422).
struct SASLVerifier: Sendable {
    enum Outcome: Sendable, Equatable {
        /// Octets for the client, before base64.
        case challenge([UInt8])
        case accepted(user: String)
        case refused
    }

    private let mechanism: SASLMechanism
    private let world: MailWorld
    private var loginUser: [UInt8]?
    private var hasExplainedRefusal = false

    init(mechanism: SASLMechanism, world: MailWorld) {
        self.mechanism = mechanism
        self.world = world
    }

    /// The first move when the client sent no initial response.
    var opening: [UInt8] {
        mechanism == .login ? Array("Username:".utf8) : []
    }

    mutating func receive(_ response: [UInt8]) -> Outcome {
        guard !hasExplainedRefusal else { return .refused }
        switch mechanism {
        case .plain: return plain(response)
        case .login: return login(response)
        case .xoauth2: return xoauth2(response)
        case .oauthbearer: return oauthbearer(response)
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
    private mutating func xoauth2(_ response: [UInt8]) -> Outcome {
        let fields = response.split(separator: 1)
        let user = fields.lazy.compactMap { $0.droppingPrefix("user=") }.first
        return verify(user, tokenIn: fields)
    }

    /// `n,a=NAME, ^A host=… ^A port=… ^A auth=Bearer TOKEN ^A ^A` (RFC 7628 §3.1).
    private mutating func oauthbearer(_ response: [UInt8]) -> Outcome {
        let fields = response.split(separator: 1)
        let header = fields.first?.split(separator: UInt8(ascii: ","))
        let user = header?.lazy.compactMap { $0.droppingPrefix("a=") }.first
        return verify(user, tokenIn: fields)
    }

    private mutating func verify(
        _ user: ArraySlice<UInt8>?, tokenIn fields: [ArraySlice<UInt8>]
    ) -> Outcome {
        let name = String(decoding: user ?? [], as: UTF8.self)
            .replacing("=2C", with: ",").replacing("=3D", with: "=")
        let token = fields.lazy.compactMap { $0.droppingPrefix("auth=Bearer ") }.first
        if let token, let expected = world.user(name)?.token, Array(expected.utf8) == Array(token) {
            return .accepted(user: name)
        }
        hasExplainedRefusal = true
        return .challenge(Array(#"{"status":"invalid_token","schemes":"bearer"}"#.utf8))
    }
}

extension ArraySlice<UInt8> {
    func droppingPrefix(_ prefix: String) -> ArraySlice<UInt8>? {
        starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
    }
}
