/// What the owner of a session asks of the server once it is ready (RFC 1939 §5, §7).
public enum Command: Hashable, Sendable {
    case stat
    /// The unique-ids of all messages.
    case uidl
    /// The sizes of all messages.
    case list
    case retr(MessageNumber)
    /// Takes effect only at ``quit``.
    case dele(MessageNumber)
    /// The header and the first lines of the body.
    case top(MessageNumber, lines: UInt16)
    case noop
    /// Takes back every ``dele(_:)`` of this session.
    case rset
    /// Makes the deletions real and ends the session; nothing submitted after it is sent.
    case quit

    var line: String {
        switch self {
        case .stat: "STAT"
        case .uidl: "UIDL"
        case .list: "LIST"
        case .retr(let number): "RETR \(number.rawValue)"
        case .dele(let number): "DELE \(number.rawValue)"
        case .top(let number, let lines): "TOP \(number.rawValue) \(lines)"
        case .noop: "NOOP"
        case .rset: "RSET"
        case .quit: "QUIT"
        }
    }
}
