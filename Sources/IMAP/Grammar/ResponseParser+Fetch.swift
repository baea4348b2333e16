/// FETCH (RFC 9051 §7.5.2): the response of which a mailbox brings a hundred thousand.
extension ResponseParser {
    /// `found` keeps the UID even when the rest cannot be read, so that the message can be marked.
    mutating func fetch(
        _ position: SequenceNumber?, found: inout UID?
    ) throws(Unreadable) -> Response.Fetch {
        var fetch = Response.Fetch(position: position)
        try scanner.expectSpace()
        try scanner.expect("(")
        scanner.skipSpaces()
        while !scanner.take(")") {
            try item(into: &fetch)
            found = fetch.uid
            scanner.skipSpaces()
        }
        try scanner.expectEnd()
        return fetch
    }

    /// The message and the section a streamed literal belongs to; nil where none can be told.
    ///
    /// `octets` is the response as far as the literal's announcement.
    static func streamed(_ octets: UnsafeBufferPointer<UInt8>) -> (Response.Fetch, Section)? {
        var parser = ResponseParser(scanner: Scanner(octets))
        guard parser.scanner.take("*"), parser.scanner.skipSpaces(),
            let number = parser.scanner.digits(), parser.scanner.skipSpaces(),
            parser.scanner.takeWord("FETCH"), parser.scanner.skipSpaces(), parser.scanner.take("(")
        else { return nil }
        var fetch = Response.Fetch(position: SequenceNumber(number))
        while !parser.scanner.isAtEnd {
            parser.scanner.skipSpaces()
            do throws(Unreadable) {
                try parser.item(into: &fetch)
            } catch {
                return nil
            }
        }
        guard let last = fetch.message.contents.last, case .streamed = last.octets else {
            return nil
        }
        return (fetch, last.section)
    }

    private mutating func item(into fetch: inout Response.Fetch) throws(Unreadable) {
        let name = scanner.word()
        guard !name.isEmpty else { throw Unreadable() }
        if scanner.peek == UInt8(ascii: "[") {
            return try sectionItem(name, into: &fetch)
        }
        try scanner.expectSpace()
        if scanner.equals(name, "UID") {
            guard fetch.uid == nil, let uid = scanner.uid() else { throw Unreadable() }
            fetch.uid = uid
        } else if scanner.equals(name, "FLAGS") {
            fetch.message.flags = try flagList().flags
        } else if scanner.equals(name, "INTERNALDATE") {
            fetch.message.internalDate = try internalDate()
        } else if scanner.equals(name, "RFC822.SIZE") {
            fetch.message.size = try scanner.number()
        } else if scanner.equals(name, "MODSEQ") {
            try scanner.expect("(")
            fetch.message.modSeq = try scanner.number().flatMap(ModSeq.init)
            try scanner.expect(")")
        } else if scanner.equals(name, "BODYSTRUCTURE") {
            fetch.message.structure = try structure()
        } else if scanner.equals(name, "RFC822") {
            try content(.message, into: &fetch)
        } else if scanner.equals(name, "RFC822.HEADER") {
            try content(.header, into: &fetch)
        } else if scanner.equals(name, "RFC822.TEXT") {
            try content(.text, into: &fetch)
        } else {
            try scanner.skipValue()
        }
    }

    private mutating func internalDate() throws(Unreadable) -> InternalDate? {
        let mark = scanner.peek
        guard let text = try scanner.string() else {
            guard scanner.takeNil() else { throw Unreadable() }
            scanner.quirks.note(.nilForValue)
            return nil
        }
        if mark == UInt8(ascii: "{") { scanner.quirks.note(.literalForQuoted) }
        guard case .plain(let range) = text else { throw Unreadable() }
        let octets = scanner.slice(range)
        if octets.dropFirst().first == UInt8(ascii: "-") { scanner.quirks.note(.unpaddedDate) }
        // A date that is none is no reason to lose the message.
        return InternalDate(octets)
    }

    /// The extent is found first, so that a structure nobody can read spoils only itself.
    private mutating func structure() throws(Unreadable) -> FetchedMessage.Structure {
        let start = scanner.position
        try scanner.skipValue()
        var parser = BodyStructureParser(
            scanner: Scanner(scanner, range: start..<scanner.position))
        guard let tree = parser.parse() else { return .unreadable }
        scanner.quirks = parser.scanner.quirks
        return .tree(tree)
    }

    // MARK: Sections

    private mutating func sectionItem(
        _ name: Range<Int>, into fetch: inout Response.Fetch
    ) throws(Unreadable) {
        let isBody = scanner.equals(name, "BODY")
        try scanner.expect("[")
        let section = try section()
        try scanner.expect("]")
        var origin: UInt64?
        if scanner.take("<") {
            origin = scanner.digits()
            while let byte = scanner.peek, byte != 0x20 {
                scanner.move(to: scanner.position + 1)
                if byte == UInt8(ascii: ">") { break }
            }
        }
        try scanner.expectSpace()
        guard isBody, let section else { return try scanner.skipValue() }
        try content(section, origin: origin, into: &fetch)
    }

    private mutating func content(
        _ section: Section, origin: UInt64? = nil, into fetch: inout Response.Fetch
    ) throws(Unreadable) {
        let octets: FetchedMessage.Content.Octets
        if let text = try scanner.string() {
            if case .streamed(let count) = text {
                octets = .streamed(count: count)
            } else {
                octets = .held(try scanner.bytes(text))
            }
        } else {
            guard scanner.takeNil() else { throw Unreadable() }
            octets = .absent
        }
        fetch.message.contents.append(
            FetchedMessage.Content(section: section, origin: origin, octets: octets))
    }

    /// What stands between the brackets; nil for a section we never ask for.
    private mutating func section() throws(Unreadable) -> Section? {
        var path: [Int] = []
        while let number = scanner.digits() {
            guard path.count < Limits.partDepth, let step = Int(exactly: number) else {
                throw Unreadable()
            }
            path.append(step)
            guard scanner.take(".") else { break }
        }
        let part = PartNumber(path)
        let kind = scanner.word()
        if kind.isEmpty {
            if path.isEmpty { return .message }
            return part.map(Section.part)
        }
        if scanner.equals(kind, "HEADER") { return part.map(Section.partHeader) ?? .header }
        if scanner.equals(kind, "TEXT") { return part.map(Section.partText) ?? .text }
        if scanner.equals(kind, "MIME") { return part.map(Section.mime) }
        let isList = scanner.equals(kind, "HEADER.FIELDS")
        if scanner.skipSpaces() { try scanner.skipValue() }
        return isList && part == nil ? .headerFields : nil
    }
}
