import Foundation
import Synchronization

/// Ports of the loopback addresses that nobody listens on, and that stay free while a server is
/// down between two steps of a test.
///
/// They lie below those the system gives to connections that leave: any of the thousand
/// connections of other tests may have one of the latter when a server is started again.
enum FreePorts {
    struct None: Error {}

    private static let given = Mutex<Set<UInt16>>([])

    /// No port is given twice by one process.
    static func take(_ count: Int) throws -> [UInt16] {
        try given.withLock { given in
            var taken: [UInt16] = []
            for _ in 0..<10_000 where taken.count < count {
                let port = UInt16.random(in: candidates)
                if !answers(port), given.insert(port).inserted { taken.append(port) }
            }
            guard taken.count == count else { throw None() }
            return taken
        }
    }

    /// From the first a person may use without asking to the first of those for connections that
    /// leave, which ip(7) tells where to read.
    private static let candidates: Range<UInt16> = {
        let path = "/proc/sys/net/ipv4/ip_local_port_range"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let first = text.split(whereSeparator: \.isWhitespace).first.flatMap { UInt16($0) }
        return 10_240..<max(first ?? 32_768, 12_288)
    }()

    /// Whether somebody answers at a port of 127.0.0.1.
    static func answers(_ port: UInt16) -> Bool {
        // A program that is started meanwhile must not inherit it.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
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
