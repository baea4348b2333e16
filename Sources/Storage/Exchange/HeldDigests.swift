/// Which messages are held, as a set that costs 16 octets for each.
///
/// The first half of a SHA-256 value is as good a name as the whole: nobody can make two messages
/// that share it.
public struct HeldDigests: Sendable {
    private struct Name: Hashable {
        var high: UInt64
        var low: UInt64
    }

    private var names: Set<Name> = []

    public init() {}

    /// Notes a message; false where it was there already.
    ///
    /// What is no SHA-256 value is never there.
    @discardableResult
    public mutating func insert(_ sha256: [UInt8]) -> Bool {
        guard sha256.count == 32 else { return true }
        let halves = [0, 8].map { start in
            sha256[start..<(start + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return names.insert(Name(high: halves[0], low: halves[1])).inserted
    }
}
