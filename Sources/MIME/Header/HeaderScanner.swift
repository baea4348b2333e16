/// Walks the fields of one header block and finds where the body begins.
///
/// Each octet is looked at once, however the lines are folded.
struct HeaderScanner {
    private let octets: [UInt8]
    private let end: Int
    private let lineEnd: UInt8
    private let delimiters: Delimiters
    private let start: Int
    private var position: Int
    private(set) var defects: Set<Defect> = []

    /// Where the body begins; final when ``next()`` has returned nil.
    private(set) var bodyStart: Int
    /// Where the header ends, without the empty line.
    private(set) var headerEnd: Int

    /// A line that is one of `delimiters` ends the header early.
    ///
    /// `isMessage`: not the header of a mere part, so that what tools put before a message is
    /// passed over.
    init(
        _ octets: [UInt8], in range: Range<Int>, lineEnd: UInt8 = .lineFeed,
        delimiters: Delimiters = Delimiters(), isMessage: Bool = true
    ) {
        self.octets = octets
        end = range.upperBound
        self.lineEnd = lineEnd
        self.delimiters = delimiters
        start = range.lowerBound
        position = range.lowerBound
        bodyStart = range.lowerBound
        headerEnd = range.lowerBound
        if isMessage { skipForeignLines() }
    }

    /// The next field; nil at the end of the header.
    mutating func next() -> HeaderField? {
        while position < end {
            let lineStart = position
            let first = octets[lineStart]
            if first == .lineFeed || (first == .carriageReturn && isEmptyLine(at: lineStart)) {
                return finish(at: lineStart, body: afterLine(lineStart))
            }
            if first == UInt8(ascii: "-"), !delimiters.isEmpty,
                delimiters.match(octets, line: lineStart..<afterLine(lineStart)) != nil
            {
                return finish(at: lineStart, body: lineStart)
            }
            guard lineStart - start < Limits.headerBlockOctets else {
                defects.insert(.headerTooLong)
                return finish(at: lineStart, body: lineStart)
            }
            if let colon = colon(ofFieldAt: lineStart) ?? colon(ofOddFieldAt: lineStart) {
                return field(from: lineStart, colon: colon)
            }
            guard isStray(lineStart) else {
                defects.insert(lineStart == start ? .noHeader : .missingBlankLine)
                return finish(at: lineStart, body: lineStart)
            }
            defects.insert(.strayLine)
            position = afterLine(lineStart)
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

    /// Whether a line that is no field stands in the middle of a header: a field of mail follows.
    private func isStray(_ lineStart: Int) -> Bool {
        lineStart > start && octets[lineStart] != UInt8(ascii: "-")
            && MailField.isOne(octets, at: afterLine(lineStart), end: end)
    }

    private func nameEnd(before colon: Int, from lineStart: Int) -> Int {
        var nameEnd = colon
        while nameEnd > lineStart, octets[nameEnd - 1].isBlank { nameEnd -= 1 }
        return nameEnd
    }

    /// Whether nothing but CR stands before the end of the line; careless copying doubles them.
    private func isEmptyLine(at index: Int) -> Bool {
        guard lineEnd == .lineFeed else { return true }
        var index = index
        while index < end, octets[index] == .carriageReturn { index += 1 }
        return index == end || octets[index] == .lineFeed
    }

    private func afterLine(_ index: Int) -> Int {
        octets.afterLine(index, in: start..<end, lineEnd: lineEnd)
    }

    private func withoutLineEnd(_ index: Int, from lowest: Int) -> Int {
        var index = index
        if index > lowest, octets[index - 1] == .lineFeed { index -= 1 }
        if index > lowest, octets[index - 1] == .carriageReturn { index -= 1 }
        return index
    }

    /// Leaves out what tools put before the header: a byte order mark, the separator of an mbox
    /// file ("From …"), empty lines above a field of mail.
    private mutating func skipForeignLines() {
        if octets.hasPrefix(HeaderScanner.byteOrderMark, at: start) {
            position = min(start + HeaderScanner.byteOrderMark.count, end)
        }
        while position < end, isForeign(position) { position = afterLine(position) }
        var field = position
        while field < end, octets[field].isHeaderSpace { field += 1 }
        if field > position, MailField.isOne(octets, at: field, end: end) { position = field }
        bodyStart = position
    }

    private func isForeign(_ lineStart: Int) -> Bool {
        let first = octets[lineStart]
        if first.isBlank {
            return octets[lineStart..<afterLine(lineStart)].allSatisfy(\.isHeaderSpace)
        }
        let word = first == UInt8(ascii: ">") ? lineStart + 1 : lineStart
        return octets.hasPrefix(HeaderScanner.separator, at: word)
            && colon(ofFieldAt: word) == nil
    }

    private static let separator = Array("From ".utf8)
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
