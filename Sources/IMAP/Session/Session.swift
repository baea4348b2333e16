import Wire

/// One IMAP conversation, from the greeting to the end, without I/O (RFC 3501, RFC 9051).
///
/// It logs in by itself and then carries out the commands it is given. Sequence numbers stay
/// inside: every message it speaks of has a ``UID``.
public struct Session: Machine {
    /// How far the conversation has come; each step waits for its answer.
    enum Phase: Equatable {
        case greeting
        case startTLS
        /// The transport makes its handshake.
        case handshake
        case capability
        case login
        case capabilityAgain
        case introduction
        case ready
        case over
    }

    /// Where IDLE stands, from the command to `DONE`.
    enum Idle: Equatable {
        case none
        case asked
        case waiting
        case ending
    }

    let configuration: Configuration
    var phase = Phase.greeting
    /// Server text may be believed and shown: TLS, or a person who does without.
    var isTrusted: Bool
    var dialect = Dialect()
    /// The capabilities were told after the last thing that may change them.
    var hasFreshCapabilities = false
    var login: Login?
    /// How the TLS connection can be named; nil without TLS.
    var binding: ChannelBinding?
    var pipeline: Pipeline
    var mailbox: SelectedMailbox?
    var idle = Idle.none
    var saidGoodbye = false

    private var framer: Framer
    private var steps: [Step<Event>] = []
    private var stepsTaken = 0
    /// What a literal on its way is part of; nil where nobody wants it.
    private var stream: BodyChunk?
    private var fault: WireFault?
    private var hasEnded = false
    /// Octets came while the transport was about to begin TLS.
    private var wasInjected = false

    /// What the server has been seen to do against the grammar.
    public var quirks: Set<Quirk> { quirkBits.quirks }
    private var quirkBits = QuirkSet()

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        isTrusted = configuration.isTLS
        pipeline = Pipeline(
            connection: configuration.connection, depth: configuration.pipelineDepth)
        framer = Framer(literalLimit: configuration.literalLimit)
    }

    /// What the server offers, as far as it has told.
    public var capabilities: Set<Capability> { dialect.capabilities }
    /// What it has confirmed to be switched on, for this connection only (RFC 5161).
    public var enabled: Set<Capability> { dialect.enabled }

    // MARK: Commands

    /// Queues a command; it goes out when it may, and ends with ``Event/completed(_:_:)``.
    ///
    /// A command that would change nothing, as for an empty set, is completed at once.
    @discardableResult
    public mutating func submit(_ command: Command) -> CommandTag {
        finishIdle()
        return pipeline.add(command)
    }

    /// Ends a running IDLE; nothing where there is none.
    public mutating func finishIdle() {
        if let tag = pipeline.withdrawIdle() {
            emit(.completed(tag, .ok(Success(code: nil, highestModSeq: nil))))
        }
        switch idle {
        case .waiting:
            idle = .ending
            send(Array("DONE\r\n".utf8))
        case .asked: idle = .ending
        case .none, .ending: break
        }
    }

    // MARK: Machine

    public mutating func receive(_ bytes: [UInt8]) {
        guard phase != .over, !bytes.isEmpty else { return }
        if phase == .handshake { wasInjected = true }
        framer.append(bytes)
    }

    public mutating func receiveEnd() {
        hasEnded = true
    }

    public mutating func secured(_ binding: ChannelBinding?) {
        self.binding = binding
    }

    public mutating func proved(_ proof: SCRAMProof) {
        guard phase == .login, let response = login?.proved(proof), !response.isEmpty else {
            return
        }
        send(Base64.encode(response) + [13, 10])
    }

    public mutating func tlsStarted() {
        framer.removeAll()
        isTrusted = true
        dialect = Dialect()
        phase = .capability
        pipeline.add(.capability)
    }

    public mutating func next() throws(WireFault) -> Step<Event> {
        if let fault { throw fault }
        do throws(WireFault) {
            return try advance()
        } catch {
            phase = .over
            fault = error
            throw error
        }
    }

    private mutating func advance() throws(WireFault) -> Step<Event> {
        while true {
            if let step = takeStep() { return step }
            if phase == .over { return .close }
            guard !wasInjected else {
                throw WireFault(expected: "nothing between STARTTLS and TLS")
            }
            if phase == .handshake { return .needsBytes }
            if let frame = try framer.next() {
                try handle(frame)
            } else if hasEnded {
                try end()
            } else if !startCommand() {
                return .needsBytes
            }
        }
    }

    private mutating func takeStep() -> Step<Event>? {
        guard stepsTaken < steps.count else { return nil }
        let step = steps[stepsTaken]
        stepsTaken += 1
        if stepsTaken == steps.count {
            steps.removeAll(keepingCapacity: true)
            stepsTaken = 0
        }
        return step
    }

    /// The stream is over: the proper end only when nothing was under way.
    private mutating func end() throws(WireFault) {
        phase = .over
        guard framer.isEmpty, saidGoodbye || pipeline.underWay.isEmpty else {
            throw WireFault(expected: "an answer before the end of the connection")
        }
    }

    // MARK: Steps

    mutating func emit(_ event: Event) {
        steps.append(.event(event))
    }

    mutating func send(_ bytes: [UInt8]) {
        steps.append(.send(bytes))
    }

    mutating func ask(for task: SCRAMTask) {
        steps.append(.prove(task))
    }

    /// Asks for TLS, if not one octet came after the consent to it.
    mutating func beginHandshake() throws(WireFault) {
        guard framer.isEmpty else { throw WireFault(expected: "nothing between STARTTLS and TLS") }
        phase = .handshake
        steps.append(.startTLS)
    }

    // MARK: Frames

    private mutating func handle(_ frame: Framer.Frame) throws(WireFault) {
        switch frame {
        case .chunk(let octets):
            guard var chunk = stream else { return }
            chunk.octets = octets
            emit(.bodyChunk(chunk))
        case .literal(let head, let count):
            stream = chunk(announcedBy: head, count: count)
        case .response(let range):
            stream = nil
            let (response, met) = framer.withOctets(of: range) { ResponseParser.parse($0) }
            note(met)
            switch phase {
            case .greeting: try greet(response, range)
            case .ready: answer(response, range)
            case .handshake, .over: break
            default: try handleOnTheWayIn(response, range)
            }
        }
    }

    private mutating func chunk(announcedBy head: Range<Int>, count: Int) -> BodyChunk? {
        guard phase == .ready, mailbox?.isOpen == true,
            let (fetch, section) = framer.withOctets(of: head, { ResponseParser.streamed($0) })
        else { return nil }
        let uid = fetch.uid ?? mailbox?.identify(fetch).uid
        return BodyChunk(uid: uid, section: section, octets: [], total: count)
    }

    private mutating func note(_ met: QuirkSet) {
        var met = met
        if framer.sawBareLineFeed { met.note(.bareLineFeed) }
        quirkBits.formUnion(met)
    }

    mutating func note(_ quirk: Quirk) {
        quirkBits.note(quirk)
    }

    /// The beginning of a response for a log or a fault; none from before TLS.
    func excerpt(_ range: Range<Int>, uid: UID? = nil) -> Excerpt {
        guard isTrusted else { return Excerpt(text: "", uid: uid) }
        let text = framer.withOctets(of: range) {
            WireFault(expected: "", found: $0).excerpt
        }
        return Excerpt(text: text, uid: uid)
    }
}
