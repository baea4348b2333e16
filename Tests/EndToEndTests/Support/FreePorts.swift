import Foundation

/// Ports of the loopback addresses that nobody listens on.
enum FreePorts {
    struct None: Error {}

    /// All different, because all are held at once while they are looked for.
    static func take(_ count: Int) throws -> [UInt16] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { throw None() }
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                    bind(descriptor, plain, length) == 0
                        && getsockname(descriptor, plain, &length) == 0
                }
            }
            guard status else { throw None() }
            return UInt16(bigEndian: address.sin_port)
        }
    }

    /// Whether somebody answers at a port of 127.0.0.1.
    static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                connect(descriptor, plain, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
