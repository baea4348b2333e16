import Wire

/// The way a session logs in.
enum LoginMethod: Hashable {
    case sasl(SASLMechanism)
    /// USER and PASS.
    case user

    /// Follows the person's choice; left to us, the best first of what the server offers.
    ///
    /// A server without CAPA is asked with USER, which is older than CAPA.
    static func candidates(
        _ choice: AuthChoice, proof: Credential.Proof, offered: Capabilities
    ) -> [LoginMethod] {
        switch choice {
        case .only(let mechanism): return [.sasl(mechanism)]
        case .user: return [.user]
        case .auto:
            var methods = SASLMechanism.byPreference(for: proof).map(LoginMethod.sasl)
            if case .password = proof { methods += [.user, .sasl(.login)] }
            return methods.filter { $0.isOffered(by: offered) }
        }
    }

    func isOffered(by capabilities: Capabilities) -> Bool {
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
    /// What the settings name needs TLS, or a user and password that can be prepared for it
    /// (RFC 4013).
    case mechanismUnusable(SASLMechanism)
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
