import Wire

/// The smallest protocol with lines, STARTTLS and an end.
struct LineMachine: Machine {
    enum Event: Hashable, Sendable {
        case line(String)
        case secured
        case proved([UInt8])
        case ended
    }

    /// Answers the other side's wish for TLS.
    var isServer = false
    /// Asks for TLS without looking into the buffer, as a careless machine would.
    var isCareless = false
    private var buffer = LineBuffer()
    private var hasEnded = false
    private var steps: [Step<Event>] = []
    /// How the connection can be named, as the transport told it.
    private(set) var binding: ChannelBinding?

    init(isServer: Bool = false, isCareless: Bool = false) {
        self.isServer = isServer
        self.isCareless = isCareless
    }

    mutating func say(_ text: String) {
        steps.append(.send(Array(text.utf8)))
    }

    mutating func prove(_ task: SCRAMTask) {
        steps.append(.prove(task))
    }

    mutating func proved(_ proof: SCRAMProof) {
        steps.append(.event(.proved(proof.clientProof)))
    }

    mutating func secured(_ binding: ChannelBinding?) {
        self.binding = binding
    }

    mutating func close() {
        steps.append(.close)
    }

    mutating func receive(_ bytes: [UInt8]) {
        buffer.append(bytes)
    }

    mutating func next() throws(WireFault) -> Step<Event> {
        if !steps.isEmpty { return steps.removeFirst() }
        guard let line = try buffer.nextLine() else {
            defer { hasEnded = false }
            return hasEnded ? .event(.ended) : .needsBytes
        }
        let text = String(decoding: line, as: UTF8.self)
        switch text {
        case "FAULT": throw WireFault(expected: "sense", found: line)
        case "BYE": steps = [.close]
        case "STARTTLS" where isServer: return try secure(after: [.send(Array("OK\r\n".utf8))])
        case "OK" where !isServer: return try secure(after: [])
        default: break
        }
        return .event(.line(text))
    }

    private mutating func secure(after first: [Step<Event>]) throws(WireFault) -> Step<Event> {
        guard buffer.isEmpty || isCareless else {
            throw WireFault(expected: "nothing after the answer to STARTTLS")
        }
        steps += first + [.startTLS]
        return steps.removeFirst()
    }

    mutating func tlsStarted() {
        buffer.removeAll()
        steps.append(.event(.secured))
    }

    mutating func receiveEnd() {
        hasEnded = true
    }
}
