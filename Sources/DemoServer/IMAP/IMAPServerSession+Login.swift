import Wire

extension IMAPServerSession {
    var capabilities: String {
        var words = ["CAPABILITY", "IMAP4rev1"]
        words += IMAPOptions.Feature.allCases.filter(options.offers).map(\.rawValue)
        if user == nil {
            if mayLogIn { words += mechanisms.map { "AUTH=\($0.rawValue)" } }
            if !mayLogIn { words.append("LOGINDISABLED") }
            if context.offersTLS, !isSecure { words.append("STARTTLS") }
        }
        return words.joined(separator: " ")
    }

    private var mechanisms: [SASLMechanism] {
        options.mechanisms.filter { !$0.bindsChannel || binding != nil }
    }

    private var mayLogIn: Bool { isSecure || !options.requiresTLS }

    mutating func executeAnyTime(
        _ verb: String, _ reader: inout CommandReader
    ) throws(CommandFault) -> String? {
        switch verb {
        case "CAPABILITY":
            outbox.send(line: "* \(capabilities)")
            return "CAPABILITY completed"
        case "NOOP", "CHECK":
            return "\(verb) completed"
        case "LOGOUT":
            outbox.send(line: "* BYE Until next time")
            return "LOGOUT completed"
        case "ID" where options.offers(.id):
            try reader.space()
            if !reader.skip(word: "NIL") {
                _ = try reader.list { reader throws(CommandFault) in try reader.nstring() }
            }
            outbox.send(line: #"* ID ("name" "martlet-demo")"#)
            return "ID completed"
        default:
            return nil
        }
    }

    mutating func executeBeforeLogin(
        _ verb: String, tag: String, _ reader: inout CommandReader
    ) throws(CommandFault) -> String? {
        switch verb {
        case "STARTTLS" where context.offersTLS && !isSecure:
            return "Begin TLS now"
        case "LOGIN":
            guard mayLogIn else { throw .no("[PRIVACYREQUIRED] Begin TLS first") }
            try reader.space()
            let name = String(decoding: try reader.astring(), as: UTF8.self)
            try reader.space()
            let password = try reader.astring()
            guard SASLVerifier.accepts(user: name, password: password, in: context.world) else {
                throw .no("[AUTHENTICATIONFAILED] Wrong name or password")
            }
            return logIn(name)
        case "AUTHENTICATE":
            guard mayLogIn else { throw .no("[PRIVACYREQUIRED] Begin TLS first") }
            try beginAuthentication(tag: tag, &reader)
            return nil
        default:
            throw .bad("\(verb) is unknown, or not allowed before login")
        }
    }

    private mutating func beginAuthentication(
        tag: String, _ reader: inout CommandReader
    ) throws(CommandFault) {
        try reader.space()
        guard let mechanism = SASLMechanism(rawValue: try reader.word()),
            mechanisms.contains(mechanism)
        else { throw .no("[CANNOT] Unknown mechanism") }
        let verifier = SASLVerifier(
            mechanism: mechanism, world: context.world, binding: binding, listed: mechanisms)
        guard reader.skip(" ") else {
            challenge(tag: tag, verifier, verifier.opening)
            return
        }
        guard options.offers(.saslIR) else { throw .bad("No initial response, please") }
        // "=" stands for an empty one (RFC 4959 §3).
        let response = try reader.run { $0 <= 32 }
        authenticate(tag: tag, verifier, response: response.elementsEqual("=".utf8) ? [] : response)
    }

    private mutating func challenge(tag: String, _ verifier: SASLVerifier, _ octets: [UInt8]) {
        mode = .authenticating(tag: tag, verifier)
        outbox.send(Array("+ ".utf8) + Base64.encode(octets) + [13, 10])
    }

    mutating func authenticate(
        tag: String, _ verifier: SASLVerifier, response: ArraySlice<UInt8>
    ) {
        mode = .commands
        guard let octets = Base64.decode(response) else {
            outbox.send(line: "\(tag) BAD Not base64, or cancelled")
            return
        }
        var verifier = verifier
        answer(verifier.receive(octets), of: verifier, tag: tag)
    }

    mutating func answer(_ outcome: SASLVerifier.Outcome, of verifier: SASLVerifier, tag: String) {
        mode = .commands
        switch outcome {
        case .challenge(let octets), .explained(let octets): challenge(tag: tag, verifier, octets)
        case .prove(let task):
            mode = .authenticating(tag: tag, verifier)
            outbox.prove(task)
        case .accepted(let user): outbox.send(line: "\(tag) OK \(logIn(user))")
        case .refused:
            outbox.send(line: "\(tag) NO [AUTHENTICATIONFAILED] Wrong name or password")
        }
    }

    private mutating func logIn(_ name: String) -> String {
        user = name
        return options.volunteersCapabilities ? "[\(capabilities)] Logged in" : "Logged in"
    }
}

extension CommandReader {
    fileprivate mutating func nstring() throws(CommandFault) -> [UInt8]? {
        skip(word: "NIL") ? nil : try string()
    }
}
