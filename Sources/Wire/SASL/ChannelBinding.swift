/// A name that one TLS connection has and no other (RFC 5056).
///
/// A login that includes it fails where somebody sits between the two ends, each of which would
/// then know another name.
public struct ChannelBinding: Hashable, Sendable {
    /// Where the name comes from, as SCRAM writes it.
    public enum Kind: String, Hashable, Sendable {
        /// Keying material of TLS 1.3 (RFC 9266).
        case exporter = "tls-exporter"
        /// A hash of the server's certificate (RFC 5929 §4).
        case serverEndPoint = "tls-server-end-point"
    }

    public let kind: Kind
    public let octets: [UInt8]

    public init(kind: Kind, octets: [UInt8]) {
        self.kind = kind
        self.octets = octets
    }
}
