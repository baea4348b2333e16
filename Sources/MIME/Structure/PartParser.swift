/// Finds the tree of parts in one walk over the lines of a message (RFC 2046 §5.1).
///
/// Nothing recurses: open parts stand on a stack whose depth is limited, a delimiter of an outer
/// multipart closes everything inside it, and the end of the octets closes all.
struct PartParser {
    /// A part whose end has not been found yet.
    private struct Open {
        var part: Part
        /// "--boundary"; empty for what is no multipart.
        var delimiter: [UInt8] = []
        /// Its closing delimiter was seen; the rest is its epilogue.
        var isClosed = false
        var isDigest: Bool { part.contentType.mediaType == "multipart/digest" }
    }

    private let octets: [UInt8]
    private let lineEnd: UInt8
    private var stack: [Open] = []
    private var partCount = 0
    private(set) var defects: Set<Defect> = []
    private(set) var root: Part?

    init(_ octets: [UInt8], lineEnd: UInt8) {
        self.octets = octets
        self.lineEnd = lineEnd
    }

    /// Reads everything; `visit` gets the fields of the message's own header.
    mutating func parse(visit: (HeaderField) -> Void) {
        var position = openPart(at: 0, visit: visit)
        while position < octets.count {
            let lineStart = position
            position =
                octets.firstIndex(of: lineEnd, in: lineStart..<octets.count).map { $0 + 1 }
                ?? octets.count
            if let (index, isClosing) = delimiter(at: lineStart) {
                closeParts(above: index, at: lineStart)
                if isClosing {
                    stack[index].isClosed = true
                } else {
                    position = openPart(at: position)
                }
            }
        }
        closeParts(above: -1, at: octets.count)
    }

    // MARK: - Opening

    /// Reads the header at `start` and opens its part, and what an enclosed message begins with;
    /// answers where the search for delimiters goes on.
    private mutating func openPart(at start: Int, visit: (HeaderField) -> Void = { _ in }) -> Int {
        var start = start
        while true {
            let isRoot = stack.isEmpty
            let isDigestMember = stack.last?.isDigest == true
            var header = PartHeader()
            let open = stack.filter { !$0.delimiter.isEmpty }.map(\.delimiter)
            var scanner = HeaderScanner(
                octets, in: start..<octets.count, lineEnd: lineEnd,
                isDelimiter: { [octets] line in
                    open.contains { octets.hasPrefix($0, at: line) }
                })
            while let field = scanner.next() {
                if isRoot { visit(field) }
                header.read(field, octets)
            }
            // A part of a multipart may have no header at all (RFC 2046 §5.1).
            defects.formUnion(scanner.defects.subtracting(isRoot ? [] : [.noHeader]))
            defects.formUnion(header.defects)
            let type = header.contentType ?? (isDigestMember ? .message : .plainText)
            let part = Part(
                number: "", header: start..<scanner.headerEnd,
                body: scanner.bodyStart..<octets.count, contentType: type,
                disposition: header.disposition, filename: header.filename,
                contentID: header.contentID, encoding: header.encoding,
                declaredCharset: type.parameters["charset"] ?? stack.last?.part.declaredCharset,
                children: [])
            partCount += 1
            let mayNest = stack.count < Limits.partDepth
            if !mayNest, part.isMultipart || part.isMessage { defects.insert(.nestedTooDeep) }
            push(part, mayNest: mayNest)
            guard part.isMessage, part.encoding == .identity, mayNest,
                partCount < Limits.parts
            else { return scanner.bodyStart }
            start = scanner.bodyStart
        }
    }

    private mutating func push(_ part: Part, mayNest: Bool) {
        var open = Open(part: part)
        if part.isMultipart {
            let boundary = Array((part.contentType.parameters["boundary"] ?? "").utf8)
            if !mayNest {
                open.part.contentType = .unknown
            } else if boundary.isEmpty {
                open.part.contentType = .plainText
                defects.insert(.missingBoundary)
            } else {
                open.delimiter = Array("--".utf8) + boundary
            }
        }
        stack.append(open)
    }

    // MARK: - Delimiters

    /// Which open multipart the line delimits, the innermost first.
    private mutating func delimiter(at lineStart: Int) -> (index: Int, isClosing: Bool)? {
        guard lineStart + 2 < octets.count, octets[lineStart] == UInt8(ascii: "-"),
            octets[lineStart + 1] == UInt8(ascii: "-")
        else { return nil }
        for index in stack.indices.reversed() where !stack[index].delimiter.isEmpty {
            guard octets.hasPrefix(stack[index].delimiter, at: lineStart) else { continue }
            let after = lineStart + stack[index].delimiter.count
            if isBlankToLineEnd(after) {
                guard partCount < Limits.parts else {
                    // The part that is open takes the rest, so that no octet is lost.
                    defects.insert(.tooManyParts)
                    return nil
                }
                return (index, false)
            }
            if octets.hasPrefix([0x2D, 0x2D], at: after), isBlankToLineEnd(after + 2) {
                return (index, true)
            }
        }
        return nil
    }

    private func isBlankToLineEnd(_ index: Int) -> Bool {
        var index = index
        while index < octets.count, octets[index].isBlank { index += 1 }
        return index == octets.count || octets[index] == .lineFeed
            || octets[index] == .carriageReturn
    }

    // MARK: - Closing

    /// Ends every part inside the one at `index` before the line that begins at `end`.
    private mutating func closeParts(above index: Int, at end: Int) {
        while stack.count > index + 1, let open = stack.popLast() {
            var part = open.part
            let bodyEnd = index < 0 ? end : withoutLineEnd(end)
            part.body = part.body.lowerBound..<max(part.body.lowerBound, bodyEnd)
            if part.isMultipart, part.children.isEmpty {
                defects.insert(.missingBoundary)
                part.contentType = .plainText
            } else if part.isMultipart, !open.isClosed {
                defects.insert(.unterminatedMultipart)
            }
            if stack.isEmpty {
                root = part
            } else {
                stack[stack.count - 1].part.children.append(part)
            }
        }
    }

    /// The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
    private func withoutLineEnd(_ index: Int) -> Int {
        var index = index
        if index > 0, octets[index - 1] == .lineFeed { index -= 1 }
        if index > 0, octets[index - 1] == .carriageReturn { index -= 1 }
        return index
    }
}
