import Mail

/// How the way to a server is protected; there is no "if possible".
public enum ConnectionSecurity: String, Hashable, Sendable, CaseIterable {
    /// TLS from the first octet.
    case tls
    /// TLS after a command in the clear, before anything else.
    case starttls
    /// None.
    case none

    /// The registered port (RFC 8314, RFC 3501, RFC 1939).
    public func defaultPort(for kind: AccountKind) -> UInt16 {
        switch (kind, self) {
        case (.imap, .tls): 993
        case (.imap, .starttls), (.imap, .none): 143
        case (.pop, .tls): 995
        case (.pop, .starttls), (.pop, .none): 110
        }
    }
}

/// How to log in; ``auto`` takes the best the server offers.
public enum AuthMethod: String, Hashable, Sendable, CaseIterable {
    case auto, plain, login
    /// POP's USER and PASS.
    case user
    case xoauth2, oauthbearer

    /// Whether it sends a token rather than a password; nil when it may be either.
    var usesToken: Bool? {
        switch self {
        case .auto: nil
        case .plain, .login, .user: false
        case .xoauth2, .oauthbearer: true
        }
    }

    /// Methods of later versions: a settings file may name them already.
    static let planned = ["scram-sha-256", "scram-sha-256-plus", "scram-sha-1"]
}
