import Wire

/// The multi-line answer under way.
struct Block: Sendable {
    var lines = 0
    var capabilities: [ArraySlice<UInt8>] = []
    var listing = UniqueIDListing()
    var sizes = SizeListing()
    var dots = DotStuffing()
    /// Octets of content so far.
    var octets = 0
    var top: [UInt8] = []
}

extension Session {
    /// Takes the next line or piece out of the buffer; false when more must arrive first.
    mutating func advance() throws(WireFault) -> Bool {
        switch answer {
        case .greeting, .status: try readStatus()
        case .capabilities, .listing, .sizes: try readLine()
        case .message(let number): try readContent(of: number)
        case .top(let number): try readTop(of: number)
        }
    }

    /// What is due, for a fault.
    var expectation: String {
        switch answer {
        case .greeting: "the greeting +OK"
        case .status: pipeline.current == nil ? "silence: nothing was asked" : "+OK or -ERR"
        case .capabilities, .listing, .sizes: "the end of a list"
        case .message, .top: "the end of a message"
        }
    }

    private mutating func readStatus() throws(WireFault) -> Bool {
        let before = buffer.count
        guard let line = try buffer.nextLine() else { return false }
        block.dots = DotStuffing(
            bareLineFeedEndsLine: before - buffer.count - line.count == 1)
        guard let status = StatusLine(line) else { throw unexpected(line) }
        if case .greeting = answer {
            try readGreeting(status, line)
        } else {
            guard let request = pipeline.current else { throw unexpected(line) }
            try read(status, for: request, line)
        }
        return true
    }

    /// A fault for a line that is out of place.
    ///
    /// It shows the line only when that cannot come from a stranger or repeat a secret.
    private func unexpected(_ line: ArraySlice<UInt8>) -> WireFault {
        guard stage != .beforeTLS else { return WireFault(expected: expectation) }
        let mask = SecretMask(configuration.credential)
        return WireFault(expected: expectation, found: mask.masked(line))
    }

    private mutating func readGreeting(
        _ status: StatusLine, _ line: ArraySlice<UInt8>
    ) throws(WireFault) {
        switch status {
        case .ok:
            answer = .status
            greeted()
        case .error(let text):
            let refusal =
                stage == .beforeTLS ? Refusal(text: "") : Refusal(errorText: text)
            end(with: .loginImpossible(.serverUnavailable(refusal)))
        case .challenge:
            throw unexpected(line)
        }
    }

    private mutating func read(
        _ status: StatusLine, for request: Request, _ line: ArraySlice<UInt8>
    ) throws(WireFault) {
        switch status {
        case .ok(let text):
            try accepted(request, text)
        case .error(let text):
            let mask = SecretMask(configuration.credential)
            let refusal = Refusal(errorText: mask.masked(text))
            pipeline.finishCurrent()
            refused(request, refusal)
        case .challenge(let text):
            guard case .auth = request else { throw unexpected(line) }
            try answer(challenge: text)
        }
    }

    private mutating func accepted(
        _ request: Request, _ text: ArraySlice<UInt8>
    ) throws(WireFault) {
        switch request {
        case .capabilities:
            answer = .capabilities
        case .stls:
            try askForTLS()
        case .utf8, .user:
            pipeline.finishCurrent()
        case .auth, .pass:
            pipeline.finishCurrent()
            loggedIn()
        case .command(let command):
            accepted(command, text)
        }
    }

    private mutating func accepted(_ command: Command, _ text: ArraySlice<UInt8>) {
        switch command {
        case .uidl: answer = .listing
        case .list: answer = .sizes
        case .top(let number, _): answer = .top(number)
        case .retr(let number):
            answer = .message(number)
            emit(.messageBegan(number))
        case .stat:
            var fields = Fields(text)
            let count = fields.next().flatMap(Digits.value(of:))
            let octets = fields.next().flatMap(Digits.value(of:))
            emit(.stat(count: count, octets: octets))
            pipeline.finishCurrent()
        case .dele(let number):
            emit(.deleted(number))
            pipeline.finishCurrent()
        case .noop, .rset:
            emit(.done(command))
            pipeline.finishCurrent()
        case .quit:
            end(with: .goodbye(nil))
        }
    }

    private mutating func refused(_ request: Request, _ refusal: Refusal) {
        switch request {
        case .capabilities: capabilitiesKnown()
        case .stls: end(with: .loginImpossible(.tlsNotOffered))
        case .utf8: break
        case .auth, .user, .pass: refusedLogin(refusal)
        case .command(.quit): end(with: .goodbye(refusal))
        case .command(let command): emit(.refused(command, refusal))
        }
    }
}
