/// The SASL mechanisms we speak; each proves who we are with what a ``Credential`` holds.
public enum SASLMechanism: String, Sendable, CaseIterable {
    case plain = "PLAIN"
    case login = "LOGIN"
    case xoauth2 = "XOAUTH2"
    case oauthbearer = "OAUTHBEARER"

    /// Whether it sends an access token rather than a password.
    public var usesToken: Bool {
        self == .xoauth2 || self == .oauthbearer
    }
}

/// One SASL exchange from the client's side (RFC 4422).
public struct SASLExchange: Sendable {
    public let mechanism: SASLMechanism
    private let credential: Credential
    private let host: String
    private let port: UInt16
    private var rounds = 0

    /// Challenges that are answered before the exchange is given up.
    public static let roundLimit = Limits.loginRounds

    /// `host` and `port` go into OAUTHBEARER's message (RFC 7628 §3.1).
    public init(mechanism: SASLMechanism, credential: Credential, host: String, port: UInt16) {
        self.mechanism = mechanism
        self.credential = credential
        self.host = host
        self.port = port
    }

    /// The first message, before base64; nil where the server speaks first (LOGIN).
    public var initialResponse: [UInt8]? {
        let secret = credential.secret.bytes
        switch mechanism {
        case .plain:
            return [0] + Array(credential.user.utf8) + [0] + secret
        case .login:
            return nil
        case .xoauth2:
            return Array("user=\(credential.user)\u{1}auth=Bearer ".utf8) + secret + [1, 1]
        case .oauthbearer:
            return Array("n,a=".utf8) + escapedUser
                + Array(",\u{1}host=\(host)\u{1}port=\(port)\u{1}auth=Bearer ".utf8) + secret
                + [1, 1]
        }
    }

    /// "," and "=" have a meaning in the GS2 header (RFC 5801 §4).
    private var escapedUser: [UInt8] {
        credential.user.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: ","): Array("=2C".utf8)
            case UInt8(ascii: "="): Array("=3D".utf8)
            default: [byte]
            }
        }
    }

    /// The answer to a server's challenge (both before base64); throws when there is none to give.
    public mutating func respond(to challenge: [UInt8]) throws(WireFault) -> [UInt8] {
        rounds += 1
        guard rounds <= SASLExchange.roundLimit else {
            throw WireFault(expected: "an end of the login after \(SASLExchange.roundLimit) rounds")
        }
        switch mechanism {
        case .plain:
            if rounds == 1, challenge.isEmpty, let first = initialResponse { return first }
        case .login:
            if rounds == 1 { return Array(credential.user.utf8) }
            if rounds == 2 { return credential.secret.bytes }
        case .xoauth2:
            // The server explains a refusal in a challenge and says NO after an empty answer.
            if rounds == 1, challenge.isEmpty, let first = initialResponse { return first }
            return []
        case .oauthbearer:
            // RFC 7628 §3.2.3: a failed exchange is ended with a single ^A.
            if rounds == 1, challenge.isEmpty, let first = initialResponse { return first }
            return [1]
        }
        throw WireFault(expected: "no further challenge of \(mechanism.rawValue)")
    }
}
