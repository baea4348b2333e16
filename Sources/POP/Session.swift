import Wire

/// One conversation with a POP3 server, from its greeting to QUIT (RFC 1939), without I/O.
///
/// It secures the stream, logs in and learns the server's capabilities by itself; after
/// ``Event/ready(_:)`` it sends what was submitted, many commands at once where the server takes
/// that. Deletions are real only after a good ``Event/goodbye(_:)``: to take them back, close
/// the connection instead of submitting ``Command/quit``.
public struct Session: Machine {
    let configuration: Configuration
    var stage: Stage
    var answer = Answer.greeting
    var buffer = LineBuffer(lineLimit: Limits.lineLength)
    var pipeline = Pipeline()
    var capabilities = Capabilities()
    var exchange: SASLExchange?
    /// How the TLS connection can be named; nil without TLS.
    var binding: ChannelBinding?
    /// Arithmetic of the login that is to be asked for.
    var task: SCRAMTask?
    /// The multi-line answer that is being received.
    var block = Block()
    private var submitted = Queue<Command>()
    private var events = Queue<Event>()
    private var outgoing: [UInt8] = []
    private var wantsTLS = false
    private var isOver = false
    private var hasEnded = false

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        stage = configuration.useSTLS && !configuration.isTLS ? .beforeTLS : .beforeLogin
    }

    /// Commands that were submitted and not answered yet.
    public var unanswered: Int { submitted.count + (stage == .ready ? pipeline.count : 0) }

    /// Takes a command; it is sent when the session is ready and its turn has come.
    public mutating func submit(_ command: Command) {
        if stage == .ready {
            pipeline.add(.command(command))
        } else {
            submitted.append(command)
        }
    }

    public mutating func receive(_ bytes: [UInt8]) {
        buffer.append(bytes)
    }

    public mutating func next() throws(WireFault) -> Step<Event> {
        while true {
            if let event = events.popFirst() { return .event(event) }
            if wantsTLS {
                wantsTLS = false
                return .startTLS
            }
            if !isOver { releaseRequests() }
            if !outgoing.isEmpty {
                defer { outgoing = [] }
                return .send(outgoing)
            }
            if isOver { return .close }
            if let task {
                self.task = nil
                return .prove(task)
            }
            guard try !advance() else { continue }
            guard hasEnded else { return .needsBytes }
            guard stage == .ready, pipeline.isIdle, buffer.isEmpty else {
                throw WireFault(expected: "\(expectation) before the end of the connection")
            }
            isOver = true
        }
    }

    /// What was learnt before TLS could have come from anyone, and is forgotten.
    public mutating func tlsStarted() {
        buffer.removeAll()
        capabilities = Capabilities()
        stage = .beforeLogin
        pipeline.removeAll()
        pipeline.add(.capabilities)
    }

    public mutating func secured(_ binding: ChannelBinding?) {
        self.binding = binding
    }

    public mutating func proved(_ proof: SCRAMProof) {
        guard !isOver, let response = exchange?.proved(proof), !response.isEmpty else { return }
        send(line: Base64.encode(response))
    }

    public mutating func receiveEnd() {
        hasEnded = true
    }
}

extension Session {
    /// How far the session has come.
    enum Stage {
        /// STLS is due; nothing the server says is shown to anyone.
        case beforeTLS
        case beforeLogin
        case afterLogin
        case ready
    }

    /// What the next octets belong to.
    enum Answer {
        case greeting
        case status
        case capabilities, listing, sizes
        case message(MessageNumber)
        case top(MessageNumber)
    }

    mutating func emit(_ event: Event) {
        events.append(event)
    }

    /// Emits the last event of the session.
    mutating func end(with event: Event) {
        events.append(event)
        isOver = true
    }

    mutating func askForTLS() throws(WireFault) {
        guard buffer.isEmpty else {
            throw WireFault(expected: "nothing between the answer to STLS and the TLS handshake")
        }
        // What comes before the handshake answers nothing.
        pipeline.finishCurrent()
        wantsTLS = true
    }

    mutating func becomeReady() {
        stage = .ready
        emit(.ready(capabilities))
        while let command = submitted.popFirst() {
            pipeline.add(.command(command))
        }
    }

    mutating func send(line: [UInt8]) {
        outgoing += line + [13, 10]
    }

    private mutating func releaseRequests() {
        if case .greeting = answer { return }
        for request in pipeline.release(allAtOnce: capabilities.hasPipelining) {
            send(line: encode(request))
        }
    }

    private func encode(_ request: Request) -> [UInt8] {
        switch request {
        case .capabilities: Array("CAPA".utf8)
        case .stls: Array("STLS".utf8)
        case .utf8: Array("UTF8".utf8)
        case .auth(let mechanism): authLine(mechanism)
        case .user: Array("USER \(configuration.credential.user)".utf8)
        case .pass: Array("PASS ".utf8) + configuration.credential.secret.bytes
        case .command(let command): Array(command.line.utf8)
        }
    }
}
