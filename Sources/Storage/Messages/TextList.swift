import Mail

/// Lists as one text column, so that a row is read without a second query.
///
/// Items end at a record separator, a name at a unit separator; both are control characters that
/// no header field may hold, and are dropped where one does.
enum TextList {
    private static let item: Character = "\u{1E}"
    private static let field: Character = "\u{1F}"

    static func text(_ addresses: [Address]) -> String {
        join(addresses.map { "\(clean($0.name))\(field)\(clean($0.address))" })
    }

    static func addresses(_ text: String) -> [Address] {
        split(text, at: item).map { part in
            guard let mark = part.utf8.firstIndex(of: 0x1F) else {
                return Address(address: String(part))
            }
            return Address(
                name: String(part[..<mark]), address: String(part[part.index(after: mark)...]))
        }
    }

    static func text(_ identifiers: [String]) -> String {
        join(identifiers.map(clean))
    }

    static func identifiers(_ text: String) -> [String] {
        split(text, at: item).map(String.init)
    }

    /// Without what SQLite or a list would take for an end.
    static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0 || $0 == 0x1E || $0 == 0x1F }) else {
            return text
        }
        return String(text.unicodeScalars.filter { ![0, 0x1E, 0x1F].contains($0.value) })
    }

    private static func join(_ parts: [String]) -> String {
        parts.joined(separator: String(item))
    }

    private static func split(_ text: String, at mark: Character) -> [Substring] {
        text.isEmpty ? [] : text.split(separator: mark, omittingEmptySubsequences: false)
    }
}
