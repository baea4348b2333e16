import Wire

/// How this session logs in: chosen once, tried once.
struct Login {
    enum Way: Equatable {
        case authenticate(SASLMechanism)
        /// The LOGIN command.
        case command
    }

    let way: Way
    /// Nil for the LOGIN command.
    private var exchange: SASLExchange?
    private let credential: Credential
    /// We ended the exchange, so that a refusal says nothing of the mechanism.
    private var isCancelled = false

    /// Refuses where the server offers nothing that fits the credential and the configuration.
    init(
        _ configuration: Session.Configuration, capabilities: Set<Capability>,
        binding: ChannelBinding?
    ) throws(Refusal) {
        guard Login.isSendable(configuration.credential) else {
            throw Refusal(text: "the user name or password holds a control character")
        }
        let ways = Login.ways(configuration, capabilities)
        for way in ways {
            guard case .authenticate(let mechanism) = way else {
                self.init(way, nil, configuration.credential)
                return
            }
            let exchange = SASLExchange(
                mechanism: mechanism, credential: configuration.credential,
                place: Login.place(configuration, capabilities, binding))
            if let exchange {
                self.init(way, exchange, configuration.credential)
                return
            }
        }
        if case .only(let mechanism) = configuration.authentication {
            throw Refusal(
                text: mechanism.bindsChannel && binding == nil
                    ? "\(mechanism.rawValue) needs TLS"
                    : "\(mechanism.rawValue) cannot carry this user name or password")
        }
        throw Refusal(text: "the server offers no way to log in that can be used here")
    }

    private init(_ way: Way, _ exchange: SASLExchange?, _ credential: Credential) {
        self.way = way
        self.exchange = exchange
        self.credential = credential
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
            if capabilities.contains(.saslInitialResponse), let first = exchange?.initialResponse {
                writer.write(" ")
                writer.write(Base64.encode(first))
            }
        }
    }

    /// What to do about a challenge; nil cancels the exchange, as it is not base64.
    mutating func answer(_ challenge: [UInt8]) throws(WireFault) -> SASLExchange.Move? {
        guard exchange != nil else { throw WireFault(expected: "no challenge to LOGIN") }
        guard let decoded = Base64.decode(challenge) else {
            isCancelled = true
            return nil
        }
        return try exchange?.respond(to: decoded)
    }

    mutating func proved(_ proof: SCRAMProof) -> [UInt8] {
        exchange?.proved(proof) ?? []
    }

    /// What forbids to believe an OK; nil where nothing does.
    var doubt: ServerDoubt? { exchange?.doubt }

    /// What to try after a refusal; nil: nothing.
    ///
    /// Some servers list PLAIN and understand LOGIN alone. A refusal with a code is about the
    /// person and not about the mechanism. Never after SCRAM: a server that did not prove itself
    /// does not get the password instead.
    func alternative(
        to refusal: Refusal, _ configuration: Session.Configuration, _ capabilities: Set<Capability>
    ) -> Login? {
        guard configuration.authentication == .automatic, way == .authenticate(.plain),
            !isCancelled,
            refusal.code == nil || refusal.code == "CANNOT",
            !capabilities.contains(.loginDisabled)
        else { return nil }
        return Login(.command, nil, credential)
    }

    /// The words of a refusal as they may be shown.
    ///
    /// A server may repeat what we sent in them; such a text is not passed on. Where there are
    /// none, the mechanism may have some.
    func censored(_ text: String) -> String {
        let secret = String(decoding: credential.secret.bytes, as: UTF8.self)
        if !secret.isEmpty, text.contains(secret) { return "" }
        return text.isEmpty ? exchange?.reason ?? "" : text
    }

    /// What may be used, the best first.
    private static func ways(
        _ configuration: Session.Configuration, _ capabilities: Set<Capability>
    ) -> [Way] {
        let command = capabilities.contains(.loginDisabled) ? [] : [Way.command]
        if case .only(let mechanism) = configuration.authentication {
            return mechanism == .login && !command.isEmpty ? command : [.authenticate(mechanism)]
        }
        let proof = configuration.credential.proof
        let ways = SASLMechanism.byPreference(for: proof).filter { offers($0, capabilities) }
            .map(Way.authenticate)
        guard case .password = proof else { return ways }
        return ways + command + (offers(.login, capabilities) ? [.authenticate(.login)] : [])
    }

    private static func offers(
        _ mechanism: SASLMechanism, _ capabilities: Set<Capability>
    ) -> Bool {
        capabilities.contains(Capability("AUTH=\(mechanism.rawValue)"))
    }

    private static func place(
        _ configuration: Session.Configuration, _ capabilities: Set<Capability>,
        _ binding: ChannelBinding?
    ) -> SASLExchange.Place {
        SASLExchange.Place(
            host: configuration.host, port: configuration.port, nonce: configuration.nonce,
            binding: binding,
            serverBindsChannel: SASLMechanism.allCases.contains { mechanism in
                mechanism.bindsChannel && offers(mechanism, capabilities)
            })
    }

    /// NUL separates the fields of PLAIN, ^A those of the token mechanisms.
    private static func isSendable(_ credential: Credential) -> Bool {
        let octets = Array(credential.user.utf8) + credential.secret.bytes
        switch credential.proof {
        case .password, .certificate: return !octets.contains(0)
        case .token: return octets.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }
}
