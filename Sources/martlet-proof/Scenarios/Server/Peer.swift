import COpenSSL
import Glibc

/// The server's end of one connection, on a thread that may wait in it.
///
/// It can end in every way a connection ends, the rude ones included.
final class Peer {
    private let descriptor: Int32
    private var session: OpaquePointer?
    private var isClosed = false

    /// Longer than any client may wait for us; no thread is lost for ever.
    private static let patience = 150

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var limit = timeval(tv_sec: Peer.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var yes: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes,
            socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(.finNoNotify)
        if let session { SSL_free(session) }
    }

    var isSecure: Bool { session != nil }

    /// False when the client would not have it.
    func startTLS(_ context: ServerContext) -> Bool {
        session = context.session(on: descriptor)
        ERR_clear_error()
        guard let session else { return false }
        return SSL_do_handshake(session) == 1
    }

    /// The next octets; empty when the client has ended or broken the connection.
    func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count: Int
        if let session {
            ERR_clear_error()
            count = Int(SSL_read(session, &buffer, Int32(buffer.count)))
        } else {
            count = recv(descriptor, &buffer, buffer.count, 0)
        }
        return Array(buffer.prefix(max(0, count)))
    }

    /// Whether octets are here within a moment.
    func hasMore(within milliseconds: Int32) -> Bool {
        if let session, SSL_pending(session) > 0 { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// False when the client takes no more.
    func write(_ octets: some Collection<UInt8>) -> Bool {
        var rest = Array(octets)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes -> Int in
                guard let session else {
                    return send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                }
                ERR_clear_error()
                return Int(SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count)))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func close(_ way: ScenarioAction.Closing) {
        guard !isClosed else { return }
        isClosed = true
        switch way {
        case .fin:
            if let session, SSL_is_init_finished(session) == 1 { SSL_shutdown(session) }
        case .finNoNotify: break
        case .rst:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                descriptor, SOL_SOCKET, SO_LINGER, &option,
                socklen_t(MemoryLayout<linger>.size))
        }
        Glibc.close(descriptor)
    }
}
