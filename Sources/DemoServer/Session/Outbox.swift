import Wire

/// What a session wants done and has not been asked for yet, in order.
///
/// Also where a script's wish to break off after so many octets is carried out.
struct Outbox: Sendable {
    private var steps: [Step<Never>] = []
    /// Octets after the last step, sent together.
    private var tail: [UInt8] = []
    /// Octets that may still leave before the connection is cut; nil: no end.
    private var allowance: Int?
    private var isClosed = false
    private var isStalled = false

    /// Nothing is said any more, whatever comes.
    var isOver: Bool { isStalled || isClosed }

    mutating func send(_ bytes: [UInt8]) {
        guard !isOver else { return }
        guard let left = allowance else {
            tail += bytes
            return
        }
        tail += bytes.prefix(left)
        allowance = max(0, left - bytes.count)
        if allowance == 0 { close() }
    }

    /// One line; its end is added.
    mutating func send(line: String) {
        send(Array(line.utf8) + [13, 10])
    }

    mutating func startTLS() {
        guard !isOver else { return }
        append(.startTLS)
    }

    mutating func prove(_ task: SCRAMTask) {
        guard !isOver else { return }
        append(.prove(task))
    }

    mutating func close() {
        guard !isOver else { return }
        append(.close)
        isClosed = true
    }

    mutating func stall() {
        isStalled = true
    }

    /// Lets so many more octets leave and closes then.
    mutating func cut(after octets: Int) {
        allowance = max(0, octets)
        if allowance == 0 { close() }
    }

    mutating func next() -> Step<Never>? {
        if !steps.isEmpty { return steps.removeFirst() }
        guard !tail.isEmpty else { return nil }
        defer { tail = [] }
        return .send(tail)
    }

    private mutating func append(_ step: Step<Never>) {
        if !tail.isEmpty { steps.append(.send(tail)) }
        tail = []
        steps.append(step)
    }
}
