/// The certificate and key by which a server of ours proves who it is.
public struct ServerIdentity: Sendable {
    let context: TLSContext

    /// Reads a certificate chain, the server's own first, and its key; both PEM files.
    ///
    /// - Parameter clients: a PEM file with the authorities of clients, who then have to show a
    ///   certificate.
    public init(
        certificateFile: String, keyFile: String, clients: String? = nil
    ) throws(TransportFault) {
        context = try TLSContext(
            certificateFile: certificateFile, keyFile: keyFile, clients: clients)
    }
}

/// How a server of ours protects an accepted connection.
public enum ServerSecurity: Sendable {
    case none
    case tls(ServerIdentity)
    /// TLS when the machine asks for it, by ``Wire/Step/startTLS``.
    case startTLS(ServerIdentity)

    var identity: ServerIdentity? {
        switch self {
        case .none: nil
        case .tls(let identity), .startTLS(let identity): identity
        }
    }
}
