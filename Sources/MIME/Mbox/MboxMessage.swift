import Mail

/// One message of an mbox file: where it is and what the file says of it.
public struct MboxMessage: Hashable, Sendable {
    /// How its end was found, which decides whether `>From ` in it was quoted.
    public enum Framing: Hashable, Sendable {
        /// By the next separating line: what looks like one inside has been quoted.
        case separator
        /// By its `Content-Length`: with lines in its body that begin as a separating line does, as
        /// they are or quoted.
        case contentLength(hasPlainFrom: Bool, hasQuotedFrom: Bool)
    }

    /// Counted from 1.
    public var number: Int
    /// Where its separating line begins in the file.
    public var place: Int
    /// Its octets in the file, without the empty line that follows.
    public var content: Range<Int>
    public var framing: Framing
    public var sender: String
    /// The time of its separating line.
    public var received: Timestamp?
    public var status: MailStatus
}
