import Glibc

/// The octets of a message, compared and hashed as a block and not one by one.
struct MailOctets: Hashable, Sendable {
    let octets: [UInt8]

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    static func == (left: Self, right: Self) -> Bool {
        guard left.octets.count == right.octets.count else { return false }
        return left.octets.withUnsafeBytes { left in
            right.octets.withUnsafeBytes { right in
                guard let ours = left.baseAddress, let theirs = right.baseAddress else {
                    return left.isEmpty
                }
                return memcmp(ours, theirs, left.count) == 0
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        octets.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
