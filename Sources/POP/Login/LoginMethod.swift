import Wire

/// The way a session logs in.
enum LoginMethod: Hashable {
    case sasl(SASLMechanism)
    /// USER and PASS.
    case user

    /// Follows the person's choice; left to us, takes the best the server offers.
    ///
    /// A server without CAPA is asked with USER, which is older than CAPA. Nil when nothing fits.
    init?(choice: AuthChoice, proof: Credential.Proof, offered: Capabilities) {
        switch choice {
        case .plain: self = .sasl(.plain)
        case .login: self = .sasl(.login)
        case .xoauth2: self = .sasl(.xoauth2)
        case .oauthbearer: self = .sasl(.oauthbearer)
        case .user: self = .user
        case .auto:
            let best = LoginMethod.byPreference(for: proof).first { $0.isOffered(by: offered) }
            guard let best else { return nil }
            self = best
        }
    }

    private static func byPreference(for proof: Credential.Proof) -> [LoginMethod] {
        switch proof {
        case .password: [.sasl(.plain), .user, .sasl(.login)]
        case .token: [.sasl(.oauthbearer), .sasl(.xoauth2)]
        }
    }

    private func isOffered(by capabilities: Capabilities) -> Bool {
        switch self {
        case .sasl(let mechanism): capabilities.saslMechanisms.contains(mechanism.rawValue)
        case .user: capabilities.hasUser || !capabilities.isKnown
        }
    }
}

/// Why a session ended before it asked for a login: nothing secret was sent.
public enum LoginObstacle: Hashable, Sendable {
    /// The greeting was `-ERR`: busy, locked out or closed. No words when they came without TLS.
    case serverUnavailable(Refusal)
    /// STLS is asked for, and the server does not offer it or refused it.
    case tlsNotOffered
    /// Neither TLS nor the person's leave to go without.
    case plaintextForbidden
    /// No way to log in that both sides know; what the server offers.
    case noMechanism(offered: [String])
    /// User, password or token hold a line end or another octet that no command can carry.
    case unsendableCredential
}

extension Credential {
    /// Whether commands and SASL messages can carry it: no NUL, ^A, CR or LF.
    var isSendable: Bool {
        let forbidden: Set<UInt8> = [0, 1, 10, 13]
        return !user.isEmpty && user.utf8.allSatisfy { !forbidden.contains($0) }
            && secret.bytes.allSatisfy { !forbidden.contains($0) }
    }
}
