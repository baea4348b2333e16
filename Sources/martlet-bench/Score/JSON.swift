import Foundation

/// A JSON value as it was read; a member that is missing and one that is null are different.
enum JSON: Sendable {
    case null
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(parsing octets: [UInt8]) throws {
        self.init(try JSONSerialization.jsonObject(with: Data(octets), options: .fragmentsAllowed))
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let number as NSNumber: self = .number(number.doubleValue)
        case let values as [Any]: self = .array(values.map(JSON.init))
        case let members as [String: Any]: self = .object(members.mapValues(JSON.init))
        default: self = .null
        }
    }

    subscript(name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var integer: Int? {
        if case .number(let number) = self { Int(exactly: number) } else { nil }
    }

    /// The elements; none where this is no array.
    var elements: [JSON] {
        if case .array(let values) = self { values } else { [] }
    }

    /// The members sorted by name; none where this is no object.
    var members: [(name: String, value: JSON)] {
        guard case .object(let members) = self else { return [] }
        return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension JSON {
    /// For people: harmless on a terminal, and cut where it is long.
    var summary: String {
        let text =
            switch self {
            case .null: "null"
            case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
            case .string(let text): JSON.quoted(text)
            case .array(let values): "[\(values.map(\.summary).joined(separator: ", "))]"
            case .object:
                "{\(members.map { "\($0.name): \($0.value.summary)" }.joined(separator: ", "))}"
            }
        return text.count > 300 ? text.prefix(300) + "…" : text
    }

    /// The text with everything escaped that is not printable ASCII.
    static func quoted(_ text: String) -> String {
        let pieces = text.unicodeScalars.prefix(300).map { $0.escaped }
        return "\"\(pieces.joined())\""
    }
}
