/// A value with parameters: Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183).
struct ParameterList: Sendable {
    let value: String
    /// In the order they stand; names as written.
    let parameters: [(name: String, value: [UInt8])]

    init(_ field: [UInt8]) {
        var pieces = ParameterList.pieces(of: field).makeIterator()
        value = String(decoding: (pieces.next() ?? [])[...].trimmed, as: UTF8.self)
        var parameters: [(name: String, value: [UInt8])] = []
        while let piece = pieces.next() {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: piece[..<equals].trimmed, as: UTF8.self)
            parameters.append((name, ParameterList.unquoted(piece[(equals + 1)...].trimmed)))
        }
        self.parameters = parameters
    }

    subscript(name: String) -> [UInt8]? {
        parameters.first { $0.name.lowercased() == name }?.value
    }

    /// Splits at semicolons outside quotes.
    private static func pieces(of field: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in field {
            if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append([])
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && !isEscaped && byte == UInt8(ascii: "\\")
            pieces[pieces.count - 1].append(byte)
        }
        return pieces
    }

    static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"")
        else { return Array(text) }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in text.dropFirst().dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                result.append(byte)
                isEscaped = false
            }
        }
        return result
    }
}
