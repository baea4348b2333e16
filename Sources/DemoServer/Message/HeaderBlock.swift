/// The header of a message or part, cut into its fields; bodies are left as they are.
///
/// The server reads mail with a few strict functions of its own, so that a flaw in the client's
/// parser and one in the server's cannot agree with each other.
struct HeaderBlock: Sendable {
    struct Field: Sendable {
        let name: String
        /// The whole field with its name, folds and end.
        let octets: ArraySlice<UInt8>
        /// What follows the colon, unfolded, without spaces around it.
        let value: [UInt8]
    }

    let fields: [Field]

    init(_ octets: ArraySlice<UInt8>) {
        var fields: [Field] = []
        var start = octets.startIndex
        while start < octets.endIndex {
            var end = octets.endOfLine(from: start)
            while end < octets.endIndex, octets[end].isBlank { end = octets.endOfLine(from: end) }
            let field = octets[start..<end]
            if let colon = field.firstIndex(of: UInt8(ascii: ":")) {
                fields.append(
                    Field(
                        name: String(decoding: field[..<colon], as: UTF8.self).trimmed,
                        octets: field, value: Array(field[(colon + 1)...].unfolded)))
            }
            start = end
        }
        self.fields = fields
    }

    /// The value of the first field of that name.
    subscript(name: String) -> [UInt8]? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The fields of those names, or all others, followed by the blank line (RFC 3501 §6.4.5).
    func octets(of names: [String], inverted: Bool) -> [UInt8] {
        let wanted = Set(names.map { $0.lowercased() })
        let chosen = fields.filter { wanted.contains($0.name.lowercased()) != inverted }
        return chosen.flatMap(\.octets) + [13, 10]
    }
}

extension ArraySlice<UInt8> {
    /// The place after the LF that ends the line around `index`.
    func endOfLine(from index: Int) -> Int {
        self[index...].firstIndex(of: 10).map { $0 + 1 } ?? endIndex
    }

    fileprivate var unfolded: ArraySlice<UInt8> {
        filter { $0 != 13 && $0 != 10 }[...].trimmed
    }

    var trimmed: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first.isBlank { slice.removeFirst() }
        while let last = slice.last, last.isBlank || last == 13 || last == 10 { slice.removeLast() }
        return slice
    }
}

extension UInt8 {
    var isBlank: Bool { self == 32 || self == 9 }
}

extension String {
    fileprivate var trimmed: String {
        String(decoding: Array(utf8)[...].trimmed, as: UTF8.self)
    }
}
