import Wire

/// From the greeting to ``Session/Event/ready(capabilities:enabled:)``.
extension Session {
    /// Anything but a proper greeting ends the conversation before a word is said.
    mutating func greet(_ response: Response, _ range: Range<Int>) throws(WireFault) {
        guard case .status(let status) = response else {
            throw WireFault(expected: "an IMAP greeting", excerpt: excerpt(range).text)
        }
        switch status.condition {
        case .ok:
            if configuration.usesStartTLS {
                phase = .startTLS
                pipeline.add(.startTLS)
            } else {
                if case .capability(let found) = status.code { learn(found) }
                try askCapabilitiesOrLogIn()
            }
        case .preauth:
            guard !configuration.usesStartTLS else {
                throw WireFault(expected: "a greeting that leaves room for STARTTLS")
            }
            guard configuration.allowsPreauth, isTrusted || configuration.allowsPlaintext else {
                throw WireFault(expected: "a greeting that asks for a login")
            }
            isTrusted = true
            phase = .capabilityAgain
            pipeline.add(.capability)
        case .bye, .no, .bad:
            throw WireFault(expected: "a greeting that lets us in", excerpt: excerpt(range).text)
        }
    }

    /// Before ``Event/ready(capabilities:enabled:)`` only what was asked for is believed.
    mutating func handleOnTheWayIn(
        _ response: Response, _ range: Range<Int>
    ) throws(WireFault) {
        switch response {
        case .continuation(let challenge): try consent(challenge)
        case .tagged(let tag, let status):
            guard let entry = pipeline.finish(tag) else {
                throw WireFault(expected: "an answer to our command")
            }
            if isTrusted, case .alert = status.code { emit(.alert(Session.text(status))) }
            try finish(entry.job, status)
        case .status(let status) where status.condition == .bye:
            throw WireFault(expected: "a login", excerpt: excerpt(range).text)
        case .status(let status):
            guard phase != .startTLS, case .capability(let found) = status.code else { return }
            learn(found)
        case .capability(let found) where phase != .startTLS: learn(found)
        case .enabled(let found) where phase == .introduction:
            dialect.enabled.formUnion(found.completed)
        case .unreadable: throw WireFault(expected: "an answer", excerpt: excerpt(range).text)
        default: break
        }
    }

    /// `+`: a literal of LOGIN may follow, or a challenge is to be answered.
    private mutating func consent(_ challenge: [UInt8]) throws(WireFault) {
        if let piece = pipeline.release() {
            send(piece)
        } else if phase == .login, login != nil {
            switch try login?.answer(challenge) {
            case .send(let response): send(Base64.encode(response) + [13, 10])
            case .prove(let task): ask(for: task)
            case .giveUp(let doubt):
                cancelExchange()
                giveUp(doubt)
            case nil: cancelExchange()
            }
        } else {
            throw WireFault(expected: "an answer, not a request to go on")
        }
    }

    private mutating func cancelExchange() {
        send(Array("*\r\n".utf8))
    }

    private mutating func giveUp(_ doubt: ServerDoubt) {
        emit(.loginGivenUp(doubt))
        login = nil
        phase = .over
    }

    /// A command of the way in has ended.
    private mutating func finish(
        _ job: Pipeline.Job, _ status: Response.Status
    ) throws(WireFault) {
        let isOK = status.condition == .ok
        switch job {
        case .startTLS:
            guard isOK else { throw WireFault(expected: "consent to STARTTLS") }
            try beginHandshake()
        case .capability:
            guard isOK, phase == .capabilityAgain || !dialect.capabilities.isEmpty else {
                throw WireFault(expected: "an answer to CAPABILITY")
            }
            if phase == .capability { try logIn() } else { introduce() }
        case .login:
            guard isOK else { return refuse(status) }
            if let doubt = login?.doubt { return giveUp(doubt) }
            if case .capability(let found) = status.code { learn(found) }
            if hasFreshCapabilities {
                introduce()
            } else {
                // Servers list more once they know us (Dovecot, Gmail).
                phase = .capabilityAgain
                pipeline.add(.capability)
            }
        case .introduction, .enable:
            // A server that does not like either is still a mail server.
            if !pipeline.isOnTheWayIn { becomeReady() }
        case .command: break
        }
    }

    mutating func learn(_ capabilities: Set<Capability>) {
        dialect.capabilities = capabilities.completed
        hasFreshCapabilities = true
    }

    private mutating func askCapabilitiesOrLogIn() throws(WireFault) {
        if dialect.capabilities.isEmpty {
            phase = .capability
            pipeline.add(.capability)
        } else {
            try logIn()
        }
    }

    private mutating func logIn() throws(WireFault) {
        guard isTrusted || configuration.allowsPlaintext else {
            throw WireFault(expected: "TLS before a password is sent")
        }
        isTrusted = true
        do throws(Refusal) {
            login = try Login(
                configuration, capabilities: dialect.capabilities, binding: binding)
        } catch {
            emit(.loginRefused(error))
            phase = .over
            return
        }
        hasFreshCapabilities = false
        phase = .login
        pipeline.add(.login)
    }

    /// One try only, or two where the first said nothing about the password: a loop of them locks
    /// accounts.
    private mutating func refuse(_ status: Response.Status) {
        var refusal = Session.refusal(status)
        if let other = login?.alternative(to: refusal, configuration, dialect.capabilities) {
            login = other
            pipeline.add(.login)
            return
        }
        refusal.text = login?.censored(refusal.text) ?? refusal.text
        emit(.loginRefused(refusal))
        login = nil
        phase = .over
    }

    private mutating func introduce() {
        login = nil
        phase = .introduction
        if dialect.capabilities.contains(.id) { pipeline.add(.introduction) }
        if dialect.capabilities.contains(.enable), dialect.capabilities.contains(.condstore) {
            pipeline.add(.enable)
        }
        if !pipeline.isOnTheWayIn { becomeReady() }
    }

    private mutating func becomeReady() {
        phase = .ready
        emit(.ready(capabilities: dialect.capabilities, enabled: dialect.enabled))
    }
}
