/// Every limit on what a server sends, in one table.
public enum Limits {
    /// Octets of a response line; RFC 2449 §4 allows 512, some servers list more mechanisms.
    public static let lineLength = 8_192
    /// Lines of a CAPA answer.
    public static let capabilityLines = 1_000
    /// Lines of a UIDL or LIST answer.
    public static let listingLines = 1_000_000
    /// Octets of a unique-id (RFC 1939 §7).
    public static let uniqueIDLength = 70
    /// Octets of one message where the configuration says nothing else.
    public static let messageOctets = 256 << 20
    /// Octets of a TOP answer: header blocks, not messages.
    public static let topOctets = 4 << 20
    /// Characters kept of a server's words.
    public static let serverText = 512
    /// Octets of an AUTH line with its line end; a longer one goes without the initial response
    /// (RFC 2449 §4, RFC 5034 §4).
    public static let authLineLength = 255
}
