import Mail

/// The lines that stand above a message in an mbox file of ours, and are no part of it.
///
/// An mbox file has no place for flags but the message's header, and none at all for whether the
/// last line has an end. So `Status`, `X-Status` and `X-Keywords`, which other programs read, are
/// put above the message's own octets. The first line names the others in their order, so that
/// they can be taken off again, and says `unended` of a message whose last line has no LF.
public struct MboxMark: Hashable, Sendable {
    public var status: MailStatus
    /// The message's last octet is not an LF, and one was added.
    public var isUnended: Bool

    public init(status: MailStatus, isUnended: Bool) {
        self.status = status
        self.isUnended = isUnended
    }

    static let name = "X-Martlet-Mbox"
    private static let version = "1"
    private static let unended = "unended"

    /// All the lines, each with its LF.
    public var octets: [UInt8] {
        var fields = [("Status", status.statusLetters)]
        if !status.extendedLetters.isEmpty { fields.append(("X-Status", status.extendedLetters)) }
        if !status.keywords.isEmpty {
            fields.append(("X-Keywords", status.keywords.map(\.name).joined(separator: " ")))
        }
        let end = isUnended ? [MboxMark.unended] : []
        let words = [MboxMark.version] + fields.map(\.0) + end
        let lines =
            ["\(MboxMark.name): \(words.joined(separator: " "))"]
            + fields.map { "\($0.0): \($0.1)" }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// What stands above a message.
    struct Found {
        /// Where the message's own octets begin.
        var end: Int
        /// What our lines say.
        var fields = StatusFields()
        /// False where another program took some away, to write its own further down.
        var isWhole = true
        var isUnended: Bool
    }

    /// Reads the mark at a place; nil where there is none.
    static func read<Source: OctetSource>(
        _ source: inout Source, at position: Int
    ) throws(Source.Failure) -> Found? {
        guard let (name, body, next) = try field(&source, at: position), name == MboxMark.name
        else {
            return nil
        }
        var words = body.split(separator: " ").map(String.init)
        guard words.first == version else { return nil }
        words.removeFirst()
        var found = Found(end: next, isUnended: words.last == unended)
        if found.isUnended { words.removeLast() }
        for word in words {
            guard ["Status", "X-Status", "X-Keywords"].contains(word),
                let (name, body, next) = try field(&source, at: found.end), name == word
            else {
                found.isWhole = false
                continue
            }
            found.fields.read(name: name.lowercased(), body: body)
            found.end = next
        }
        return found
    }

    /// A field on one line that ends with a bare LF, as we write it.
    private static func field<Source: OctetSource>(
        _ source: inout Source, at position: Int
    ) throws(Source.Failure) -> (name: String, body: String, next: Int)? {
        let (octets, next) = try source.line(at: position, limit: Limits.mboxMarkOctets)
        guard octets.count == next - position, octets.last == .lineFeed,
            let colon = octets.firstIndex(of: UInt8(ascii: ":")),
            colon + 1 < octets.count - 1, octets[colon + 1] == .space
        else { return nil }
        return (
            String(decoding: octets[..<colon], as: UTF8.self),
            String(decoding: octets[(colon + 2)..<(octets.count - 1)], as: UTF8.self), next
        )
    }
}
