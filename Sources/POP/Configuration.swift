import Wire

/// What a session needs to know before it speaks.
public struct Configuration: Sendable {
    public var credential: Credential
    public var auth: AuthChoice
    /// The stream is TLS from its first octet (port 995).
    public var isTLS: Bool
    /// The stream becomes TLS by STLS (RFC 2595 §4); without it there is no login.
    public var useSTLS: Bool
    /// The person allowed a login without TLS; ``useSTLS`` outranks it.
    public var allowsPlaintext: Bool
    /// For OAUTHBEARER's first message (RFC 7628 §3.1).
    public var host: String
    public var port: UInt16
    /// Octets nobody can foresee, made anew for each session; without them there is no SCRAM.
    public var nonce: String
    /// Octets after which a message is given up and the session ends.
    public var messageLimit: Int

    public init(
        credential: Credential, auth: AuthChoice = .auto, isTLS: Bool = false,
        useSTLS: Bool = false, allowsPlaintext: Bool = false, host: String, port: UInt16,
        nonce: String = "", messageLimit: Int = Limits.messageOctets
    ) {
        self.credential = credential
        self.auth = auth
        self.isTLS = isTLS
        self.useSTLS = useSTLS
        self.allowsPlaintext = allowsPlaintext
        self.host = host
        self.port = port
        self.nonce = nonce
        self.messageLimit = messageLimit
    }
}

/// How to log in.
///
/// APOP is not among them: a forged greeting makes it give the password away piece by piece.
public enum AuthChoice: Hashable, Sendable {
    /// By what the server offers, in the order of ``Wire/SASLMechanism/byPreference(for:)``; after
    /// PLAIN come USER and then LOGIN.
    case auto
    /// USER and PASS (RFC 1939 §7).
    case user
    /// This one, whether the server names it or not.
    case only(SASLMechanism)

    /// Reads `auto`, `user` or the name of a mechanism in any case; nil for another word.
    public init?(_ word: String) {
        switch word.uppercased() {
        case "AUTO": self = .auto
        case "USER": self = .user
        case let name:
            guard let mechanism = SASLMechanism(rawValue: name) else { return nil }
            self = .only(mechanism)
        }
    }
}
