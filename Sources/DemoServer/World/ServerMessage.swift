import Mail

/// One message in one mailbox of the server.
public struct ServerMessage: Sendable {
    public let uid: UInt32
    public var flags: Flags
    public var keywords: Set<Keyword>
    /// When it arrived (INTERNALDATE).
    public var internalDate: Timestamp
    /// The octets as they were delivered; nothing is normalised.
    public let raw: [UInt8]
    /// The counter of its last change (RFC 7162 §3.1).
    public internal(set) var modSeq: UInt64
}

/// A message that is gone, for `VANISHED` (RFC 7162 §3.2.10).
public struct ExpungedMessage: Hashable, Sendable {
    public let uid: UInt32
    public let modSeq: UInt64
}
