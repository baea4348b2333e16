/// The number of a part in its message, such as `1.2` (RFC 9051 §6.4.5.1).
public struct PartNumber: Hashable, Sendable {
    public let path: [Int]

    /// Nil for an empty path, a number below one, or one deeper than any honest message.
    public init?(_ path: [Int]) {
        guard !path.isEmpty, path.count <= Limits.partDepth, path.allSatisfy({ $0 > 0 }) else {
            return nil
        }
        self.path = path
    }

    /// From text such as `1.2`.
    public init?(text: String) {
        var path: [Int] = []
        for word in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = Int(word) else { return nil }
            path.append(number)
        }
        self.init(path)
    }
}

extension PartNumber: CustomStringConvertible {
    public var description: String { path.map(String.init).joined(separator: ".") }
}

/// What of a message is fetched (RFC 9051 §6.4.5.1).
public enum Section: Hashable, Sendable {
    /// The raw message.
    case message
    case header
    /// The header fields a list shows and threads are made of.
    case headerFields
    case text
    /// The body of a part, still encoded.
    case part(PartNumber)
    /// The MIME header of a part.
    case mime(PartNumber)
    /// The header of an attached message.
    case partHeader(PartNumber)
    /// The text of an attached message.
    case partText(PartNumber)

    /// What stands between the brackets.
    var encoded: String {
        switch self {
        case .message: ""
        case .header: "HEADER"
        case .headerFields: "HEADER.FIELDS (\(Section.listFields))"
        case .text: "TEXT"
        case .part(let number): "\(number)"
        case .mime(let number): "\(number).MIME"
        case .partHeader(let number): "\(number).HEADER"
        case .partText(let number): "\(number).TEXT"
        }
    }

    /// A literal of header fields survives servers whose ENVELOPE is broken, and it has
    /// References, which ENVELOPE lacks.
    private static let listFields =
        "DATE FROM SENDER REPLY-TO TO CC BCC SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES LIST-ID "
        + "CONTENT-TYPE"
}
