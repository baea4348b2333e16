import Wire

/// One client's IMAP conversation, seen from the server (RFC 3501 with the extensions of
/// ``IMAPOptions/Feature``).
public struct IMAPServerSession: ServerSession, ScriptedSession {
    enum Mode: Sendable {
        case commands
        case authenticating(tag: String, SASLVerifier)
        case idling(tag: String)
    }

    let context: ServiceContext
    let options: IMAPOptions
    let connection: Int
    var outbox = Outbox()
    var framer = CommandFramer()
    var mode = Mode.commands
    var isSecure: Bool
    var binding: ChannelBinding?
    var user: String?
    var view: MailboxView?
    var style = MailboxView.Style()
    private var hasGreeted = false
    /// Octets came since a command was last answered: the client waited.
    private var isNewTurn = false

    /// `isSecure`: TLS was begun before the first octet of IMAP.
    public init(
        context: ServiceContext, options: IMAPOptions = IMAPOptions(), isSecure: Bool = false
    ) {
        self.context = context
        self.options = options
        self.isSecure = isSecure
        connection = context.log.open()
    }

    public mutating func receive(_ bytes: [UInt8]) {
        framer.append(bytes)
        isNewTurn = true
    }

    public mutating func next() throws(WireFault) -> Step<Never> {
        if !hasGreeted { greet() }
        while true {
            if let step = outbox.next() { return step }
            guard !outbox.isOver, try readOn() else { return .needsBytes }
        }
    }

    public mutating func secured(_ binding: ChannelBinding?) {
        self.binding = binding
    }

    public mutating func proved(_ proof: SCRAMProof) {
        guard case .authenticating(let tag, var verifier) = mode else { return }
        let outcome = verifier.proved(proof)
        answer(outcome, of: verifier, tag: tag)
    }

    public mutating func tlsStarted() {
        isSecure = true
        framer = CommandFramer()
    }

    public mutating func receiveEnd() {
        outbox.close()
    }

    public mutating func worldChanged() {
        if case .idling = mode { tellNews(expunges: true) }
    }

    /// Takes the next thing the client said; false when nothing whole has come.
    private mutating func readOn() throws(WireFault) -> Bool {
        switch mode {
        case .commands:
            switch try framer.next() {
            case nil: return false
            case .literalAnnounced: outbox.send(line: "+ Go ahead")
            case .command(let command): try take(command)
            }
        case .authenticating(let tag, let verifier):
            guard let line = try framer.nextLine() else { return false }
            authenticate(tag: tag, verifier, response: line)
        case .idling(let tag):
            guard let line = try framer.nextLine() else { return false }
            mode = .commands
            let isDone = String(decoding: line, as: UTF8.self).uppercased() == "DONE"
            if isDone { tellNews(expunges: true) }
            outbox.send(line: isDone ? "\(tag) OK IDLE ended" : "\(tag) BAD Expected DONE")
        }
        return true
    }

    private mutating func greet() {
        hasGreeted = true
        play("GREETING", number: context.log.count("GREETING")) { session in
            let code = session.options.volunteersCapabilities ? "[\(session.capabilities)] " : ""
            session.outbox.send(line: "* OK \(code)Martlet's demo server is ready")
        }
    }

    private mutating func take(_ command: [UInt8]) throws(WireFault) {
        if isNewTurn { context.log.countTurn() }
        isNewTurn = false
        var reader = CommandReader(command)
        let tag: String
        let verb: String
        do throws(CommandFault) {
            tag = String(decoding: try reader.run { $0 <= 32 }, as: UTF8.self)
            try reader.space()
            let word = try reader.word()
            verb = word == "UID" && reader.skip(" ") ? "UID \(try reader.word())" : word
        } catch {
            outbox.send(line: "* BAD Expected a tag and a command")
            return
        }
        let isSecret = verb == "LOGIN" || verb == "AUTHENTICATE"
        let number = context.log.record(
            CommandLog.Entry(
                connection: connection, command: verb, text: isSecret ? "" : verb + reader.rest))
        play(verb, number: number, tag: tag) { $0.answer(verb, tag: tag, reader) }
        if case .commands = mode, verb == "STARTTLS", !framer.isEmpty {
            throw WireFault(expected: "a TLS handshake after STARTTLS")
        }
    }

    private mutating func answer(_ verb: String, tag: String, _ arguments: CommandReader) {
        var reader = arguments
        do throws(CommandFault) {
            guard let completion = try execute(verb, tag: tag, &reader) else { return }
            try reader.end()
            // Positions must not move under these (RFC 3501 §7.4.1).
            tellNews(expunges: !["FETCH", "STORE", "SEARCH"].contains(verb))
            outbox.send(line: "\(tag) OK \(completion)")
            if verb == "STARTTLS" { outbox.startTLS() }
            if verb == "LOGOUT" { outbox.close() }
        } catch {
            switch error {
            case .bad(let text): outbox.send(line: "\(tag) BAD \(text)")
            case .no(let text): outbox.send(line: "\(tag) NO \(text)")
            }
        }
    }

    /// Does what a command says; the text of its OK, or nil where that is said later.
    private mutating func execute(
        _ verb: String, tag: String, _ reader: inout CommandReader
    ) throws(CommandFault) -> String? {
        if let result = try executeAnyTime(verb, &reader) { return result }
        if user == nil { return try executeBeforeLogin(verb, tag: tag, &reader) }
        if let result = try executeOnMailboxes(verb, &reader) { return result }
        if verb == "IDLE", options.offers(.idle) {
            try reader.end()
            mode = .idling(tag: tag)
            outbox.send(line: "+ idling")
            tellNews(expunges: true)
            return nil
        }
        return try executeOnMessages(verb, tag: tag, &reader)
    }

    /// Sends what others changed in the selected mailbox.
    mutating func tellNews(expunges: Bool) {
        guard var view, let user = user.flatMap(context.world.user) else { return }
        let mailbox = user.index(ofID: view.mailbox).map { user.mailboxes[$0] }
        outbox.send(view.news(in: mailbox, expunges: expunges, style: style).bytes)
        self.view = view
    }
}
