import Wire

/// What every service has besides its own options.
public struct ServiceContext: Sendable {
    public let world: MailWorld
    public let script: Script
    public let log: CommandLog
    /// Whether TLS can be begun on a plain connection.
    public let offersTLS: Bool

    public init(
        world: MailWorld, script: Script = Script(), log: CommandLog = CommandLog(),
        offersTLS: Bool = false
    ) {
        self.world = world
        self.script = script
        self.log = log
        self.offersTLS = offersTLS
    }
}

/// One client's conversation, seen from the server.
///
/// It has no events: what happens, happens to the ``MailWorld``.
public protocol ServerSession: Machine where Event == Never {
    /// Told after mail changed, so that a client that waits for news hears of it.
    mutating func worldChanged()
}

/// A session whose answers a ``Script`` may spoil.
protocol ScriptedSession: ServerSession {
    var context: ServiceContext { get }
    var connection: Int { get }
    var outbox: Outbox { get set }
}

extension ScriptedSession {
    /// Answers a command as the script has it.
    ///
    /// `tag` replaces `$TAG` in what the script says.
    mutating func play(
        _ command: String, number: Int, tag: String = "", answer: (inout Self) -> Void
    ) {
        let actions = context.script.actions(for: command, number: number)
        for case .before(let bytes) in actions { outbox.send(bytes.replacingTag(by: tag)) }
        for case .cut(let octets) in actions { outbox.cut(after: octets) }
        var answers = true
        for action in actions {
            switch action {
            case .instead(let bytes):
                outbox.send(bytes.replacingTag(by: tag))
                answers = false
            case .pretend(let bytes):
                unheard(answer)
                outbox.send(bytes.replacingTag(by: tag))
                answers = false
            case .drop:
                outbox.close()
                answers = false
            case .dropAfterwards:
                unheard(answer)
                outbox.close()
                answers = false
            case .stall:
                outbox.stall()
                answers = false
            case .before, .after, .cut:
                break
            }
        }
        if answers { answer(&self) }
        for case .after(let bytes) in actions { outbox.send(bytes.replacingTag(by: tag)) }
    }

    /// Does the work and throws away what would be said of it.
    private mutating func unheard(_ answer: (inout Self) -> Void) {
        let before = outbox
        answer(&self)
        outbox = before
    }
}

extension [UInt8] {
    fileprivate func replacingTag(by tag: String) -> [UInt8] {
        let mark = Array("$TAG".utf8)
        var result: [UInt8] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            result += rest[..<range.lowerBound] + Array(tag.utf8)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
