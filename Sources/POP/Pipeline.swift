import Wire

/// Everything a session asks a server: its own set-up and the owner's commands.
enum Request: Hashable, Sendable {
    case capabilities
    case stls
    case utf8
    case auth(SASLMechanism)
    case user
    case pass
    case command(Command)

    /// Nothing may follow before its answer: the next octets belong to another conversation.
    var endsBatch: Bool {
        switch self {
        case .stls, .auth, .command(.quit): true
        case .capabilities, .utf8, .user, .pass, .command: false
        }
    }
}

/// Which requests wait to be sent, and which wait for their answers.
///
/// Answers carry no name in POP: they belong to the requests in the order these were sent.
struct Pipeline: Sendable {
    private var waiting = Queue<Request>()
    private var sent = Queue<Request>()

    /// The request the next answer belongs to.
    var current: Request? { sent.first }
    var isIdle: Bool { waiting.isEmpty && sent.isEmpty }
    var count: Int { waiting.count + sent.count }

    mutating func add(_ request: Request) {
        waiting.append(request)
    }

    /// The requests that may be sent now, which then count as sent.
    ///
    /// All that wait, where the server takes several at once (RFC 2449 §6.6); else one, when
    /// nothing is unanswered.
    mutating func release(allAtOnce: Bool) -> [Request] {
        var batch: [Request] = []
        while sent.isEmpty || (allAtOnce && sent.last?.endsBatch == false),
            let request = waiting.popFirst()
        {
            sent.append(request)
            batch.append(request)
        }
        return batch
    }

    mutating func finishCurrent() {
        _ = sent.popFirst()
    }

    mutating func removeAll() {
        waiting.removeAll()
        sent.removeAll()
    }
}
