import EventLoop
import Glibc

/// A socket that nobody waits in; it is closed when the last holder lets go.
public final class Socket: Sendable {
    let descriptor: Int32

    /// Takes over a descriptor and makes it ready for the loop.
    init(adopting descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// A new TCP socket.
    convenience init(family: Int32) throws(SystemFault) {
        let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(family, Int32(type), 0)
        guard descriptor >= 0 else { throw SystemFault(call: "socket") }
        self.init(adopting: descriptor)
    }

    /// Sends small writes at once, and notices within minutes that the other side vanished.
    func prepareForConversation() {
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(SOL_SOCKET, SO_KEEPALIVE, 1)
        set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, 120)
        set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 30)
        set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 4)
    }

    /// Options are wishes: a system without one of them serves all the same.
    func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout.size(ofValue: value)))
    }

    /// Makes the other side see a reset instead of an end.
    func resetWhenClosed() {
        var option = linger(l_onoff: 1, l_linger: 0)
        let size = socklen_t(MemoryLayout.size(ofValue: option))
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
    }

    /// The error a finished attempt to connect left behind; zero when it succeeded.
    var connectError: Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout.size(ofValue: code))
        let result = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return result == 0 ? code : errno
    }

    /// The first octet that waits to be read, left where it is; nil when none does.
    func peek() -> UInt8? {
        var octet: UInt8 = 0
        return recv(descriptor, &octet, 1, Int32(MSG_PEEK)) == 1 ? octet : nil
    }

    /// The port this end was bound to.
    func localPort() throws(SystemFault) -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout.size(ofValue: address))
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { throw SystemFault(call: "getsockname") }
        return UInt16(bigEndian: address.sin_port)
    }
}
