import Wire

/// How this session logs in: chosen once, tried once.
struct Login {
    enum Way: Equatable {
        case authenticate(SASLMechanism)
        /// The LOGIN command.
        case command
    }

    let way: Way
    private var exchange: SASLExchange
    private let credential: Credential

    /// Refuses where the server offers nothing that fits the credential and the configuration.
    init(
        _ configuration: Session.Configuration, capabilities: Set<Capability>
    ) throws(Refusal) {
        guard Login.isSendable(configuration.credential) else {
            throw Refusal(text: "the user name or password holds a control character")
        }
        guard let way = Login.way(configuration, capabilities) else {
            throw Refusal(text: "the server offers no way to log in that can be used here")
        }
        self.way = way
        credential = configuration.credential
        let mechanism: SASLMechanism
        if case .authenticate(let chosen) = way { mechanism = chosen } else { mechanism = .login }
        exchange = SASLExchange(
            mechanism: mechanism, credential: credential, host: configuration.host,
            port: configuration.port)
    }

    func encode(into writer: inout CommandWriter, _ capabilities: Set<Capability>) {
        switch way {
        case .command:
            writer.write("LOGIN ")
            writer.writeString(Array(credential.user.utf8))
            writer.write(" ")
            writer.writeString(credential.secret.bytes)
        case .authenticate(let mechanism):
            writer.write("AUTHENTICATE \(mechanism.rawValue)")
            // Without SASL-IR the secret would stand where servers log commands.
            if capabilities.contains(.saslInitialResponse), let first = exchange.initialResponse {
                writer.write(" ")
                writer.write(Base64.encode(first))
            }
        }
    }

    /// The line to answer a challenge with; `*` gives the exchange up.
    mutating func answer(_ challenge: [UInt8]) throws(WireFault) -> [UInt8] {
        guard case .authenticate = way else {
            throw WireFault(expected: "no challenge to LOGIN")
        }
        guard let decoded = Base64.decode(challenge) else { return Array("*\r\n".utf8) }
        return Base64.encode(try exchange.respond(to: decoded)) + [13, 10]
    }

    /// A server may repeat what we sent in the text of its refusal; such a text is not passed on.
    func censored(_ text: String) -> String {
        let secret = String(decoding: credential.secret.bytes, as: UTF8.self)
        return !secret.isEmpty && text.contains(secret) ? "" : text
    }

    private static func way(
        _ configuration: Session.Configuration, _ capabilities: Set<Capability>
    ) -> Way? {
        let allowsCommand = !capabilities.contains(.loginDisabled)
        func offers(_ mechanism: SASLMechanism) -> Bool {
            capabilities.contains(Capability("AUTH=\(mechanism.rawValue)"))
        }
        if case .only(let mechanism) = configuration.authentication {
            return mechanism == .login && allowsCommand ? .command : .authenticate(mechanism)
        }
        if case .token = configuration.credential.proof {
            return [.oauthbearer, .xoauth2].first(where: offers).map(Way.authenticate)
        }
        if offers(.plain) { return .authenticate(.plain) }
        if allowsCommand { return .command }
        return offers(.login) ? .authenticate(.login) : nil
    }

    /// NUL separates the fields of PLAIN, ^A those of the token mechanisms.
    private static func isSendable(_ credential: Credential) -> Bool {
        let octets = Array(credential.user.utf8) + credential.secret.bytes
        switch credential.proof {
        case .password: return !octets.contains(0)
        case .token: return octets.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }
}
