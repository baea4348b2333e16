import Wire

/// One client's POP3 conversation, seen from the server (RFC 1939, 2449, 2595, 5034).
public struct POPServerSession: ServerSession, ScriptedSession {
    enum Mode: Sendable {
        case commands
        case authenticating(SASLVerifier)
    }

    let context: ServiceContext
    let options: POPOptions
    let connection: Int
    var outbox = Outbox()
    var mode = Mode.commands
    var isSecure: Bool
    var binding: ChannelBinding?
    /// What USER named.
    var claimedUser: String?
    var user: String?
    var maildrop: Maildrop?
    private var buffer = LineBuffer(lineLimit: Limits.line)
    private var hasGreeted = false
    /// Octets came since a command was last answered: the client waited.
    private var isNewTurn = false

    /// `isSecure`: TLS was begun before the first octet of POP.
    public init(context: ServiceContext, options: POPOptions = POPOptions(), isSecure: Bool = false)
    {
        self.context = context
        self.options = options
        self.isSecure = isSecure
        connection = context.log.open()
    }

    public mutating func receive(_ bytes: [UInt8]) {
        buffer.append(bytes)
        isNewTurn = true
    }

    public mutating func next() throws(WireFault) -> Step<Never> {
        if !hasGreeted { greet() }
        while true {
            if let step = outbox.next() { return step }
            guard !outbox.isOver, let line = try buffer.nextLine() else { return .needsBytes }
            switch mode {
            case .commands: try take(line)
            case .authenticating(let verifier): authenticate(verifier, response: line)
            }
        }
    }

    public mutating func secured(_ binding: ChannelBinding?) {
        self.binding = binding
    }

    public mutating func proved(_ proof: SCRAMProof) {
        guard case .authenticating(var verifier) = mode else { return }
        let outcome = verifier.proved(proof)
        answer(outcome, of: verifier)
    }

    public mutating func tlsStarted() {
        isSecure = true
        buffer.removeAll()
        claimedUser = nil
    }

    /// An end without QUIT deletes nothing (RFC 1939 §6).
    public mutating func receiveEnd() {
        maildrop = nil
        outbox.close()
    }

    /// A maildrop stays as it was at login.
    public mutating func worldChanged() {}

    private mutating func greet() {
        hasGreeted = true
        play("GREETING", number: context.log.count("GREETING")) { session in
            session.outbox.send(line: "+OK Martlet's demo server is ready")
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(WireFault) {
        if isNewTurn { context.log.countTurn() }
        isNewTurn = false
        let text = String(decoding: line, as: UTF8.self)
        let verb = text.prefix { $0 != " " }.uppercased()
        let argument = String(text.dropFirst(verb.count).drop { $0 == " " })
        let isSecret = verb == "PASS" || verb == "AUTH"
        let number = context.log.record(
            CommandLog.Entry(connection: connection, command: verb, text: isSecret ? "" : text))
        play(verb, number: number) { $0.answer(verb, argument) }
        if verb == "STLS", !buffer.isEmpty {
            throw WireFault(expected: "a TLS handshake after STLS")
        }
    }

    private mutating func answer(_ verb: String, _ argument: String) {
        switch verb {
        case "CAPA" where options.offers(.capa): sendBlock(capabilities)
        case "QUIT": quit()
        case _ where maildrop != nil: answerInTransaction(verb, argument)
        default: answerBeforeLogin(verb, argument)
        }
    }

    private mutating func quit() {
        if let user, let doomed = maildrop?.doomed, !doomed.isEmpty {
            context.world.update(user) { user in
                if let index = user.index(of: "INBOX") { user.mailboxes[index].expunge(doomed) }
            }
        }
        maildrop = nil
        outbox.send(line: "+OK Until next time")
        outbox.close()
    }

    mutating func refuse(_ text: String, code: String? = nil) {
        let code = options.offers(.respCodes) ? code.map { "[\($0)] " } : nil
        outbox.send(line: "-ERR \(code ?? "")\(text)")
    }

    /// `+OK` and lines up to a lone dot.
    mutating func sendBlock(_ lines: [String]) {
        outbox.send(line: "+OK")
        for line in lines { outbox.send(line: line) }
        outbox.send(line: ".")
    }
}
