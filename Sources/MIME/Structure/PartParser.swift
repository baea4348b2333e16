/// Finds the tree of parts in one walk over the lines of a message (RFC 2046 §5.1).
///
/// Open parts stand on a stack whose depth is limited, a delimiter of an outer multipart closes
/// everything inside it, and the end of the octets closes all. An enclosed message that came
/// encoded has a walk of its own over what it decodes to, within the same limits.
struct PartParser {
    /// A part whose end has not been found yet.
    private struct Open {
        var part: Part
        /// "--boundary"; empty for what is no multipart.
        var delimiter: [UInt8] = []
        /// Where its closing delimiter stands; the rest is its epilogue.
        var closedAt: Int?
        var isDigest: Bool { part.contentType.mediaType == "multipart/digest" }
    }

    private let octets: [UInt8]
    private let lineEnd: UInt8
    /// Where the search for delimiters ends.
    private let searchEnd: Int
    /// How deep the message of this walk is enclosed in others.
    private let depth: Int
    private let source: Int
    private var stack: [Open] = []
    private var delimiters = Delimiters()
    private var partCount = 0
    private var decodedRoom = Limits.enclosedOctets
    private(set) var sources: [[UInt8]]
    private(set) var defects: Set<Defect> = []
    private(set) var root: Part?

    init(_ octets: [UInt8]) {
        self.octets = octets
        lineEnd = PartParser.lineEnd(of: octets)
        searchEnd = min(octets.count, Limits.messageOctets)
        depth = 0
        source = 0
        sources = [octets]
        if searchEnd < octets.count { defects.insert(.messageTooLong) }
    }

    /// A walk over an enclosed message, decoded, that goes on counting where `outer` is.
    private init(_ octets: [UInt8], inside outer: PartParser) {
        self.octets = octets
        lineEnd = PartParser.lineEnd(of: octets)
        searchEnd = octets.count
        depth = outer.depth + outer.stack.count + 1
        source = outer.sources.count
        sources = outer.sources + [octets]
        partCount = outer.partCount
        decodedRoom = outer.decodedRoom - octets.count
    }

    /// A message without a single LF, as old Macintosh tools write it, has lines that end in CR.
    private static func lineEnd(of octets: [UInt8]) -> UInt8 {
        guard octets.firstIndex(of: .lineFeed, in: octets.indices) == nil,
            octets.firstIndex(of: .carriageReturn, in: octets.indices) != nil
        else { return .lineFeed }
        return .carriageReturn
    }

