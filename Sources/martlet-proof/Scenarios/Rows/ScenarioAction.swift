/// One thing a scripted server does.
enum ScenarioAction: Hashable, Sendable {
    /// How a connection ends.
    enum Closing: String, Sendable {
        /// As it should be, with TLS's goodbye.
        case fin
        case rst
        /// The socket is closed without TLS's goodbye.
        case finNoNotify = "fin-no-notify"
    }

    /// How a message of the base is sent.
    enum Form: String, Sendable {
        case whole
        case withoutTerminator = "without-terminator"
        case splitTerminator = "segments-at-every-byte-of-CRLF.CRLF"
    }

    /// Octets, so many times; `tail` is how often their last line is repeated after that.
    case send([UInt8], times: Int, tail: Int)
    case startTLS
    case close(Closing)
    case stall(Duration)
    case sendMessage(Form)
    /// Texts that are sent in turn, so many times altogether.
    case alternate([[UInt8]], times: Int)
    /// Answers every line of the client with this, so many times.
    case answerLines([UInt8], times: Int)
    /// A word that this player does not know.
    case unknown(String)
}

extension ScenarioAction {
    /// Reads one object of a row; what it says is done in this order.
    static func read(_ object: JSONObject) -> [ScenarioAction] {
        var actions: [ScenarioAction] = []
        var known: Set<String> = [
            "send", "repeat", "repeat_tail", "one_segment", "repeat_on_client_line",
        ]
        if let text = object["send"]?.text {
            let octets = octets(text)
            if let times = object["repeat_on_client_line"]?.number {
                actions.append(.answerLines(octets, times: times))
            } else {
                actions.append(
                    .send(
                        octets, times: object["repeat"]?.number ?? 1,
                        tail: object["repeat_tail"]?.number ?? 0))
            }
        }
        if let texts = object["alternate"]?.list {
            known.insert("alternate")
            let times = object["repeat"]?.number ?? texts.count
            actions.append(.alternate(texts.compactMap { $0.text.map(octets) }, times: times))
        }
        for (key, value) in object where !known.contains(key) {
            actions.append(action(key, value))
        }
        return actions
    }

    private static func action(_ key: String, _ value: JSONValue) -> ScenarioAction {
        switch (key, value) {
        case ("tls", .flag(true)): return .startTLS
        case ("send_message", .flag(true)): return .sendMessage(.whole)
        case ("send_message", .text(let form)):
            return Form(rawValue: form).map { .sendMessage($0) } ?? .unknown("\(key) \(form)")
        case ("close", .text(let kind)):
            return Closing(rawValue: kind).map { .close($0) } ?? .unknown("\(key) \(kind)")
        case ("stall_ms", .number(let count)): return .stall(.milliseconds(count))
        default: return .unknown(key)
        }
    }

    /// Code points are octets when all are below 256, else the text is UTF-8.
    static func octets(_ text: String) -> [UInt8] {
        let scalars = text.unicodeScalars
        guard scalars.allSatisfy({ $0.value < 256 }) else { return Array(text.utf8) }
        return scalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// Whether the client's session cannot come to its end with it.
    var breaksSession: Bool {
        switch self {
        case .close, .stall: true
        default: false
        }
    }
}
