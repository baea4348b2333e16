/// `OK`, `NO`, `BAD`, `BYE`, `PREAUTH` with code and text (RFC 9051 §7.1).
extension ResponseParser {
    /// Nil where the word is none of them.
    mutating func status(_ word: Range<Int>) throws(Unreadable) -> Response.Status? {
        let condition: Response.Condition
        if scanner.equals(word, "OK") {
            condition = .ok
        } else if scanner.equals(word, "NO") {
            condition = .no
        } else if scanner.equals(word, "BAD") {
            condition = .bad
        } else if scanner.equals(word, "BYE") {
            condition = .bye
        } else if scanner.equals(word, "PREAUTH") {
            condition = .preauth
        } else {
            return nil
        }
        var status = Response.Status(condition: condition, code: nil, text: [])
        guard !scanner.isAtEnd else {
            scanner.quirks.note(.missingText)
            return status
        }
        try scanner.expectSpace()
        if scanner.peek == UInt8(ascii: "[") { status.code = code() }
        scanner.skipSpaces()
        if scanner.isAtEnd { scanner.quirks.note(.missingText) }
        status.text = scanner.bytes(scanner.rest)
        return status
    }

    /// The code at the bracket; one that cannot be read in full still gives its name.
    private mutating func code() -> ResponseCode? {
        let start = scanner.position
        guard scanner.take("[") else { return nil }
        let word = scanner.word()
        let name = scanner.text(word).uppercased()
        do throws(Unreadable) {
            let code = try code(word)
            try scanner.expect("]")
            return code
        } catch {
            scanner.move(to: start)
        }
        let line = scanner.slice(scanner.rest)
        guard let close = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        scanner.move(to: close + 1)
        return .other(name)
    }

    private mutating func code(_ word: Range<Int>) throws(Unreadable) -> ResponseCode {
        if scanner.equals(word, "ALERT") { return .alert }
        if scanner.equals(word, "READ-ONLY") { return .readOnly }
        if scanner.equals(word, "READ-WRITE") { return .readWrite }
        if scanner.equals(word, "CLOSED") { return .closed }
        if scanner.equals(word, "NOMODSEQ") { return .noModSeq }
        if scanner.equals(word, "CAPABILITY") { return .capability(try capabilities()) }
        try scanner.expectSpace()
        if scanner.equals(word, "UIDVALIDITY") {
            return .uidValidity(try scanner.number().flatMap(UIDValidity.init))
        }
        if scanner.equals(word, "UIDNEXT") {
            return .uidNext(try scanner.number().flatMap { UInt32(exactly: $0) }.flatMap(UID.init))
        }
        if scanner.equals(word, "HIGHESTMODSEQ") {
            return .highestModSeq(try scanner.number().flatMap(ModSeq.init))
        }
        if scanner.equals(word, "PERMANENTFLAGS") {
            let list = try flagList()
            return .permanentFlags(list.flags, allowsNew: list.allowsNew)
        }
        if scanner.equals(word, "APPENDUID") { return try appendUID() }
        if scanner.equals(word, "COPYUID") { return try copyUID() }
        throw Unreadable()
    }

    private mutating func appendUID() throws(Unreadable) -> ResponseCode {
        guard let validity = try scanner.number().flatMap(UIDValidity.init) else {
            throw Unreadable()
        }
        try scanner.expectSpace()
        guard let uid = scanner.uid() else { throw Unreadable() }
        return .appendUID(validity, uid)
    }

    private mutating func copyUID() throws(Unreadable) -> ResponseCode {
        guard let validity = try scanner.number().flatMap(UIDValidity.init) else {
            throw Unreadable()
        }
        scanner.skipSpaces()
        guard scanner.peek != UInt8(ascii: "]") else {
            scanner.quirks.note(.emptyCopyUID)
            throw Unreadable()
        }
        guard let sources = scanner.runs() else { throw Unreadable() }
        try scanner.expectSpace()
        guard let destinations = scanner.runs(),
            let mapping = UIDMapping(sources: sources, destinations: destinations)
        else { throw Unreadable() }
        return .copyUID(validity, mapping)
    }
}
