/// The SASL mechanisms we speak; each proves who we are with what a ``Credential`` holds.
///
/// CRAM-MD5, DIGEST-MD5, NTLM and APOP are not among them: what they send can be guessed at, and
/// the server must keep the password itself.
public enum SASLMechanism: String, Hashable, Sendable, CaseIterable {
    case scramSHA256Plus = "SCRAM-SHA-256-PLUS"
    case scramSHA1Plus = "SCRAM-SHA-1-PLUS"
    case scramSHA256 = "SCRAM-SHA-256"
    case scramSHA1 = "SCRAM-SHA-1"
    case plain = "PLAIN"
    case login = "LOGIN"
    case xoauth2 = "XOAUTH2"
    case oauthbearer = "OAUTHBEARER"
    /// By what TLS has shown of us, such as a client's certificate (RFC 4422 appendix A).
    case external = "EXTERNAL"

    /// Whether it sends an access token rather than a password.
    public var usesToken: Bool {
        self == .xoauth2 || self == .oauthbearer
    }

    /// Whether it proves the login to happen on this very TLS connection (RFC 5802 §6).
    public var bindsChannel: Bool {
        self == .scramSHA256Plus || self == .scramSHA1Plus
    }

    /// The hash function of a SCRAM mechanism; nil for the others.
    var scramHash: SCRAMTask.Hash? {
        switch self {
        case .scramSHA256Plus, .scramSHA256: .sha256
        case .scramSHA1Plus, .scramSHA1: .sha1
        case .plain, .login, .xoauth2, .oauthbearer, .external: nil
        }
    }

    /// What to log in with, the best first, where the choice is ours.
    ///
    /// With a password, what never shows it to the server goes before what does, and what is bound
    /// to the TLS connection before what is not. LOGIN and its kin are each protocol's own matter.
    public static func byPreference(for proof: Credential.Proof) -> [SASLMechanism] {
        switch proof {
        case .password: [.scramSHA256Plus, .scramSHA1Plus, .scramSHA256, .scramSHA1, .plain]
        case .token: [.oauthbearer, .xoauth2]
        case .certificate: [.external]
        }
    }
}
