/// Which server to reach, and how its identity is checked.
public struct Endpoint: Hashable, Sendable {
    public enum Security: Hashable, Sendable {
        /// TLS from the first octet (RFC 8314).
        case tls
        /// TLS when the machine asks for it, by ``Wire/Step/startTLS``.
        case startTLS
        case none
    }

    /// The name the person typed, or an address; certificates are checked against it alone.
    public var host: String
    public var port: UInt16
    public var security: Security
    /// A PEM file with authorities that are trusted beside the system's, for this endpoint.
    public var caFile: String?
    /// SHA-256 of the public key (SPKI) the server must have.
    ///
    /// A certificate with it may be self-signed, come from an unknown issuer or carry another
    /// name; everything else about it must still be right.
    public var fingerprint: [UInt8]?
    /// What we show a server that asks who we are.
    public var certificate: ClientCertificate?

    public init(
        host: String, port: UInt16, security: Security, caFile: String? = nil,
        fingerprint: [UInt8]? = nil, certificate: ClientCertificate? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.caFile = caFile
        self.fingerprint = fingerprint
        self.certificate = certificate
    }
}

/// A certificate of the person and its key, both PEM files; the key has no password.
public struct ClientCertificate: Hashable, Sendable {
    /// The chain, the person's own first.
    public var file: String
    public var keyFile: String

    public init(file: String, keyFile: String) {
        self.file = file
        self.keyFile = keyFile
    }
}
