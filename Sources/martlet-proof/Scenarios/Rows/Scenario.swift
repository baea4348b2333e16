/// A server's behaviour, and what must hold for a client that meets it.
struct Scenario: Sendable {
    enum Security: String, Sendable {
        case implicit, starttls
    }

    /// The state of a conversation, for answers that differ by it.
    enum Stage: String, Sendable {
        case clear, tls, clearLoggedIn, tlsLoggedIn
    }

    struct Fault: Hashable, Sendable {
        enum Kind: String, Sendable {
            case stall, fin, rst, dribble, segments, blackhole
            case finWithoutNotify = "tls-fin-without-notify"
            case kill = "SIGKILL"
            case noSpace = "ENOSPC"
            case badDisk = "EIO"
        }

        /// Where: a command in lower case, `retr-first-byte`, `every-byte` and the like.
        var at: String
        var kind: Kind
        /// Between two octets, for ``Kind/dribble``.
        var pause = Duration.zero
        /// In turn, for ``Kind/segments``.
        var sizes: [Int] = []
    }

    struct Message: Hashable, Sendable {
        var uniqueID: String
        var raw: [UInt8]
    }

    var id: String
    var service: String
    var security: Security
    /// The kind of certificate the server shows; `good` is one a client must accept.
    var certificate: String
    var user: String
    /// The canary: it must never be seen where it does not belong.
    var password: String
    var host: String
    var greeting: [ScenarioAction]
    /// Said as soon as TLS has begun.
    var onTLS: [ScenarioAction] = []
    /// What replaces the base's answer, by the command's name.
    var answers: [String: [ScenarioAction]]
    /// What replaces the answer in one stage alone; it comes before ``answers``.
    var stagedAnswers: [Stage: [String: [ScenarioAction]]] = [:]
    var fault: Fault?
    var messages: [Message]
    /// What must hold.
    var pass: [String]

    func answer(to command: String, in stage: Stage) -> [ScenarioAction]? {
        stagedAnswers[stage]?[command] ?? answers[command]
    }

    /// Whether a session with it cannot come to its end, so that the next one is a clean one.
    ///
    /// A message that cannot be had stays so.
    var breaksSessions: Bool {
        guard !spoilsFirstMessageAlone else { return false }
        return fault != nil || answers.values.joined().contains(where: \.breaksSession)
    }

    /// Words the player does not know; a row with any is not played.
    var unknownWords: [String] {
        let all =
            greeting + onTLS + answers.values.joined()
            + stagedAnswers.values.flatMap { $0.values.joined() }
        return all.compactMap { if case .unknown(let word) = $0 { word } else { nil } }
    }

    /// A spoilt answer to RETR concerns the first message alone where the row speaks of others.
    var spoilsFirstMessageAlone: Bool { pass.contains("other messages are still fetched") }

    func spoils(_ number: Int) -> Bool {
        answers["RETR"] != nil && (number == 1 || !spoilsFirstMessageAlone)
    }
}
