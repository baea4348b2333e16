/// One SASL exchange from the client's side (RFC 4422).
public struct SASLExchange: Sendable {
    /// What is to be done about a challenge.
    public enum Move: Sendable, Equatable {
        /// Octets for the server, before base64.
        case send([UInt8])
        /// Arithmetic; its result goes to ``SASLExchange/proved(_:)``.
        case prove(SCRAMTask)
        /// Cancel the exchange and hang up.
        case giveUp(ServerDoubt)
    }

    /// Where a login takes place, as far as mechanisms care.
    public struct Place: Sendable {
        /// For OAUTHBEARER's message (RFC 7628 §3.1).
        public var host: String
        public var port: UInt16
        /// Octets nobody can foresee, printable and without a comma; SCRAM needs them anew for
        /// each login and cannot be spoken where they are missing.
        public var nonce: String
        /// Nil without TLS.
        public var binding: ChannelBinding?
        /// The server lists a mechanism that binds the channel.
        public var serverBindsChannel: Bool

        public init(
            host: String, port: UInt16, nonce: String = "", binding: ChannelBinding? = nil,
            serverBindsChannel: Bool = false
        ) {
            self.host = host
            self.port = port
            self.nonce = nonce
            self.binding = binding
            self.serverBindsChannel = serverBindsChannel
        }
    }

    public let mechanism: SASLMechanism
    private let credential: Credential
    private let place: Place
    private var scram: SCRAMClient?
    private var rounds = 0

    /// Challenges that are answered before the exchange is given up.
    public static let roundLimit = Limits.loginRounds

    /// Nil where the mechanism cannot be spoken: SCRAM without a nonce or with a user or password
    /// that ``SASLPreparation`` leaves alone, and -PLUS without TLS.
    public init?(mechanism: SASLMechanism, credential: Credential, place: Place) {
        self.mechanism = mechanism
        self.credential = credential
        self.place = place
        guard let hash = mechanism.scramHash else { return }
        guard let scram = SCRAMClient(hash, mechanism, credential, place) else { return nil }
        self.scram = scram
    }

    /// The first message, before base64; nil where the server speaks first (LOGIN).
    public var initialResponse: [UInt8]? {
        switch mechanism {
        case .scramSHA256Plus, .scramSHA256, .scramSHA1Plus, .scramSHA1:
            return scram?.first
        case .plain:
            return [0] + Array(credential.user.utf8) + [0] + credential.secret.bytes
        case .login:
            return nil
        case .external:
            return Array(credential.user.utf8)
        case .xoauth2:
            return Array("user=\(credential.user)\u{1}auth=Bearer ".utf8)
                + credential.secret.bytes + [1, 1]
        case .oauthbearer:
            let user = SASLExchange.escaped(Array(credential.user.utf8))
            return Array("n,a=".utf8) + user
                + Array(",\u{1}host=\(place.host)\u{1}port=\(place.port)\u{1}auth=Bearer ".utf8)
                + credential.secret.bytes + [1, 1]
        }
    }

    /// What to do about a server's challenge (before base64); throws when there is no answer.
    public mutating func respond(to challenge: [UInt8]) throws(WireFault) -> Move {
        rounds += 1
        guard rounds <= SASLExchange.roundLimit else {
            throw WireFault(expected: "an end of the login after \(SASLExchange.roundLimit) rounds")
        }
        if rounds == 1, challenge.isEmpty, let first = initialResponse { return .send(first) }
        if let move = try scram?.respond(to: challenge) { return move }
        switch mechanism {
        case .login where rounds == 1: return .send(Array(credential.user.utf8))
        case .login where rounds == 2: return .send(credential.secret.bytes)
        // The server explains a refusal in a challenge and says NO after an empty answer.
        case .xoauth2: return .send([])
        // RFC 7628 §3.2.3: a failed exchange is ended with a single ^A.
        case .oauthbearer: return .send([1])
        default: throw WireFault(expected: "no further challenge of \(mechanism.rawValue)")
        }
    }

    /// The next message, from the result of the task that ``Move/prove(_:)`` gave.
    public mutating func proved(_ proof: SCRAMProof) -> [UInt8] {
        scram?.proved(proof) ?? []
    }

    /// What forbids to believe the server when it says that we are logged in; nil where nothing
    /// does.
    public var doubt: ServerDoubt? {
        scram.flatMap { $0.isServerProven ? nil : .noSignature }
    }

    /// The server's own reason for a refusal, cleaned; empty when it gave none.
    public var reason: String { scram?.reason ?? "" }

    /// "," and "=" have a meaning in a GS2 header and in SCRAM (RFC 5801 §4, RFC 5802 §5.1).
    static func escaped(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: ","): Array("=2C".utf8)
            case UInt8(ascii: "="): Array("=3D".utf8)
            default: [byte]
            }
        }
    }
}
