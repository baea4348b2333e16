/// A message or one of its parts: where its octets are, and what it contains.
struct MessagePart: Sendable {
    let raw: [UInt8]
    /// With the blank line that ends it.
    let headerRange: Range<Int>
    let bodyRange: Range<Int>
    let header: HeaderBlock
    let contentType: ParameterList
    private let depth: Int

    init(message raw: [UInt8]) {
        self.init(raw, in: 0..<raw.count, defaultType: "text/plain", depth: 0)
    }

    private init(_ raw: [UInt8], in range: Range<Int>, defaultType: String, depth: Int) {
        self.raw = raw
        self.depth = depth
        let split = MessagePart.endOfHeader(in: raw[range])
        headerRange = range.lowerBound..<split
        bodyRange = split..<range.upperBound
        header = HeaderBlock(raw[headerRange])
        contentType = ParameterList(header["Content-Type"] ?? Array(defaultType.utf8))
    }

    /// The parts of a multipart, or the message in a message/rfc822.
    ///
    /// Looked for when asked: most requests want the header alone.
    var children: [MessagePart] {
        guard depth < Limits.partDepth else { return [] }
        if isMessage { return [child(in: bodyRange, defaultType: "text/plain")] }
        guard isMultipart, let boundary = contentType["boundary"] else { return [] }
        let isDigest = contentType.value.lowercased() == "multipart/digest"
        return MessagePart.ranges(between: boundary, in: bodyOctets).map { range in
            child(in: range, defaultType: isDigest ? "message/rfc822" : "text/plain")
        }
    }

    private func child(in range: Range<Int>, defaultType: String) -> MessagePart {
        MessagePart(raw, in: range, defaultType: defaultType, depth: depth + 1)
    }

    var isMultipart: Bool { contentType.value.lowercased().hasPrefix("multipart/") }
    var isMessage: Bool { contentType.value.lowercased() == "message/rfc822" }
    var headerOctets: ArraySlice<UInt8> { raw[headerRange] }
    var bodyOctets: ArraySlice<UInt8> { raw[bodyRange] }

    /// The part of that number (RFC 3501 §6.4.5); nil when there is none.
    func part(_ path: ArraySlice<Int>) -> MessagePart? {
        guard let number = path.first else { return self }
        let rest = path.dropFirst()
        // A message that is no multipart has its body as part 1.
        guard isMultipart else { return number == 1 && rest.isEmpty ? self : nil }
        let children = children
        guard number >= 1, number <= children.count else { return nil }
        let child = children[number - 1]
        if rest.isEmpty { return child }
        if child.isMessage { return child.children.first?.part(rest) }
        return child.isMultipart ? child.part(rest) : nil
    }

    private static func endOfHeader(in octets: ArraySlice<UInt8>) -> Int {
        var start = octets.startIndex
        while start < octets.endIndex {
            let end = octets.endOfLine(from: start)
            if octets[start..<end].trimmed.isEmpty { return end }
            start = end
        }
        return octets.endIndex
    }

    /// What stands between the boundary's lines; the line end before a boundary belongs to it.
    private static func ranges(
        between boundary: [UInt8], in octets: ArraySlice<UInt8>
    ) -> [Range<Int>] {
        let mark = Array("--".utf8) + boundary
        var parts: [Range<Int>] = []
        var open: Int?
        var start = octets.startIndex
        while start < octets.endIndex {
            let end = octets.endOfLine(from: start)
            let line = octets[start..<end].trimmed
            if line.starts(with: mark) {
                let rest = line.dropFirst(mark.count)
                guard rest.isEmpty || rest.elementsEqual("--".utf8) else {
                    start = end
                    continue
                }
                if let open { parts.append(open..<max(open, octets.endOfText(before: start))) }
                open = rest.isEmpty ? end : nil
                if !rest.isEmpty { return parts }
            }
            start = end
        }
        if let open { parts.append(open..<octets.endIndex) }
        return parts
    }
}

extension ArraySlice<UInt8> {
    /// Where the text ends whose line end stands right before `index`.
    fileprivate func endOfText(before index: Int) -> Int {
        guard index > startIndex, self[index - 1] == 10 else { return index }
        return index - 1 > startIndex && self[index - 2] == 13 ? index - 2 : index - 1
    }
}
