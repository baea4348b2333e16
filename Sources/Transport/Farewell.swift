/// How a server of ours ends a connection; the bad manners are there to try clients with.
public enum Farewell: Hashable, Sendable, CaseIterable {
    /// With TLS's own end of data, then that of TCP.
    case proper
    /// With the end of TCP alone, as a cut line would: TLS calls it truncated (RFC 8446 §6.1).
    case withoutNotice
    /// With a reset; the other side may lose what it has not read yet.
    case reset
}
