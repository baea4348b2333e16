/// A flag of a message in IMAP's own words (RFC 9051 §2.3.2): `\Seen`, or a keyword.
///
/// Compared without regard to case. `\Recent` is none of them: it belongs to a session, not to
/// the message, and no client can set it.
public struct Flag: Sendable {
    public let name: String

    /// Nil when the text cannot be sent as a flag.
    public init?(_ name: String) {
        self.init(octets: Array(name.utf8))
    }

    init?(octets: some Collection<UInt8>) {
        guard let first = octets.first, octets.count <= Limits.word else { return nil }
        let isSystem = first == UInt8(ascii: "\\")
        let word = octets.dropFirst(isSystem ? 1 : 0)
        guard !word.isEmpty, word.allSatisfy(Flag.allows) else { return nil }
        if isSystem {
            let name = String(decoding: octets, as: UTF8.self)
            guard !name.equalsIgnoringCase("\\Recent") else { return nil }
            let known = Flag.system.first { $0.name.equalsIgnoringCase(name) }
            self.name = known?.name ?? name
        } else {
            name = String(decoding: word, as: UTF8.self)
        }
    }

    private init(known name: String) {
        self.name = name
    }

    public static let seen = Flag(known: "\\Seen")
    public static let answered = Flag(known: "\\Answered")
    public static let flagged = Flag(known: "\\Flagged")
    public static let deleted = Flag(known: "\\Deleted")
    public static let draft = Flag(known: "\\Draft")

    private static let system = [seen, answered, flagged, deleted, draft]

    /// Whether it begins with a backslash, as those of the RFC do.
    public var isSystem: Bool { name.utf8.first == UInt8(ascii: "\\") }

    /// Whether it is one of the five that SEARCH has words for.
    var isStandard: Bool { Flag.system.contains(self) }

    /// Whether it holds what the grammar keeps from flags and servers use all the same.
    var isOdd: Bool { name.utf8.contains(UInt8(ascii: "]")) }

    /// Wider than an atom by `]`, which Gmail uses.
    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "%"),
            UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
            false
        default:
            byte > 0x20 && byte < 0x7F
        }
    }
}

extension Flag: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.name.equalsIgnoringCase(right.name)
    }

    public func hash(into hasher: inout Hasher) {
        // One number for all octets, equal for either case: flags are hashed by the hundred thousand.
        var folded: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 {
            folded = (folded ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
        }
        hasher.combine(folded)
    }
}

extension Flag: CustomStringConvertible {
    public var description: String { name }
}

extension String {
    /// Equal where only the case of ASCII letters differs.
    func equalsIgnoringCase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return zip(utf8, other.utf8).allSatisfy { one, another in
            one == another
                || (one ^ another == 0x20 && (one | 0x20) >= UInt8(ascii: "a")
                    && (one | 0x20) <= UInt8(ascii: "z"))
        }
    }
}
