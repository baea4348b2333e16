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
    case auto
    /// Bound to the TLS connection (RFC 5802 §6).
    case scramSHA256Plus = "scram-sha-256-plus"
    case scramSHA256 = "scram-sha-256"
    case scramSHA1Plus = "scram-sha-1-plus"
    case scramSHA1 = "scram-sha-1"
    case plain, login
    /// POP's USER and PASS.
    case user
    case xoauth2, oauthbearer
    /// By the certificate shown in the TLS handshake (RFC 4422 appendix A).
    case external

    /// Whether it sends a token rather than a password; nil when it may be either.
    var usesToken: Bool? {
        switch self {
        case .auto, .external: nil
        case .scramSHA256Plus, .scramSHA256, .scramSHA1Plus, .scramSHA1, .plain, .login, .user:
            false
        case .xoauth2, .oauthbearer: true
        }
    }

    /// What other programs speak and we do not: the password can be guessed from what is sent.
    static let unsafe = ["apop", "cram-md5", "digest-md5", "ntlm"]
}
