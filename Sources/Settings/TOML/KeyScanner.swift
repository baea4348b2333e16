/// Walks through a TOML text and gives the path and place of every key it finds.
///
/// It knows as much of the grammar as that takes: headers, dotted and quoted keys, strings of all
/// four kinds, arrays, inline tables, comments (TOML 1.0.0).
struct KeyScanner {
    /// One key where it is written.
    struct Key: Hashable {
        var path: [String]
        var position: TextPosition
        /// Where its value begins; nil for the header of a table.
        var value: TextPosition?

        var isHeader: Bool { value == nil }
    }

    /// What must not reach the TOML library.
    struct Stray: Hashable {
        enum Kind: Hashable {
            /// A header whose name begins with what cannot begin one.
            case name
            /// The same of a value in a list.
            case value
            /// More levels than any setting has.
            case depth
        }

        var kind: Kind
        var position: TextPosition
        /// Octets before the header or pair it stands in.
        var statement: Int
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var found: [Key] = []
    /// Tables so far in each list of tables.
    private var items: [[String]: Int] = [:]
    /// Lists and inline tables around the place.
    private var depth = 0
    /// Where the header or pair under way begins, in octets.
    private var statement = 0
    private(set) var stray: Stray?

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func keys() -> [Key] {
        var table: [String] = []
        while let byte = current {
            statement = index
            switch byte {
            case UInt8(ascii: "#"): skipComment()
            case UInt8(ascii: "["): table = readHeader()
            case let byte where KeyScanner.isBlank(byte): advance()
            default: readPair(in: table)
            }
        }
        return found
    }

    private mutating func readHeader() -> [String] {
        advance()
        let isItem = current == UInt8(ascii: "[")
        if isItem { advance() }
        skipBlanks()
        let start = position
        if let byte = current, !KeyScanner.mayFollowBracket(byte) { noteStray(.name) }
        var path = readDottedKey()
        if isItem {
            found.append(Key(path: path, position: start, value: nil))
            path.append(KeyPlaces.item(items[path, default: 0]))
            items[Array(path.dropLast()), default: 0] += 1
        }
        found.append(Key(path: path, position: start, value: nil))
        while current != nil, current != 10 { advance() }
        return path
    }

    private mutating func readPair(in table: [String]) {
        let start = position
        let path = table + readDottedKey()
        skipBlanks()
        guard current == UInt8(ascii: "=") else { return advance() }
        advance()
        skipBlanks()
        found.append(Key(path: path, position: start, value: position))
        skipValue(of: path)
    }

    private mutating func readDottedKey() -> [String] {
        var path = [readKeyPart()]
        skipBlanks()
        while current == UInt8(ascii: ".") {
            advance()
            skipBlanks()
            path.append(readKeyPart())
            skipBlanks()
            if path.count == Limits.nesting + 1 { noteStray(.depth) }
        }
        return path
    }

    private mutating func readKeyPart() -> String {
        switch current {
        case UInt8(ascii: "\"")?, UInt8(ascii: "'")?:
            return QuotedKey.text(of: skipString())
        default:
            let start = index
            while let byte = current, KeyScanner.isBare(byte) { advance() }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
    }

    private mutating func skipValue(of path: [String]) {
        switch current {
        case UInt8(ascii: "\"")?, UInt8(ascii: "'")?: _ = skipString()
        case UInt8(ascii: "[")?:
            skipItems(until: UInt8(ascii: "]")) { scanner in
                if let byte = scanner.current, !KeyScanner.mayBeginItem(byte) {
                    scanner.noteStray(.value)
                }
                scanner.skipValue(of: path)
            }
        case UInt8(ascii: "{")?: skipItems(until: UInt8(ascii: "}")) { $0.readPair(in: path) }
        default:
            while let byte = current, !KeyScanner.endsValue(byte) { advance() }
        }
    }

    private mutating func skipItems(until end: UInt8, _ item: (inout KeyScanner) -> Void) {
        guard depth < Limits.nesting else {
            noteStray(.depth)
            index = bytes.count
            return
        }
        depth += 1
        defer { depth -= 1 }
        advance()
        while let byte = current, byte != end {
            let before = index
            if byte == UInt8(ascii: "#") {
                skipComment()
            } else if byte == UInt8(ascii: ",") || KeyScanner.isBlank(byte) {
                advance()
            } else {
                item(&self)
            }
            if index == before { advance() }
        }
        advance()
    }

    /// Moves behind a string and gives it with its quotes.
    private mutating func skipString() -> ArraySlice<UInt8> {
        let start = index
        guard let quote = current else { return [] }
        let isLong = bytes[index...].starts(with: [quote, quote, quote])
        let length = isLong ? 3 : 1
        let mark = [UInt8](repeating: quote, count: length)
        for _ in 0..<length { advance() }
        while let byte = current, !bytes[index...].starts(with: mark) {
            if byte == 10, !isLong { return bytes[start..<index] }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
            advance()
        }
        // A long string may end with one or two quotes of its own before the three.
        while isLong, bytes[index...].starts(with: mark + [quote]) { advance() }
        for _ in 0..<length { advance() }
        return bytes[start..<index]
    }

    private mutating func noteStray(_ kind: Stray.Kind) {
        guard stray == nil else { return }
        stray = Stray(kind: kind, position: position, statement: statement)
    }

    private mutating func skipComment() {
        while current != nil, current != 10 { advance() }
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x09 { advance() }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var position: TextPosition {
        let before = bytes[lineStart..<index].count { $0 & 0xC0 != 0x80 }
        return TextPosition(line: line, column: before + 1)
    }

    private mutating func advance() {
        guard let byte = current else { return }
        index += 1
        if byte == 10 {
            line += 1
            lineStart = index
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// A name, a quoted name, or the end of an empty header.
    private static func mayFollowBracket(_ byte: UInt8) -> Bool {
        isBare(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            || byte == UInt8(ascii: "]")
    }

    /// No value begins with a closing brace or outside ASCII.
    private static func mayBeginItem(_ byte: UInt8) -> Bool {
        byte != UInt8(ascii: "}") && byte < 0x80
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        byte == 10 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "#")
    }
}

/// A key between quotes.
private enum QuotedKey {
    /// What it means, escapes of basic strings resolved (TOML 1.0.0, String).
    static func text(of quoted: ArraySlice<UInt8>) -> String {
        let inner = quoted.dropFirst().dropLast()
        guard quoted.first == UInt8(ascii: "\"") else {
            return String(decoding: inner, as: UTF8.self)
        }
        var scalars = String.UnicodeScalarView()
        var rest = String(decoding: inner, as: UTF8.self).unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let letter = rest.popFirst() else {
                scalars.append(scalar)
                continue
            }
            scalars.append(resolve(letter, &rest))
        }
        return String(scalars)
    }

    private static func resolve(
        _ letter: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
    ) -> Unicode.Scalar {
        switch letter {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u", "U":
            let digits = String(rest.prefix(letter == "u" ? 4 : 8))
            rest = rest.dropFirst(digits.unicodeScalars.count)
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        default: return letter
        }
    }
}
