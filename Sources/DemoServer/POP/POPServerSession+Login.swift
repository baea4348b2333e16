import Wire

extension POPServerSession {
    var capabilities: [String] {
        var lines = POPOptions.Feature.allCases.filter { $0 != .capa && options.offers($0) }
            .filter { $0 != .user || mayLogIn }.map(\.rawValue)
        if mayLogIn, !mechanisms.isEmpty {
            lines.append("SASL " + mechanisms.map(\.rawValue).joined(separator: " "))
        }
        if context.offersTLS, !isSecure, user == nil { lines.append("STLS") }
        return lines
    }

    private var mechanisms: [SASLMechanism] {
        options.mechanisms.filter { !$0.bindsChannel || binding != nil }
    }

    private var mayLogIn: Bool { isSecure || !options.requiresTLS }

    mutating func answerBeforeLogin(_ verb: String, _ argument: String) {
        switch verb {
        case "STLS" where context.offersTLS && !isSecure:
            outbox.send(line: "+OK Begin TLS now")
            outbox.startTLS()
        case "USER", "PASS", "AUTH":
            if mayLogIn {
                answerLogin(verb, argument)
            } else {
                refuse("Begin TLS first", code: "AUTH")
            }
        default:
            refuse("\(verb) is unknown, or not allowed before login")
        }
    }

    private mutating func answerLogin(_ verb: String, _ argument: String) {
        switch verb {
        case "USER" where options.offers(.user):
            claimedUser = argument
            outbox.send(line: "+OK Password, please")
        case "PASS":
            let name = claimedUser ?? ""
            claimedUser = nil
            if SASLVerifier.accepts(user: name, password: Array(argument.utf8), in: context.world) {
                logIn(name)
            } else {
                refuse("Wrong name or password", code: "AUTH")
            }
        case "AUTH":
            beginAuthentication(argument)
        default:
            refuse("\(verb) is unknown")
        }
    }

    private mutating func beginAuthentication(_ argument: String) {
        let words = argument.split(separator: " ")
        guard let name = words.first, let mechanism = SASLMechanism(rawValue: name.uppercased()),
            mechanisms.contains(mechanism)
        else {
            refuse("Unknown mechanism")
            return
        }
        let verifier = SASLVerifier(
            mechanism: mechanism, world: context.world, binding: binding, listed: mechanisms)
        guard words.count > 1 else {
            challenge(verifier, verifier.opening)
            return
        }
        // "=" stands for an empty response (RFC 5034 §4).
        let response = words[1] == "=" ? [] : Array(words[1].utf8)
        authenticate(verifier, response: response[...])
    }

    private mutating func challenge(_ verifier: SASLVerifier, _ octets: [UInt8]) {
        mode = .authenticating(verifier)
        outbox.send(Array("+ ".utf8) + Base64.encode(octets) + [13, 10])
    }

    mutating func authenticate(_ verifier: SASLVerifier, response: ArraySlice<UInt8>) {
        mode = .commands
        guard let octets = Base64.decode(response) else {
            refuse("Not base64, or cancelled")
            return
        }
        var verifier = verifier
        answer(verifier.receive(octets), of: verifier)
    }

    mutating func answer(_ outcome: SASLVerifier.Outcome, of verifier: SASLVerifier) {
        mode = .commands
        switch outcome {
        case .challenge(let octets), .explained(let octets): challenge(verifier, octets)
        case .prove(let task):
            mode = .authenticating(verifier)
            outbox.prove(task)
        case .accepted(let user): logIn(user)
        case .refused: refuse("Wrong name or password", code: "AUTH")
        }
    }

    private mutating func logIn(_ name: String) {
        guard let maildrop = Maildrop(of: name, in: context.world) else {
            refuse("Another session has this maildrop", code: "IN-USE")
            return
        }
        user = name
        self.maildrop = maildrop
        outbox.send(line: "+OK Logged in")
    }
}
