import Mail

/// Finds the messages of an mbox file, whatever program wrote it.
///
/// A line that begins with `From ` separates messages where two of three things are true: the line
/// before it is empty, it has a date of the usual form, a well-known header field follows it. So
/// text that begins with that word separates nothing, nor is a message lost to a missing empty line.
/// Where a message has a `Content-Length` and a separating line or the file's end stands exactly
/// there, that is its end (the forms mboxcl and mboxcl2).
///
/// Nothing is held but a window of the file.
public struct MboxReader<Source: OctetSource> {
    public private(set) var source: Source
    /// Where the next separating line begins.
    private var position: Int
    private var number = 0

    /// Begins at the start of the file; empty lines and a byte order mark may stand there.
    public init(_ source: Source) throws(Source.Failure) {
        self.source = source
        position = 0
        let start = try self.source.octets(from: 0, limit: MboxForm.leadingOctets)
        if start.hasPrefix([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
        while position < start.count, start[position].isHeaderSpace { position += 1 }
    }

    /// Whether a separating line stands at the beginning, or nothing at all.
    public mutating func isMbox() throws(Source.Failure) -> Bool {
        let line = try source.octets(from: position, limit: FromLine.start.count)
        return line.isEmpty || line == FromLine.start
    }

    /// The next message; nil at the end of the file.
    public mutating func next() throws(Source.Failure) -> MboxMessage? {
        guard position < source.count else { return nil }
        let place = position
        let (octets, start) = try source.line(at: place, limit: Limits.mboxLineOctets)
        let line = FromLine(octets)
        number += 1
        let mark = try MboxMark.read(&source, at: start)
        var fields = mark?.fields ?? StatusFields()
        let isTold = mark?.isWhole == true
        let body = isTold ? start : try readHeader(at: mark?.end ?? start, &fields)
        var framing = MboxMessage.Framing.separator
        var content = (mark?.end ?? start)..<source.count
        if mark == nil, let length = fields.contentLength, length <= source.count - body,
            let next = try separator(behind: body + length)
        {
            content = start..<(body + length)
            framing = try contentFraming(from: body, to: body + length)
            position = next
        } else {
            content = try contentToSeparator(
                from: mark?.end ?? start, isUnended: mark?.isUnended == true,
                hasLongLineEnds: octets.suffix(2) == [.carriageReturn, .lineFeed])
        }
        return MboxMessage(
            number: number, place: place, content: content, framing: framing,
            sender: line?.sender ?? "", received: line?.moment,
            status: fields.status)
    }

    // MARK: The header

    /// Reads what the header says of flags and length; answers where the body begins.
    private mutating func readHeader(
        at start: Int, _ fields: inout StatusFields
    ) throws(Source.Failure) -> Int {
        var position = start
        while position < source.count, position - start < Limits.headerBlockOctets {
            let (line, next) = try source.line(at: position, limit: Limits.mboxLineOctets)
            position = next
            if line.allSatisfy({ $0 == .lineFeed || $0 == .carriageReturn }) { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            fields.read(
                name: line[..<colon].lowercasedText,
                body: String(decoding: line[(colon + 1)...].trimmed, as: UTF8.self))
        }
        fields.finish()
        return position
    }

    // MARK: The end of a message

    /// The separating line right behind a body, with or without an empty line between, or the end.
    private mutating func separator(behind end: Int) throws(Source.Failure) -> Int? {
        var next = end
        let octets = try source.octets(from: end, limit: 4)
        for octet in octets.prefix(while: { $0 == .carriageReturn || $0 == .lineFeed }) {
            next += 1
            if octet == .lineFeed, try isDated(at: next) { return next }
        }
        if next == source.count { return next }
        return try isDated(at: end) ? end : nil
    }

    private mutating func isDated(at position: Int) throws(Source.Failure) -> Bool {
        FromLine(try source.line(at: position, limit: Limits.mboxLineOctets).octets)?.moment != nil
    }

    private mutating func contentFraming(
        from start: Int, to end: Int
    ) throws(Source.Failure) -> MboxMessage.Framing {
        var (hasPlain, hasQuoted) = (false, false)
        var position = start
        while let found = try source.lineThatMaySeparate(from: position), found < end {
            let line = try source.octets(from: found, limit: MboxForm.quotedOctets)
            let word = line.drop { $0 == UInt8(ascii: ">") }
            if word.starts(with: FromLine.start) {
                if word.startIndex == 0 { hasPlain = true } else { hasQuoted = true }
            }
            position = try source.afterLine(found)
        }
        return .contentLength(hasPlainFrom: hasPlain, hasQuotedFrom: hasQuoted)
    }

    /// The octets up to the next separating line, and moves on to it.
    ///
    /// The empty line before it belongs to the file. Its end is as long as that of the line above
    /// the message, so that a message whose own lines end with CR LF keeps its last one.
    private mutating func contentToSeparator(
        from start: Int, isUnended: Bool, hasLongLineEnds: Bool
    ) throws(Source.Failure) -> Range<Int> {
        var line = start
        position = source.count
        while let found = try source.lineThatMaySeparate(from: line) {
            if try isSeparator(found, from: start) {
                position = found
                break
            }
            line = try source.afterLine(found)
        }
        var end = position
        let last = try source.octets(from: max(start - 1, end - 3), limit: 3)
            .prefix(end - max(start - 1, end - 3))
        if hasLongLineEnds, last.suffix(3) == [.lineFeed, .carriageReturn, .lineFeed] {
            end -= 2
        } else if last.suffix(2) == [.lineFeed, .lineFeed] {
            end -= 1
        }
        if isUnended, end > start { end -= 1 }
        return start..<max(start, end)
    }

    private mutating func isSeparator(_ line: Int, from start: Int) throws(Source.Failure) -> Bool {
        let (octets, next) = try source.line(at: line, limit: Limits.mboxLineOctets)
        guard octets.count == next - line, let from = FromLine(octets) else { return false }
        let before = try source.octets(from: max(0, line - 3), limit: line - max(0, line - 3))
        let followsEmpty =
            line == start || before.suffix(2) == [.lineFeed, .lineFeed]
            || before == [.lineFeed, .carriageReturn, .lineFeed]
        if from.moment != nil, followsEmpty { return true }
        let field = try source.octets(from: next, limit: MboxForm.fieldOctets)
        guard MailField.isOne(field, at: 0, end: field.count) else { return false }
        // Without a date, only a line that names a sender at most: text is longer.
        return from.moment != nil || (followsEmpty && !from.sender.contains(" ") && isShort(octets))
    }

    private func isShort(_ line: [UInt8]) -> Bool {
        line.split(whereSeparator: \.isHeaderSpace).count <= 2
    }
}

/// Sizes that belong to the form and are no limits on what is read.
private enum MboxForm {
    static let leadingOctets = 64
    static let fieldOctets = 80
    static let quotedOctets = 64
}
