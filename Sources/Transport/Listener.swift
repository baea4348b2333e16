import EventLoop
import Glibc

/// Waits for connections on this computer's loopback address, for servers of ours.
public actor Listener {
    /// The port; the one the system chose where 0 was asked for.
    public nonisolated let port: UInt16
    private nonisolated let loop: PollLoop
    private var socket: Socket?

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    private init(port: UInt16, socket: Socket, loop: PollLoop) {
        self.port = port
        self.socket = socket
        self.loop = loop
    }

    /// Port 0 lets the system choose; `backlog` is how many may wait to be accepted.
    public static func open(
        port: UInt16 = 0, backlog: Int32 = 64, network: Network
    ) throws(SystemFault) -> Listener {
        let socket = try Socket(family: AF_INET)
        socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
        let address = SocketAddress.loopback(port: port)
        guard address?.withPointer({ bind(socket.descriptor, $0, $1) }) == 0 else {
            throw SystemFault(call: "bind")
        }
        guard listen(socket.descriptor, backlog) == 0 else { throw SystemFault(call: "listen") }
        return Listener(port: try socket.localPort(), socket: socket, loop: network.loop)
    }

    /// The next connection; throws when the listener is closed or the task cancelled.
    public func accept() async throws(TransportFault) -> Socket {
        while let socket {
            let descriptor = Glibc.accept(socket.descriptor, nil, nil)
            if descriptor >= 0 {
                let accepted = Socket(adopting: descriptor)
                accepted.prepareForConversation()
                return accepted
            }
            switch errno {
            case EAGAIN:
                do {
                    _ = try await loop.wait(for: socket.descriptor, .readable)
                } catch {
                    throw TransportFault(error, in: .connecting)
                }
            case EINTR, ECONNABORTED: continue
            default:
                throw .cannotConnect(
                    host: "127.0.0.1", port: port, reason: SystemFault(call: "accept").reason)
            }
        }
        throw .closed
    }

    /// Ends waiting for connections; those that were accepted live on.
    public func close() {
        if let socket { loop.wake(socket.descriptor) }
        socket = nil
    }
}
