import Mail

/// A response being written.
struct ResponseText: Sendable {
    private(set) var bytes: [UInt8] = []

    init(_ text: String = "") {
        append(text)
    }

    mutating func append(_ text: String) {
        bytes += text.utf8
    }

    mutating func append(_ other: ResponseText) {
        bytes += other.bytes
    }

    mutating func endLine() {
        bytes += [13, 10]
    }

    /// A string or NIL: quoted where that is possible, else a literal.
    mutating func append(string: (some Collection<UInt8>)?) {
        guard let string else {
            append("NIL")
            return
        }
        guard string.count <= 1_000, string.allSatisfy({ $0 >= 32 && $0 < 127 }) else {
            append(literal: string)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in string {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
            }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func append(literal: some Collection<UInt8>) {
        append("{\(literal.count)}\r\n")
        bytes += literal
    }

    mutating func append(name: String) {
        append(string: Array(name.utf8))
    }
}

/// How flags are written (RFC 3501 §2.3.2).
enum FlagText {
    private static let system: [(name: String, flag: Flags)] = [
        ("\\Seen", .seen), ("\\Answered", .answered), ("\\Flagged", .flagged),
        ("\\Deleted", .deleted), ("\\Draft", .draft),
    ]

    static func write(_ flags: Flags, _ keywords: Set<Keyword>) -> String {
        let names = system.filter { flags.contains($0.flag) }.map(\.name)
        return "(" + (names + keywords.sorted().map(\.name)).joined(separator: " ") + ")"
    }

    static func systemFlag(_ name: String) -> Flags? {
        system.first { $0.name.lowercased() == name.lowercased() }?.flag
    }
}
