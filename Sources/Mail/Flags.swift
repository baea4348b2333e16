/// System flags of an entry (RFC 9051 §2.3.2), the same for POP and IMAP.
///
/// `\Recent` is left out: the server decides it anew at each SELECT,
/// and a stored copy would make old messages look new.
public struct Flags: OptionSet, Hashable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Shown to the person once.
    public static let seen = Flags(rawValue: 1)
    public static let flagged = Flags(rawValue: 2)
    public static let answered = Flags(rawValue: 4)
    public static let draft = Flags(rawValue: 8)
    /// Another program marked it `\Deleted`; dimmed, not counted, never expunged by us.
    public static let deleted = Flags(rawValue: 16)

    /// Every flag with the name that settings, scripts and JSON use for it.
    public static let named: [(name: String, flag: Flags)] = [
        ("seen", .seen), ("flagged", .flagged), ("answered", .answered),
        ("draft", .draft), ("deleted", .deleted),
    ]

    /// The flag of that name, or nil where the word is a keyword.
    public init?(name: String) {
        guard let match = Flags.named.first(where: { $0.name == name.lowercased() }) else {
            return nil
        }
        self = match.flag
    }

    /// The names of the flags that are set, in the order of ``named``.
    public var names: [String] {
        Flags.named.filter { contains($0.flag) }.map(\.name)
    }
}
