/// What a connection has done so far; for `martlet check`, activity lines and the log.
public struct ConnectionReport: Hashable, Sendable {
    /// Octets of the protocol, before encryption.
    public var bytesIn = 0
    public var bytesOut = 0
    /// How often we spoke after the other side had: the price in round trips.
    public var turns = 0
    /// Protocol version and cipher suite: "TLSv1.3, TLS_AES_256_GCM_SHA384"; nil without TLS.
    public var tlsDescription: String?
    /// How long each step of opening took; nil for one that did not happen.
    public var resolveTime: Duration?
    public var connectTime: Duration?
    public var handshakeTime: Duration?

    public init() {}
}
