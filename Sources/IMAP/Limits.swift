/// What is accepted from a server at most.
///
/// Beyond a limit one response becomes unreadable or, where the stream can no longer be followed,
/// the connection ends with a `WireFault`.
enum Limits {
    /// Octets of one response without its literals.
    static let line = 1 << 20
    /// The same for `SEARCH`, `ESEARCH` and `VANISHED`: a million UIDs fit.
    static let setLine = 12 << 20
    /// Octets of one response with the literals that are kept in it.
    static let response = 8 << 20
    /// A literal up to this size is kept in its response; a greater one is streamed.
    static let inlineLiteral = 1 << 20
    /// Streamed literals come in pieces of this size; the last one is shorter.
    static let chunk = 64 << 10
    /// A greater literal ends the connection, unless the configuration says otherwise.
    static let literal = 256 << 20
    /// Octets of a mailbox name.
    static let mailboxName = 1_000
    /// Octets of a keyword, a mailbox attribute or a capability.
    static let word = 200
    /// Multiparts and attached messages inside each other.
    static let structureDepth = 64
    /// Parts of one body structure.
    static let structureParts = 1_000
    /// Numbers in a part number such as `1.2.3`.
    static let partDepth = 64
    /// Messages of a mailbox whose positions are remembered; beyond it EXPUNGE means a new look.
    static let sequenceMap = 2_000_000
    /// Octets of server text that reach a person or a log.
    static let serverText = 512
    /// A LITERAL- literal (RFC 7888 §5); a greater one waits for the server's consent.
    static let smallLiteral = 4_096
}
