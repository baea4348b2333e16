import EventLoop
import Glibc
import Mail

/// How a command tells the process that owns the accounts that the store holds something new.
///
/// A datagram socket in the run-time folder; one octet means "look". Nothing is ever read out of
/// the octet, so nobody gains anything by sending one.
final class WakeSocket {
    let descriptor: Int32
    private let path: String

    /// Binds the socket of this store; nil when that is not possible: the screen then sees other
    /// processes' changes a little later.
    init?(path: String) {
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        mkdir(String(folder), 0o700)
        let descriptor = WakeSocket.open()
        guard descriptor >= 0 else { return nil }
        unlink(path)
        guard WakeSocket.withAddress(of: path, { bind(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        chmod(path, 0o600)
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Takes what has come, so that the descriptor is quiet again.
    func silence() {
        var octets = [UInt8](repeating: 0, count: 64)
        while recv(descriptor, &octets, octets.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    /// A ring each time somebody wakes this process, for those that have no loop of their own.
    func rings() -> AsyncStream<Void> {
        AsyncStream { continuation in
            do throws(SystemFault) {
                try WorkerThread.start(named: "wake") { [descriptor] in
                    var octet: UInt8 = 0
                    while recv(descriptor, &octet, 1, 0) > 0 { continuation.yield() }
                    continuation.finish()
                }
            } catch {
                continuation.finish()
            }
        }
    }

    /// Wakes whoever has the socket; nothing happens when nobody does.
    static func ring(path: String) {
        let descriptor = open()
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var octet: UInt8 = 1
        _ = withAddress(of: path) { address, length in
            Int32(
                sendto(
                    descriptor, &octet, 1, Int32(MSG_DONTWAIT | MSG_NOSIGNAL),
                    address, length))
        }
    }

    private static func open() -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return descriptor
    }

    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard octets.count < capacity else { return -1 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
