import TOMLKit

/// A TOML value as plain data.
enum TOMLNode: Hashable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([TOMLNode])
    case table([String: TOMLNode])
    /// A kind no setting has: a date, a time, a fraction.
    case other(String)

    init(_ value: any TOMLValueConvertible) {
        switch value.type {
        case .string: self = value.string.map(TOMLNode.text) ?? .other("text")
        case .int: self = value.int.map(TOMLNode.number) ?? .other("a number")
        case .bool: self = value.bool.map(TOMLNode.flag) ?? .other("true or false")
        case .array: self = .list(value.array?.map { TOMLNode($0) } ?? [])
        case .table: self = value.table.map { TOMLNode($0) } ?? .table([:])
        case .double: self = .other("a number with a fraction")
        case .date, .time, .dateTime: self = .other("a date or time")
        }
    }

    init(_ table: TOMLTable) {
        var entries: [String: TOMLNode] = [:]
        for key in table.keys {
            entries[key] = table[key].map { TOMLNode($0) }
        }
        self = .table(entries)
    }

    var entries: [String: TOMLNode] {
        if case .table(let entries) = self { entries } else { [:] }
    }

    /// The value for a message; without its content where that may be a secret.
    func described(isSecret: Bool) -> String {
        switch self {
        case .text(let text): isSecret ? "a text" : "the text \"\(text)\""
        case .number(let number): isSecret ? "a number" : "the number \(number)"
        case .flag(let flag): isSecret ? "true or false" : "\(flag)"
        case .list: "a list"
        case .table: "a table"
        case .other(let kind): kind
        }
    }
}
