import COpenSSL
import Wire

/// Rules and trust of TLS, shared by the sessions made from them.
///
/// OpenSSL counts the references to its context and guards it with locks of its own, so it may be
/// used from any thread. It is kept as a number, as a pointer could not cross threads.
final class TLSContext: Sendable {
    private let address: UInt

    /// For clients: the system's authorities are trusted, and those of a PEM file.
    convenience init(
        trusting caFile: String?, showing certificate: ClientCertificate? = nil
    ) throws(TransportFault) {
        try self.init(method: TLS_client_method())
        guard SSL_CTX_set_default_verify_paths(pointer) == 1 else {
            throw .tlsFailed(reason: "the system's certificates: \(TLSError.takeReason())")
        }
        if let caFile { try trust(caFile) }
        if let certificate { try show(certificate.file, keyFile: certificate.keyFile) }
    }

    /// For servers: proves its identity with a certificate chain and a key, both PEM files.
    ///
    /// - Parameter clients: a PEM file with the authorities of clients, who then have to show a
    ///   certificate.
    convenience init(
        certificateFile: String, keyFile: String, clients: String?
    ) throws(TransportFault) {
        try self.init(method: TLS_server_method())
        try show(certificateFile, keyFile: keyFile)
        guard let clients else { return }
        try trust(clients)
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    }

    private func trust(_ file: String) throws(TransportFault) {
        guard tls_add_trust(pointer, file) == 1 else {
            let name = file.withoutControls
            throw .tlsFailed(reason: "certificates in \(name): \(TLSError.takeReason())")
        }
    }

    private func show(_ certificateFile: String, keyFile: String) throws(TransportFault) {
        tls_never_ask(pointer)
        guard SSL_CTX_use_certificate_chain_file(pointer, certificateFile) == 1,
            SSL_CTX_use_PrivateKey_file(pointer, keyFile, SSL_FILETYPE_PEM) == 1
        else {
            let name = certificateFile.withoutControls
            throw .tlsFailed(reason: "certificate or key of \(name): \(TLSError.takeReason())")
        }
    }

    private init(method: OpaquePointer?) throws(TransportFault) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(method) else {
            throw .tlsFailed(reason: TLSError.takeReason())
        }
        address = UInt(bitPattern: context)
        SSL_CTX_set_security_level(context, 2)
        tls_set_options(context)
        guard tls_require_modern_version(context) == 1,
            SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1
        else { throw .tlsFailed(reason: TLSError.takeReason()) }
    }

    deinit { SSL_CTX_free(pointer) }

    /// Nil only for the compiler: the number was made from a pointer.
    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
}
