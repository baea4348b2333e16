/// An address field cut into what ENVELOPE shows of it (RFC 3501 §7.4.2).
struct AddressField: Sendable {
    enum Item: Sendable, Equatable {
        case address(name: [UInt8]?, local: [UInt8], domain: [UInt8])
        case groupStart(name: [UInt8])
        case groupEnd
    }

    private(set) var items: [Item] = []

    init(_ field: [UInt8]) {
        var text: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        var inBrackets = false
        for byte in field {
            let isPlain = !isQuoted && !inBrackets
            if isPlain, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
                add(text)
                text = []
                if byte == UInt8(ascii: ";") { items.append(.groupEnd) }
                continue
            }
            if isPlain, byte == UInt8(ascii: ":") {
                items.append(.groupStart(name: ParameterList.unquoted(text[...].trimmed)))
                text = []
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            if !isQuoted, byte == UInt8(ascii: "<") { inBrackets = true }
            if !isQuoted, byte == UInt8(ascii: ">") { inBrackets = false }
            isEscaped = isQuoted && !isEscaped && byte == UInt8(ascii: "\\")
            text.append(byte)
        }
        add(text)
    }

    private mutating func add(_ text: [UInt8]) {
        let text = text[...].trimmed
        guard !text.isEmpty else { return }
        guard let open = text.lastIndex(of: UInt8(ascii: "<")) else {
            append(name: nil, address: text)
            return
        }
        let close = text[open...].firstIndex(of: UInt8(ascii: ">")) ?? text.endIndex
        let name = ParameterList.unquoted(text[..<open].trimmed)
        append(name: name.isEmpty ? nil : name, address: text[(open + 1)..<close])
    }

    private mutating func append(name: [UInt8]?, address: ArraySlice<UInt8>) {
        guard let at = address.lastIndex(of: UInt8(ascii: "@")) else {
            items.append(.address(name: name, local: Array(address), domain: []))
            return
        }
        items.append(
            .address(
                name: name, local: Array(address[..<at]), domain: Array(address[(at + 1)...])))
    }
}