    /// Reads everything; `visit` gets the fields of the message's own header.
    mutating func parse(visit: (HeaderField) -> Void = { _ in }) {
        var position = openPart(at: 0, visit: visit)
        while let line = nextDelimiter(from: position) {
            position = line.range.upperBound
            closeParts(above: line.level, at: line.range.lowerBound)
            if line.isClosing {
                stack[line.level].closedAt = stack[line.level].closedAt ?? line.range.lowerBound
            } else {
                position = openPart(at: position)
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
            var scanner = HeaderScanner(
                octets, in: start..<octets.count, lineEnd: lineEnd, delimiters: delimiters,
                isMessage: stack.last?.part.isMessage ?? true)
            while let field = scanner.next() {
                if isRoot { visit(field) }
                header.read(field, octets)
            }
            // A part of a multipart may have no header at all (RFC 2046 §5.1).
            defects.formUnion(scanner.defects.subtracting(isRoot ? [] : [.noHeader]))
            defects.formUnion(header.defects)
            let type = header.contentType ?? (isDigestMember ? .message : .plainText)
            var part = Part(
                number: "", header: start..<scanner.headerEnd,
                body: scanner.bodyStart..<octets.count, contentType: type,
                disposition: header.disposition, filename: header.filename,
                contentID: header.contentID, encoding: header.encoding,
                declaredCharset: type.charset ?? stack.last?.part.declaredCharset,
                children: [])
            part.source = source
            partCount += 1
            let mayNest = depth + stack.count < Limits.partDepth
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
        if part.isPartial { defects.insert(.partialMessage) }
        if part.isExternal { defects.insert(.externalBody) }
        if part.isMultipart {
            open.delimiter = mayNest ? delimiter(of: part) : []
            if !mayNest {
                open.part.contentType = .unknown
            } else if open.delimiter.isEmpty {
                open.part.isUndivided = true
                defects.insert(.missingBoundary)
            } else {
                delimiters.open(open.delimiter, level: stack.count)
            }
        }
        stack.append(open)
    }

    /// "--" and the boundary, or what is used in its place; empty when there is none.
    private mutating func delimiter(of part: Part) -> [UInt8] {
        let window = part.body.prefix(Limits.boundarySearchOctets)
        let declared = declaredDelimiter(of: part, in: window)
        guard
            let guess = BoundaryGuess.delimiter(
                octets, in: window, lineEnd: lineEnd, declared: declared, outer: delimiters)
        else { return declared }
        defects.insert(.guessedBoundary)
        return guess
    }

    /// A boundary does not end in a blank (RFC 2046 §5.1.1), unless the lines of the mail do too.
    private func declaredDelimiter(of part: Part, in window: Range<Int>) -> [UInt8] {
        let written = Array("--\(part.contentType.parameters["boundary"] ?? "")".utf8)
        let trimmed = Array(Delimiters.withoutTrailingBlanks(written[...]))
        guard trimmed.count > 2 else { return [] }
        guard trimmed.count < written.count else { return trimmed }
        var position = window.lowerBound
        while position < window.upperBound {
            let start = position
            position = octets.afterLine(start, in: window, lineEnd: lineEnd)
            let line = Delimiters.withoutLineEnd(octets[start..<position])
            if line.count == written.count, octets.hasPrefix(written, at: start) { return written }
        }
        return trimmed
    }

    // MARK: - Delimiters

    /// The next line from `start`, itself the beginning of one, that delimits an open multipart.
    private mutating func nextDelimiter(
        from start: Int
    ) -> (range: Range<Int>, level: Int, isClosing: Bool)? {
        var position = start
        while !delimiters.isEmpty, position < searchEnd,
            let dash = octets.firstIndex(of: UInt8(ascii: "-"), in: position..<searchEnd)
        {
            // Most lines are passed over by the search for a dash.
            let isLineStart = dash == position || octets[dash - 1] == lineEnd
            position = octets.afterLine(dash, in: 0..<octets.count, lineEnd: lineEnd)
            guard isLineStart,
                let found = delimiters.match(octets, line: dash..<position)
            else { continue }
            guard found.isClosing || partCount < Limits.parts else {
                // The part that is open takes the rest, so that no octet is lost.
                defects.insert(.tooManyParts)
                continue
            }
            return (dash..<position, found.level, found.isClosing)
        }
        return nil
    }

    // MARK: - Closing

    /// Ends every part inside the one at `index` before the line that begins at `end`.
    private mutating func closeParts(above index: Int, at end: Int) {
        while stack.count > index + 1, let open = stack.popLast() {
            if !open.delimiter.isEmpty { delimiters.close(open.delimiter) }
            var part = open.part
            let bodyEnd = index < 0 ? end : withoutLineEnd(end)
            part.body = part.body.lowerBound..<max(part.body.lowerBound, bodyEnd)
            if part.isMultipart, part.children.isEmpty {
                defects.insert(.missingBoundary)
                part.isUndivided = true
                if let closed = open.closedAt {
                    part.body = part.body.prefix(closed - part.body.lowerBound)
                }
            } else if part.isMultipart, open.closedAt == nil {
                defects.insert(.unterminatedMultipart)
            }
            addContents(to: &part)
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

    // MARK: - What a closed part holds

    private mutating func addContents(to part: inout Part) {
        if part.isMessage, part.encoding != .identity {
            addEncodedMessage(to: &part)
        } else if part.isReadable, !part.isHTML, part.encoding == .identity {
            addFiles(to: &part)
        }
    }

    /// Opens a message that came in base64 or quoted-printable; RFC 2046 §5.2.1 forbids that, and
    /// senders do it.
    private mutating func addEncodedMessage(to part: inout Part) {
        guard depth + stack.count < Limits.partDepth, partCount < Limits.parts else {
            return
        }
        var decoded: [UInt8] = []
        var decoder = TransferDecoder(part.encoding)
        guard part.body.count <= decodedRoom * 2 else { return }
        decoder.update(octets[part.body], into: &decoded)
        decoder.finish(into: &decoded)
        guard decoded.count <= decodedRoom else { return }
        var walk = PartParser(decoded, inside: self)
        walk.parse()
        partCount = walk.partCount
        decodedRoom = walk.decodedRoom
        sources = walk.sources
        defects.formUnion(walk.defects)
        part.children = walk.root.map { [$0] } ?? []
    }

    private mutating func addFiles(to part: inout Part) {
        let files = EmbeddedFiles.find(
            octets, in: part.body, lineEnd: lineEnd, limit: max(0, Limits.parts - partCount))
        partCount += files.count
        part.embedded = files.map { file in
            let name = HeaderText.decode(Array(file.name))
            var part = Part(
                number: "", header: file.range.prefix(0), body: file.range, contentType: .unknown,
                disposition: .attachment, filename: name.isEmpty ? nil : name, contentID: nil,
                encoding: file.encoding, declaredCharset: nil, children: [])
            part.source = source
            return part
        }
    }
}
