import Glibc

/// Ports of this computer.
enum Port {
    /// One that nobody uses at the moment.
    static func unused() throws(BenchFault) -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchFault(call: "socket") }
        defer { close(descriptor) }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withPointer(&address) { pointer in
            bind(descriptor, pointer, size) == 0 && getsockname(descriptor, pointer, &size) == 0
        }
        guard isBound else { throw BenchFault(call: "bind") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// A connection to it; nil where nobody listens.
    static func connect(_ port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = loopback(port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        if withPointer(&address, { Glibc.connect(descriptor, $0, size) }) == 0 {
            return descriptor
        }
        close(descriptor)
        return nil
    }

    /// Returns when somebody listens there.
    static func wait(_ port: UInt16) throws(BenchFault) {
        for _ in 0..<1_000 {
            if let descriptor = connect(port) {
                close(descriptor)
                return
            }
            usleep(10_000)
        }
        throw BenchFault("nobody listens on port \(port)")
    }

    /// A socket that listens on an unused port.
    static func listen() throws(BenchFault) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchFault(call: "socket") }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withPointer(&address) { pointer in
            bind(descriptor, pointer, size) == 0 && Glibc.listen(descriptor, 16) == 0
                && getsockname(descriptor, pointer, &size) == 0
        }
        guard isReady else { throw BenchFault(call: "listen") }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private static func withPointer<Value>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Value
    ) -> Value {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
