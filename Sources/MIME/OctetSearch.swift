import Glibc

extension [UInt8] {
    /// Where `octet` first stands in `range`; a whole line costs one call of `memchr`.
    func firstIndex(of octet: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        guard !range.isEmpty else { return nil }
        return withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = memchr(base + range.lowerBound, Int32(octet), range.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Where the line after the one that `index` is in begins; the end of `range` when it is the
    /// last one.
    func afterLine(_ index: Int, in range: Range<Int>, lineEnd: UInt8) -> Int {
        firstIndex(of: lineEnd, in: index..<range.upperBound).map { $0 + 1 } ?? range.upperBound
    }

    /// Where a short `word` first stands in `range`.
    func firstRange(of word: [UInt8], in range: Range<Int>) -> Range<Int>? {
        guard let first = word.first else { return nil }
        var index = range.lowerBound
        while let found = firstIndex(of: first, in: index..<range.upperBound) {
            let end = found + word.count
            if end <= range.upperBound, hasPrefix(word, at: found) { return found..<end }
            index = found + 1
        }
        return nil
    }

    /// Whether the octets from `index` on are `other`.
    func hasPrefix(_ other: [UInt8], at index: Int) -> Bool {
        guard index >= 0, other.count <= count - index else { return false }
        return withUnsafeBytes { buffer in
            other.withUnsafeBytes { prefix in
                guard let base = buffer.baseAddress, let start = prefix.baseAddress else {
                    return true
                }
                return memcmp(base + index, start, prefix.count) == 0
            }
        }
    }
}

extension UInt8 {
    static let tab: UInt8 = 9
    static let lineFeed: UInt8 = 10
    static let carriageReturn: UInt8 = 13
    static let space: UInt8 = 32

    /// Blank, tab, CR or LF: what separates words of a header field, folded or not.
    var isHeaderSpace: Bool {
        self == .space || self == .tab || self == .carriageReturn || self == .lineFeed
    }

    var isBlank: Bool { self == .space || self == .tab }

    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// ASCII lower case; everything else stays.
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension Collection<UInt8> {
    /// The octets as ASCII in lower case, for names compared without regard to case.
    var lowercasedText: String {
        String(decoding: map(\.lowercased), as: UTF8.self)
    }

    func isEqualIgnoringCase(to lowercased: some Collection<UInt8>) -> Bool {
        count == lowercased.count && zip(self, lowercased).allSatisfy { $0.lowercased == $1 }
    }
}

extension ArraySlice<UInt8> {
    /// Without white space at both ends.
    var trimmed: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first.isHeaderSpace { slice.removeFirst() }
        while let last = slice.last, last.isHeaderSpace { slice.removeLast() }
        return slice
    }
}

extension UnsafeRawBufferPointer {
    /// The index after the next LF; nil where there is none.
    func afterLineFeed(from index: Int) -> Int? {
        guard index < count, let base = baseAddress,
            let found = memchr(base + index, Int32(UInt8.lineFeed), count - index)
        else { return nil }
        return UnsafeRawPointer(found) - base + 1
    }
}
