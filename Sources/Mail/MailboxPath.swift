/// A name that a mailbox of one's own can have, its levels joined by "/".
public struct MailboxPath: Hashable, Sendable {
    public let name: String

    /// Blanks around a level are a slip of the finger and left out.
    public init(_ typed: String) throws(MailboxPathFault) {
        let levels = typed.split(separator: "/", omittingEmptySubsequences: false)
            .map(MailboxPath.trimmed)
        guard levels != [""] else { throw .empty }
        guard !levels.contains("") else { throw .emptyLevel }
        guard levels.count <= Limits.mailboxLevels else { throw .tooDeep(Limits.mailboxLevels) }
        let name = levels.joined(separator: "/")
        guard name.utf8.count <= Limits.mailboxOctets else {
            throw .tooLong(Limits.mailboxOctets)
        }
        guard !name.unicodeScalars.contains(where: MailboxPath.isHidden) else { throw .hidden }
        self.name = name
    }

    /// Whether two names are the same for a person: large and small letters are.
    public static func areSame(_ one: String, _ other: String) -> Bool {
        one.lowercased() == other.lowercased()
    }

    private static func trimmed(_ level: Substring) -> String {
        var level = level
        while level.first?.isWhitespace == true { level.removeFirst() }
        while level.last?.isWhitespace == true { level.removeLast() }
        return String(level)
    }

    /// What cannot be seen, or makes a name look like another one.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format:
            // Joiners belong to emoji and to some scripts.
            scalar.value != 0x200C && scalar.value != 0x200D
        default: false
        }
    }
}

/// Why a text cannot name a mailbox.
public enum MailboxPathFault: Error, Hashable, Sendable {
    case empty
    case emptyLevel
    case hidden
    case tooLong(Int)
    case tooDeep(Int)

    /// A sentence for the person, without a full stop.
    public var sentence: String {
        switch self {
        case .empty: "A mailbox needs a name"
        case .emptyLevel: "A name needs something before and after each /"
        case .hidden: "The name holds a character that cannot be seen"
        case .tooLong(let octets): "The name is longer than \(octets) octets"
        case .tooDeep(let levels): "The name has more than \(levels) levels"
        }
    }
}
