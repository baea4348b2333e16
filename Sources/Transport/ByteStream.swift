import EventLoop
import Glibc

/// What came of an attempt to move octets without waiting.
enum Transfer {
    case moved(Int)
    /// Nothing moves before the socket is ready for this.
    case blocked(Interest)
    /// The other side ended the stream properly.
    case ended
    case failed(TransportFault)
}

/// A socket and, once there is one, the TLS session on it.
struct ByteStream {
    let socket: Socket
    var tls: TLSSession?

    init(socket: Socket) {
        self.socket = socket
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        if let tls { return tls.read(into: buffer) }
        let count = retried { recv(socket.descriptor, buffer.baseAddress, buffer.count, 0) }
        return count == 0 ? .ended : plainTransfer(count, blockedOn: .readable)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        if let tls { return tls.write(bytes) }
        let flags = Int32(MSG_NOSIGNAL)
        let count = retried { send(socket.descriptor, bytes.baseAddress, bytes.count, flags) }
        return plainTransfer(count, blockedOn: .writable)
    }

    /// Ends our half of the stream; the rest ends when the socket is closed.
    func end(with farewell: Farewell) {
        switch farewell {
        case .proper:
            tls?.sayGoodbye()
            shutdown(socket.descriptor, Int32(SHUT_WR))
        case .withoutNotice:
            shutdown(socket.descriptor, Int32(SHUT_WR))
        case .reset:
            socket.resetWhenClosed()
        }
    }

    private func retried(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    private func plainTransfer(_ count: Int, blockedOn interest: Interest) -> Transfer {
        if count >= 0 { return .moved(count) }
        return errno == EAGAIN ? .blocked(interest) : .failed(.truncated)
    }
}
