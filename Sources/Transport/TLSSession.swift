import COpenSSL
import EventLoop

/// TLS on one non-blocking socket, by OpenSSL.
///
/// Belongs to the connection, and so to the thread of the loop, alone.
final class TLSSession {
    let handle: OpaquePointer
    /// Kept alive, as OpenSSL holds a bare pointer to it; nil on the server's side.
    private let check: PeerCheck?
    /// After a fatal error OpenSSL must not be asked for anything more.
    private var isBroken = false

    /// The client's side: the host is checked before anything is sent to it.
    init(context: TLSContext, socket: Socket, endpoint: Endpoint) throws(TransportFault) {
        check = PeerCheck(host: endpoint.host, fingerprint: endpoint.fingerprint)
        handle = try TLSSession.makeHandle(context, socket)
        SSL_set_connect_state(handle)
        guard check?.install(in: handle) == true else {
            throw .tlsFailed(reason: TLSError.takeReason())
        }
    }

    /// The server's side.
    init(identity: ServerIdentity, socket: Socket) throws(TransportFault) {
        check = nil
        handle = try TLSSession.makeHandle(identity.context, socket)
        SSL_set_accept_state(handle)
    }

    deinit { SSL_free(handle) }

    private static func makeHandle(
        _ context: TLSContext, _ socket: Socket
    ) throws(TransportFault) -> OpaquePointer {
        ERR_clear_error()
        guard let handle = SSL_new(context.pointer) else {
            throw .tlsFailed(reason: TLSError.takeReason())
        }
        guard SSL_set_fd(handle, socket.descriptor) == 1 else {
            SSL_free(handle)
            throw .tlsFailed(reason: TLSError.takeReason())
        }
        return handle
    }

    /// Throws when what the other side said first is no TLS.
    ///
    /// Only before OpenSSL has read anything: what waits then may be a record in the middle of
    /// the handshake, and those begin otherwise.
    func checkPreface(on socket: Socket) throws(TransportFault) {
        guard BIO_number_read(SSL_get_rbio(handle)) == 0, let octet = socket.peek() else { return }
        try TLSPreface.check(octet)
    }

    /// One step of the handshake; `.moved` when it is done and the other side's identity proven.
    func handshake() -> Transfer {
        ERR_clear_error()
        let outcome = transfer(SSL_do_handshake(handle), moved: 0)
        switch outcome {
        case .moved:
            guard let fault = check?.verdict(on: handle) else { return outcome }
            isBroken = true
            return .failed(.certificate(fault))
        case .failed(let fault):
            if let refused = check?.fault { return .failed(.certificate(refused)) }
            return .failed(fault == .truncated ? TLSSession.hungUp : fault)
        case .ended:
            return .failed(TLSSession.hungUp)
        case .blocked:
            return outcome
        }
    }

    private static let hungUp = TransportFault.tlsFailed(
        reason: "the other side hung up during the handshake")

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        ERR_clear_error()
        var count = 0
        let result = SSL_read_ex(handle, buffer.baseAddress, buffer.count, &count)
        return transfer(result, moved: count)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        ERR_clear_error()
        var count = 0
        let result = SSL_write_ex(handle, bytes.baseAddress, bytes.count, &count)
        return transfer(result, moved: count)
    }

    /// Tells the other side that nothing more comes, if that can be said without waiting.
    func sayGoodbye() {
        guard !isBroken, SSL_is_init_finished(handle) == 1 else { return }
        ERR_clear_error()
        SSL_shutdown(handle)
    }

    /// Protocol version and cipher suite: "TLSv1.3, TLS_AES_256_GCM_SHA384".
    var description: String {
        let version = String(cString: SSL_get_version(handle))
        let cipher = String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(handle)))
        return "\(version), \(cipher)"
    }

    /// What OpenSSL's last error means for the conversation.
    private static func fault() -> TransportFault {
        switch TLSError.reasonCode {
        case SSL_R_UNEXPECTED_EOF_WHILE_READING: .truncated
        case SSL_R_WRONG_VERSION_NUMBER: .tlsFailed(reason: TLSPreface.notTLS)
        default: .tlsFailed(reason: TLSError.takeReason())
        }
    }

    private func transfer(_ result: Int32, moved count: Int) -> Transfer {
        if result == 1 { return .moved(count) }
        switch SSL_get_error(handle, result) {
        case SSL_ERROR_WANT_READ: return .blocked(.readable)
        case SSL_ERROR_WANT_WRITE: return .blocked(.writable)
        case SSL_ERROR_ZERO_RETURN: return .ended
        case SSL_ERROR_SYSCALL:
            isBroken = true
            return .failed(.truncated)
        default:
            isBroken = true
            return .failed(TLSSession.fault())
        }
    }
}
