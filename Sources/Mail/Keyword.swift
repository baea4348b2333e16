/// A free label of an entry (RFC 9051 §2.3.2: a flag keyword).
///
/// An atom: printable ASCII without the characters that IMAP keeps for itself. Compared without
/// regard to case, shown as it was first written.
public struct Keyword: Hashable, Sendable, Comparable {
    public let name: String

    /// Nil when the text cannot be an IMAP keyword.
    public init?(_ name: String) {
        let allowed = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !Keyword.specials.contains(byte)
        }
        guard allowed, !name.isEmpty, name.utf8.count <= Limits.keywordOctets else { return nil }
        self.name = name
    }

    /// The atom-specials of RFC 9051 §9 that are printable.
    private static let specials = Set("(){%*\"\\]".utf8)

    public static func == (left: Self, right: Self) -> Bool {
        left.name.lowercased() == right.name.lowercased()
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.name.lowercased() < right.name.lowercased()
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name.lowercased())
    }
}
