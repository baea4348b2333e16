/// A JSON text in the making; members keep the order they were given in.
enum JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(nilLiteral: ()) { self = .null }

    init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    init(_ values: [String]) { self = .array(values.map { .string($0) }) }

    /// One line, without a line end.
    var text: String {
        var output: [UInt8] = []
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .number(let value): output += (value.isFinite ? String(value) : "null").utf8
        case .string(let value): JSONValue.write(value, to: &output)
        case .array(let values):
            output += "[".utf8
            for (index, value) in values.enumerated() {
                if index > 0 { output += ", ".utf8 }
                value.write(to: &output)
            }
            output += "]".utf8
        case .object(let members):
            output += "{".utf8
            for (index, member) in members.enumerated() {
                if index > 0 { output += ", ".utf8 }
                JSONValue.write(member.0, to: &output)
                output += ": ".utf8
                member.1.write(to: &output)
            }
            output += "}".utf8
        }
    }

    /// RFC 8259 §7; C1 controls and DEL are escaped as well, so that a terminal may show the text.
    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: output += "\\\"".utf8
            case 0x5C: output += "\\\\".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0D: output += "\\r".utf8
            case 0x09: output += "\\t".utf8
            case 0x20..<0x7F: output.append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where mustEscape(scalar):
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    output += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
                }
            default: output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Controls, and format characters: they reorder or hide what stands around them.
    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0xA0 || scalar.properties.generalCategory == .format
    }
}
