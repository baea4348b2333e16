/// A server's lasting name of a message: 1 to 70 octets from 0x21 to 0x7E (RFC 1939 §7).
///
/// Opaque and case-sensitive; never part of a path.
public struct UniqueID: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Nil when the octets are not a unique-id.
    public init?(_ octets: some Collection<UInt8>) {
        guard !octets.isEmpty, octets.count <= Limits.uniqueIDLength,
            octets.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        text = String(decoding: octets, as: UTF8.self)
    }

    /// Nil when the text is not a unique-id, such as a stored one that was damaged.
    public init?(_ text: String) {
        self.init(text.utf8)
    }

    public var description: String { text }
}
