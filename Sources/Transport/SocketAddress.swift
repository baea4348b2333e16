import Glibc

/// An address and a port as the system wants them.
struct SocketAddress: Hashable, Sendable {
    enum Lookup: Sendable {
        case found([SocketAddress])
        case failed(String)
    }

    let family: Int32
    private let octets: [UInt8]

    private init?(_ info: addrinfo) {
        guard let address = info.ai_addr else { return nil }
        family = info.ai_family
        octets = Array(
            UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
    }

    /// An address written in digits; nil for a name.
    init?(literal host: String, port: UInt16) {
        guard
            case .found(let addresses) = SocketAddress.lookUp(
                host, port: port, flags: AI_NUMERICHOST),
            let first = addresses.first
        else { return nil }
        self = first
    }

    /// Port 0 of this computer alone lets the system choose one.
    static func loopback(port: UInt16) -> SocketAddress? {
        SocketAddress(literal: "127.0.0.1", port: port)
    }

    /// Asks the system's resolver, which may take its time.
    static func lookUp(_ host: String, port: UInt16, flags: Int32 = 0) -> Lookup {
        // For C the name would end there, and be another one.
        guard !host.utf8.contains(0) else { return .failed("the name holds a NUL") }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = flags | AI_NUMERICSERV
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &first)
        guard code == 0 else { return .failed(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(first) }
        var addresses: [SocketAddress] = []
        var next = first
        while let info = next?.pointee {
            if let address = SocketAddress(info) { addresses.append(address) }
            next = info.ai_next
        }
        return addresses.isEmpty ? .failed("the name has no address") : .found(addresses)
    }

    func withPointer<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        octets.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                address.baseAddress.map { body($0, socklen_t(bytes.count)) }
            }
        }
    }
}
