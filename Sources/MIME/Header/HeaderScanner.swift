/// Walks the fields of one header block and finds where the body begins.
///
/// Each octet is looked at once, however the lines are folded.
struct HeaderScanner {
    private let octets: [UInt8]
    private let end: Int
    private let lineEnd: UInt8
    private let isDelimiter: (Int) -> Bool
    private let start: Int
    private var position: Int
    private(set) var defects: Set<Defect> = []

    /// Where the body begins; final when ``next()`` has returned nil.
    private(set) var bodyStart: Int
    /// Where the header ends, without the empty line.
    private(set) var headerEnd: Int

    /// `isDelimiter` says whether the line at a place is a boundary that ends the header early.
    init(
        _ octets: [UInt8], in range: Range<Int>, lineEnd: UInt8 = .lineFeed,
        isDelimiter: @escaping (Int) -> Bool = { _ in false }
    ) {
        self.octets = octets
        end = range.upperBound
        self.lineEnd = lineEnd
        self.isDelimiter = isDelimiter
        start = range.lowerBound
        position = range.lowerBound
        bodyStart = range.lowerBound
        headerEnd = range.lowerBound
        if start == 0 { skipForeignLines() }
    }

    /// The next field; nil at the end of the header.
    mutating func next() -> HeaderField? {
        let lineStart = position
        if lineStart < end {
            let first = octets[lineStart]
            if first == .lineFeed || (first == .carriageReturn && isLineEnd(at: lineStart)) {
                return finish(at: lineStart, body: afterLine(lineStart))
            }
            if first == UInt8(ascii: "-"), isDelimiter(lineStart) {
                return finish(at: lineStart, body: lineStart)
            }
            guard lineStart - start < Limits.headerBlockOctets else {
                defects.insert(.headerTooLong)
                return finish(at: lineStart, body: lineStart)
            }
            guard let colon = colon(ofFieldAt: lineStart) ?? colon(ofOddFieldAt: lineStart) else {
                defects.insert(lineStart == start ? .noHeader : .missingBlankLine)
                return finish(at: lineStart, body: lineStart)
            }
            return field(from: lineStart, colon: colon)
        }
        return finish(at: end, body: end)
    }

    private mutating func finish(at headerEnd: Int, body: Int) -> HeaderField? {
        self.headerEnd = headerEnd
        bodyStart = body
        position = end
        return nil
    }

    /// The field whose first line begins at `lineStart`, with all its folds.
    private mutating func field(from lineStart: Int, colon: Int) -> HeaderField {
        var next = afterLine(colon)
        while next < end, octets[next].isBlank {
            next = afterLine(next)
        }
        position = next
        let name = lineStart..<nameEnd(before: colon, from: lineStart)
        var bodyEnd = withoutLineEnd(next, from: colon + 1)
        if bodyEnd - lineStart > Limits.keptFieldOctets {
            bodyEnd = max(colon + 1, lineStart + Limits.keptFieldOctets)
            defects.insert(.fieldTooLong)
        }
        var bodyStart = colon + 1
        while bodyStart < bodyEnd, octets[bodyStart].isBlank { bodyStart += 1 }
        return HeaderField(
            name: name, body: bodyStart..<bodyEnd, known: HeaderName(octets, in: name))
    }

    /// Where the colon of a field stands; nil when the line is no field (RFC 5322 §3.6.8).
    private func colon(ofFieldAt lineStart: Int) -> Int? {
        var index = lineStart
        while index < end, (0x21...0x7E).contains(octets[index]) || octets[index] >= 0x80 {
            if octets[index] == UInt8(ascii: ":") { return index > lineStart ? index : nil }
            index += 1
        }
        // RFC 5322 §4.5: blanks before the colon were once allowed.
        while index < end, octets[index].isBlank { index += 1 }
        guard index < end, index > lineStart, octets[index] == UInt8(ascii: ":") else { return nil }
        return index
    }

    /// The colon of a line whose name is none, in the middle of a header that goes on below it.
    private func colon(ofOddFieldAt lineStart: Int) -> Int? {
        let next = afterLine(lineStart)
        guard lineStart > start, next < end,
            octets[next].isBlank || colon(ofFieldAt: next) != nil
        else { return nil }
        return octets.firstIndex(of: UInt8(ascii: ":"), in: lineStart..<next)
    }

    private func nameEnd(before colon: Int, from lineStart: Int) -> Int {
        var nameEnd = colon
        while nameEnd > lineStart, octets[nameEnd - 1].isBlank { nameEnd -= 1 }
        return nameEnd
    }

    private func isLineEnd(at index: Int) -> Bool {
        lineEnd == .carriageReturn || index + 1 == end || octets[index + 1] == .lineFeed
    }

    private func afterLine(_ index: Int) -> Int {
        octets.firstIndex(of: lineEnd, in: index..<end).map { $0 + 1 } ?? end
    }

    private func withoutLineEnd(_ index: Int, from lowest: Int) -> Int {
        var index = index
        if index > lowest, octets[index - 1] == .lineFeed { index -= 1 }
        if index > lowest, octets[index - 1] == .carriageReturn { index -= 1 }
        return index
    }

    /// Leaves out what tools put before the header: the separator of an mbox file ("From …"),
    /// lines of blanks.
    private mutating func skipForeignLines() {
        while position < end, isForeign(position) { position = afterLine(position) }
        bodyStart = position
    }

    private func isForeign(_ lineStart: Int) -> Bool {
        if octets[lineStart].isBlank {
            return octets[lineStart..<afterLine(lineStart)].allSatisfy(\.isHeaderSpace)
        }
        return octets.hasPrefix(HeaderScanner.separator, at: lineStart)
            && colon(ofFieldAt: lineStart) == nil
    }

    private static let separator = Array("From ".utf8)
}
