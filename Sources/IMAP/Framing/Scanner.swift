/// A response was not what its beginning promised.
struct Unreadable: Error {}

/// Reads the words of one response, in order, and never beyond its end.
///
/// The only place that touches memory without the language's own check: every access is behind a
/// comparison with the end.
struct Scanner {
    private let octets: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private let end: Int
    var quirks = QuirkSet()

    init(_ octets: UnsafeBufferPointer<UInt8>) {
        self.octets = octets
        end = octets.count
    }

    /// A scanner for a part of the same response.
    init(_ other: Scanner, range: Range<Int>) {
        octets = other.octets
        position = range.lowerBound
        end = min(range.upperBound, other.end)
        quirks = other.quirks
    }

    @inline(__always) var isAtEnd: Bool { position >= end }

    @inline(__always) var peek: UInt8? {
        position < end ? octets[position] : nil
    }

    var rest: Range<Int> { position..<max(position, end) }

    mutating func move(to position: Int) {
        self.position = position
    }

    // MARK: Single octets

    @inline(__always) mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < end, octets[position] == UInt8(truncatingIfNeeded: character.value)
        else { return false }
        position += 1
        return true
    }

    @inline(__always) mutating func expect(_ character: Unicode.Scalar) throws(Unreadable) {
        guard take(character) else { throw Unreadable() }
    }

    /// One space or, as some servers write, several.
    @inline(__always) mutating func expectSpace() throws(Unreadable) {
        guard skipSpaces() else { throw Unreadable() }
    }

    @discardableResult
    mutating func skipSpaces() -> Bool {
        guard take(" ") else { return false }
        while take(" ") {
            quirks.note(isAtEnd ? .trailingSpace : .doubleSpace)
        }
        return true
    }

    /// The end of the response, with the blanks some servers put before it.
    mutating func expectEnd() throws(Unreadable) {
        if skipSpaces() { quirks.note(.trailingSpace) }
        guard isAtEnd else { throw Unreadable() }
    }

    // MARK: Words

    /// Octets up to one that ends a word in any grammar; may be empty.
    @inline(__always) mutating func word() -> Range<Int> {
        let from = position
        while position < end {
            switch octets[position] {
            case 0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "\""), 10, 13:
                return from..<position
            default:
                position += 1
            }
        }
        return from..<position
    }

    /// Octets up to a blank or parenthesis: an atom as generous as servers are with it.
    mutating func looseWord() -> Range<Int> {
        let from = position
        while position < end, octets[position] > 0x20, octets[position] != UInt8(ascii: "("),
            octets[position] != UInt8(ascii: ")")
        {
            position += 1
        }
        return from..<position
    }

    func bytes(_ range: Range<Int>) -> [UInt8] {
        Array(UnsafeBufferPointer(rebasing: octets[range]))
    }

    func slice(_ range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> {
        octets[range]
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: octets[range]), as: UTF8.self)
    }

    /// Whether the octets are that word, in upper case or not; `word` is given in upper case.
    @inline(__always) func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount {
            var byte = octets[range.lowerBound + index]
            if byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") { byte -= 32 }
            if byte != word.utf8Start[index] { return false }
        }
        return true
    }

    /// Takes the word if it comes next and ends there.
    mutating func takeWord(_ expected: StaticString) -> Bool {
        let mark = position
        if equals(word(), expected) { return true }
        position = mark
        return false
    }

    mutating func takeNil() -> Bool {
        guard position < end, octets[position] | 0x20 == UInt8(ascii: "n") else { return false }
        return takeWord("NIL")
    }

    // MARK: Numbers

    /// Digits only; nil where there are none or too many.
    @inline(__always) mutating func digits() -> UInt64? {
        let from = position
        var value: UInt64 = 0
        while position < end {
            let digit = octets[position] &- 48
            guard digit < 10 else { break }
            let (product, tooGreat) = value.multipliedReportingOverflow(by: 10)
            let (sum, over) = product.addingReportingOverflow(UInt64(digit))
            if tooGreat || over { return nil }
            value = sum
            position += 1
        }
        return position > from ? value : nil
    }

    /// A number where servers may write nonsense; nil where it says nothing.
    mutating func number() throws(Unreadable) -> UInt64? {
        if take("-") {
            guard digits() != nil else { throw Unreadable() }
            quirks.note(.negativeNumber)
            return nil
        }
        if takeNil() {
            quirks.note(.nilForValue)
            return nil
        }
        guard let value = digits() else { throw Unreadable() }
        guard peek == UInt8(ascii: ".") || peek == UInt8(ascii: "e") else { return value }
        _ = looseWord()
        quirks.note(.fractionalNumber)
        return nil
    }

    /// Runs of UIDs, such as `1:3,7`, or nil.
    ///
    /// Zero and `*` name no message.
    mutating func runs() -> [UIDSet.Run]? {
        var runs: [UIDSet.Run] = []
        repeat {
            guard let first = uid() else { return nil }
            guard take(":") else {
                runs.append(UIDSet.Run(first, first))
                continue
            }
            guard let last = uid() else { return nil }
            runs.append(UIDSet.Run(first, last))
        } while take(",")
        return runs
    }

    mutating func uid() -> UID? {
        digits().flatMap { UInt32(exactly: $0) }.flatMap(UID.init)
    }

    // MARK: Strings

    /// Where the octets of a string are.
    enum Text {
        case plain(Range<Int>)
        /// Quoted, with `\` before some octets.
        case escaped(Range<Int>)
        /// It was streamed and is not here.
        case streamed(Int)
    }

    /// A quoted string or a literal; nil where something else comes.
    mutating func string() throws(Unreadable) -> Text? {
        switch peek {
        case UInt8(ascii: "\""): return try quoted()
        case UInt8(ascii: "{"): return try literal()
        case UInt8(ascii: "~")
        where position + 1 < end && octets[position + 1] == UInt8(ascii: "{"):
            position += 1
            return try literal()
        default: return nil
        }
    }

    private mutating func quoted() throws(Unreadable) -> Text {
        position += 1
        let from = position
        var isEscaped = false
        var all: UInt8 = 0
        while position < end {
            let byte = octets[position]
            if byte == UInt8(ascii: "\"") {
                let range = from..<position
                position += 1
                if all > 127 { quirks.note(.eightBitInQuoted) }
                return isEscaped ? .escaped(range) : .plain(range)
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                position += 1
            }
            all |= byte
            position += 1
        }
        throw Unreadable()
    }

    private mutating func literal() throws(Unreadable) -> Text {
        try expect("{")
        guard let size = digits().flatMap({ Int(exactly: $0) }) else { throw Unreadable() }
        if !take("+") { _ = take("-") }
        try expect("}")
        _ = take("\r")
        try expect("\n")
        if size > Limits.inlineLiteral { return .streamed(size) }
        guard size <= end - position else { throw Unreadable() }
        let range = position..<(position + size)
        position += size
        return .plain(range)
    }

    func bytes(_ text: Text) throws(Unreadable) -> [UInt8] {
        switch text {
        case .plain(let range): return bytes(range)
        case .escaped(let range):
            var output: [UInt8] = []
            output.reserveCapacity(range.count)
            var isEscaped = false
            for byte in slice(range) {
                if byte == UInt8(ascii: "\\"), !isEscaped {
                    isEscaped = true
                } else {
                    output.append(byte)
                    isEscaped = false
                }
            }
            return output
        case .streamed: throw Unreadable()
        }
    }

    /// A string, an atom where servers forget the quotes, or nil for `NIL`.
    mutating func nullableString() throws(Unreadable) -> [UInt8]? {
        if let text = try string() { return try bytes(text) }
        if takeNil() { return nil }
        let word = looseWord()
        guard !word.isEmpty else { throw Unreadable() }
        quirks.note(.atomForString)
        return bytes(word)
    }

    // MARK: Values that are not looked at

    /// Passes over one value of any kind: word, string, literal or parenthesised list.
    mutating func skipValue() throws(Unreadable) {
        var depth = 0
        repeat {
            guard let byte = peek else { throw Unreadable() }
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                position += 1
            case UInt8(ascii: ")"):
                guard depth > 0 else { throw Unreadable() }
                depth -= 1
                position += 1
            case UInt8(ascii: "\""), UInt8(ascii: "{"):
                _ = try string()
            case UInt8(ascii: "["), UInt8(ascii: "]"), 0x20, 13, 10:
                guard depth > 0 else { throw Unreadable() }
                position += 1
            default:
                guard !word().isEmpty else { throw Unreadable() }
            }
        } while depth > 0
    }
}
