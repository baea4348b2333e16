import COpenSSL

/// A certificate and its key, ready to be shown on connections.
///
/// Kept as a number, as a pointer could not cross threads; OpenSSL guards what is behind it.
final class ServerContext: Sendable {
    private let address: UInt
    /// SHA-256 of the public key, 64 hex digits.
    let fingerprint: String

    init(certificate: String, key: String) throws(ScenarioFault) {
        guard let context = SSL_CTX_new(TLS_server_method()),
            SSL_CTX_use_certificate_chain_file(context, certificate) == 1,
            SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1
        else { throw ScenarioFault("the certificate \(certificate) cannot be used") }
        address = UInt(bitPattern: context)
        fingerprint = ServerContext.fingerprint(SSL_CTX_get0_certificate(context))
    }

    deinit { SSL_CTX_free(OpaquePointer(bitPattern: address)) }

    /// A server's end of TLS on a socket; nil when OpenSSL has no memory for it.
    func session(on descriptor: Int32) -> OpaquePointer? {
        guard let session = SSL_new(OpaquePointer(bitPattern: address)) else { return nil }
        SSL_set_fd(session, descriptor)
        SSL_set_accept_state(session)
        return session
    }

    private static func fingerprint(_ certificate: OpaquePointer?) -> String {
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &encoded)
        guard count > 0, let encoded else { return "" }
        defer { tls_free(encoded) }
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(encoded, Int(count), &digest)
        return digest.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }
            .joined()
    }
}
