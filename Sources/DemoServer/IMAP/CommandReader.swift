import Mail

/// Why a command is not obeyed.
enum CommandFault: Error, Equatable {
    /// It was not understood, or is not allowed now.
    case bad(String)
    /// It was understood and cannot be done; the text may begin with a response code.
    case no(String)
}

/// Reads the arguments of one command, strictly by the grammar (RFC 3501 §9).
struct CommandReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index >= bytes.count }
    var peek: UInt8? { isAtEnd ? nil : bytes[index] }

    mutating func skip(_ byte: Character) -> Bool {
        guard let expected = byte.asciiValue, peek == expected else { return false }
        index += 1
        return true
    }

    mutating func expect(_ byte: Character) throws(CommandFault) {
        guard skip(byte) else { throw .bad("Expected '\(byte)' at octet \(index)") }
    }

    mutating func space() throws(CommandFault) {
        try expect(" ")
    }

    func end() throws(CommandFault) {
        guard isAtEnd else { throw .bad("Unexpected text at octet \(index)") }
    }

    /// Octets up to one of these, at least one.
    mutating func run(until stop: (UInt8) -> Bool) throws(CommandFault) -> ArraySlice<UInt8> {
        let end = bytes[index...].firstIndex(where: stop) ?? bytes.count
        guard end > index else { throw .bad("Expected a word at octet \(index)") }
        defer { index = end }
        return bytes[index..<end]
    }

    mutating func atom() throws(CommandFault) -> String {
        let specials = atomSpecials
        let octets = try run { $0 <= 32 || $0 == 127 || specials.contains($0) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// An atom in upper case, for names of commands and items.
    mutating func word() throws(CommandFault) -> String {
        try atom().uppercased()
    }

    /// Whether `word` comes next; if so it is read.
    mutating func skip(word: String) -> Bool {
        let end = index + word.utf8.count
        guard end <= bytes.count,
            String(decoding: bytes[index..<end], as: UTF8.self).uppercased() == word
        else { return false }
        index = end
        return true
    }

    mutating func number() throws(CommandFault) -> UInt64 {
        let digits = try run { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = UInt64(String(decoding: digits, as: UTF8.self)) else {
            throw .bad("Number too large")
        }
        return number
    }

    /// A UID or sequence number; never 0.
    mutating func number32() throws(CommandFault) -> UInt32 {
        guard let number = UInt32(exactly: try number()), number > 0 else {
            throw .bad("Expected a number from 1 to 4294967295")
        }
        return number
    }

    mutating func numberSet() throws(CommandFault) -> NumberSet {
        var spans: [NumberSet.Span] = []
        repeat {
            let first = try bound()
            spans.append(NumberSet.Span(first: first, last: skip(":") ? try bound() : first))
        } while skip(",")
        return NumberSet(spans: spans)
    }

    private mutating func bound() throws(CommandFault) -> NumberSet.Bound {
        skip("*") ? .last : .number(try number32())
    }

    /// An atom, a quoted string or a literal.
    mutating func astring() throws(CommandFault) -> [UInt8] {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "{") { return try string() }
        let specials = atomSpecials
        return Array(
            try run { $0 <= 32 || $0 == 127 || ($0 != UInt8(ascii: "]") && specials.contains($0)) })
    }

    mutating func mailboxName() throws(CommandFault) -> String {
        String(decoding: try astring(), as: UTF8.self)
    }

    /// A mailbox name that may hold `*` and `%`.
    mutating func pattern() throws(CommandFault) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "{") {
            return String(decoding: try string(), as: UTF8.self)
        }
        let stops = Set("(){\"\\".utf8)
        return String(decoding: try run { $0 <= 32 || stops.contains($0) }, as: UTF8.self)
    }

    mutating func string() throws(CommandFault) -> [UInt8] {
        if skip("{") {
            let count = try number()
            _ = skip("+")
            try expect("}")
            try expect("\r")
            try expect("\n")
            guard let count = Int(exactly: count), count <= bytes.count - index else {
                throw .bad("Literal is too short")
            }
            defer { index += count }
            return Array(bytes[index..<index + count])
        }
        try expect("\"")
        var text: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\"") {
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let escaped = peek else { break }
            text.append(escaped)
            index += 1
        }
        try expect("\"")
        return text
    }

    /// `( … )` with spaces between what `item` reads.
    mutating func list<Item>(
        of item: (inout CommandReader) throws(CommandFault) -> Item
    ) throws(CommandFault) -> [Item] {
        try expect("(")
        var items: [Item] = []
        if skip(")") { return items }
        repeat { items.append(try item(&self)) } while skip(" ")
        try expect(")")
        return items
    }

    /// What comes next, without reading it: for the log.
    var rest: String { String(decoding: bytes[min(index, bytes.count)...], as: UTF8.self) }

    private let atomSpecials = Set("(){%*\"\\]".utf8)
}
