import Glibc

/// What the library `CFaultShim` wrote down about one run (`struct fault_tally`).
struct CallTally: Sendable {
    /// Calls in scope.
    var seen: UInt64
    /// How often the fault happened.
    var fired: UInt64
    /// When it had happened first, in nanoseconds of the monotonic clock.
    var moment: UInt64

    /// Room for more counters than there are.
    private static let size = 256

    static func clear(_ path: String) throws(ProofFault) {
        try Files.write([UInt8](repeating: 0, count: size), to: path)
    }

    init(_ path: String) throws(ProofFault) {
        let octets = try Files.read(path)
        guard octets.count == CallTally.size else { throw ProofFault("\(path) is cut") }
        let words = octets.withUnsafeBytes { bytes in
            (0..<4).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
        (seen, fired, moment) = (words[0], words[1], words[3])
    }
}
