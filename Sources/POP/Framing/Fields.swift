/// Reads a line word by word; words are parted by blanks or tabs.
struct Fields {
    private var line: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) {
        self.line = line
    }

    /// The next word; nil at the end of the line.
    mutating func next() -> ArraySlice<UInt8>? {
        line = line.drop(while: Fields.isBlank)
        guard !line.isEmpty else { return nil }
        let word = line.prefix { !Fields.isBlank($0) }
        line = line[word.endIndex...]
        return word
    }

    /// What is left, without blanks around it.
    var rest: ArraySlice<UInt8> {
        var rest = line.drop(while: Fields.isBlank)
        while let last = rest.last, Fields.isBlank(last) { rest.removeLast() }
        return rest
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}

/// Numbers as POP writes them: digits only.
enum Digits {
    /// Nil when empty, when anything but a digit is there, or when it overflows.
    static func value(of digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(byte) - 0x30)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}
