import Foundation

typealias JSONObject = [String: JSONValue]

/// A value of a row, whatever it is.
enum JSONValue: Decodable, Hashable, Sendable {
    case none
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONValue])
    case object(JSONObject)

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .none
        } else if let flag = try Attempt.value({ try box.decode(Bool.self) }) {
            self = .flag(flag)
        } else if let number = try Attempt.value({ try box.decode(Int.self) }) {
            self = .number(number)
        } else if let text = try Attempt.value({ try box.decode(String.self) }) {
            self = .text(text)
        } else if let list = try Attempt.value({ try box.decode([JSONValue].self) }) {
            self = .list(list)
        } else {
            self = .object(try box.decode(JSONObject.self))
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var texts: [String] { (list ?? []).compactMap(\.text) }
}

/// Trying one kind of value after the other.
private enum Attempt {
    /// Nil when the value is of another kind.
    static func value<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch is DecodingError {
            return nil
        }
    }
}
