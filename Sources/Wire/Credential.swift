/// Who logs in, and with what.
public struct Credential: Sendable, Equatable {
    public enum Proof: Sendable, Equatable {
        case password(Secret)
        case token(Secret)
        /// The certificate we show in the TLS handshake; no secret is sent.
        case certificate
    }

    public var user: String
    public var proof: Proof

    public init(user: String, proof: Proof) {
        self.user = user
        self.proof = proof
    }

    public var secret: Secret {
        switch proof {
        case .password(let secret), .token(let secret): secret
        case .certificate: Secret([])
        }
    }
}
