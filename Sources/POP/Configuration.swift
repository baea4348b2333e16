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
    /// Octets after which a message is given up and the session ends.
    public var messageLimit: Int

    public init(
        credential: Credential, auth: AuthChoice = .auto, isTLS: Bool = false,
        useSTLS: Bool = false, allowsPlaintext: Bool = false, host: String, port: UInt16,
        messageLimit: Int = Limits.messageOctets
    ) {
        self.credential = credential
        self.auth = auth
        self.isTLS = isTLS
        self.useSTLS = useSTLS
        self.allowsPlaintext = allowsPlaintext
        self.host = host
        self.port = port
        self.messageLimit = messageLimit
    }
}

/// How to log in.
///
/// APOP is not among them: a forged greeting makes it give the password away piece by piece.
public enum AuthChoice: String, Sendable, CaseIterable {
    /// By what the server offers: for a token OAUTHBEARER, then XOAUTH2; for a password PLAIN,
    /// then USER, then LOGIN.
    case auto
    case plain, login
    /// USER and PASS (RFC 1939 §7).
    case user
    case xoauth2, oauthbearer
}
