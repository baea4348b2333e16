/// Reads one framed response; what cannot be read spoils nothing but itself.
struct ResponseParser {
    var scanner: Scanner

    static func parse(_ octets: UnsafeBufferPointer<UInt8>) -> (Response, QuirkSet) {
        var parser = ResponseParser(scanner: Scanner(octets))
        var found: UID?
        do {
            let response = try parser.response(found: &found)
            return (response, parser.scanner.quirks)
        } catch {
            return (.unreadable(uid: found), parser.scanner.quirks)
        }
    }

    private mutating func response(found: inout UID?) throws(Unreadable) -> Response {
        if scanner.isAtEnd { return .ignored }
        if scanner.take("+") {
            if !scanner.take(" ") { scanner.quirks.note(.continuationWithoutSpace) }
            return .continuation(scanner.bytes(scanner.rest))
        }
        guard scanner.take("*") else { return try tagged() }
        try scanner.expectSpace()
        guard let first = scanner.peek else { throw Unreadable() }
        if first.isDigit { return try numbered(found: &found) }
        if first == UInt8(ascii: "-") {
            // A negative count says nothing, and a negative position names nothing.
            scanner.quirks.note(.negativeNumber)
            return .ignored
        }
        return try named()
    }

    private mutating func tagged() throws(Unreadable) -> Response {
        let tag = scanner.looseWord()
        try scanner.expectSpace()
        guard let status = try status(scanner.word()) else { throw Unreadable() }
        return .tagged(tag: scanner.text(tag), status)
    }

    /// `5 EXISTS`, `5 EXPUNGE`, `5 FETCH (…)`.
    private mutating func numbered(found: inout UID?) throws(Unreadable) -> Response {
        guard let number = scanner.digits() else { throw Unreadable() }
        try scanner.expectSpace()
        let kind = scanner.word()
        if scanner.equals(kind, "FETCH") {
            if number == 0 { scanner.quirks.note(.fetchOfNothing) }
            return .fetch(try fetch(SequenceNumber(number), found: &found))
        }
        try scanner.expectEnd()
        if scanner.equals(kind, "EXISTS") {
            guard let count = UInt32(exactly: number) else { throw Unreadable() }
            return .exists(count)
        }
        if scanner.equals(kind, "EXPUNGE") {
            guard let position = SequenceNumber(number) else { throw Unreadable() }
            return .expunge(position)
        }
        return .ignored
    }

    private mutating func named() throws(Unreadable) -> Response {
        let kind = scanner.word()
        if let status = try status(kind) { return .status(status) }
        if scanner.equals(kind, "SEARCH") { return .search(try search()) }
        if scanner.equals(kind, "ESEARCH") { return .search(try extendedSearch()) }
        if scanner.equals(kind, "VANISHED") { return try vanished() }
        if scanner.equals(kind, "LIST") { return .mailbox(try listing(.list)) }
        if scanner.equals(kind, "LSUB") { return .mailbox(try listing(.lsub)) }
        if scanner.equals(kind, "XLIST") { return .mailbox(try listing(.xlist)) }
        if scanner.equals(kind, "STATUS") { return try mailboxStatus() }
        if scanner.equals(kind, "CAPABILITY") { return .capability(try capabilities()) }
        if scanner.equals(kind, "ENABLED") { return .enabled(try capabilities()) }
        if scanner.equals(kind, "FLAGS") {
            try scanner.expectSpace()
            let flags = try flagList().flags
            try scanner.expectEnd()
            return .flags(flags)
        }
        return .ignored
    }

    /// Capability words up to the end of the line or of the response code.
    mutating func capabilities() throws(Unreadable) -> Set<Capability> {
        var found: Set<Capability> = []
        while scanner.skipSpaces() {
            let word = scanner.word()
            if word.isEmpty { break }
            guard word.count <= Limits.word else { throw Unreadable() }
            found.insert(Capability(scanner.text(word)))
        }
        return found
    }

    private mutating func vanished() throws(Unreadable) -> Response {
        try scanner.expectSpace()
        var isEarlier = false
        if scanner.take("(") {
            guard scanner.takeWord("EARLIER") else { throw Unreadable() }
            try scanner.expect(")")
            try scanner.expectSpace()
            isEarlier = true
        }
        guard let runs = scanner.runs() else { throw Unreadable() }
        try scanner.expectEnd()
        return .vanished(UIDSet(runs: runs), earlier: isEarlier)
    }

    /// Flags in parentheses, and whether `\*` is among them; those we could never send are dropped.
    mutating func flagList() throws(Unreadable) -> (flags: Set<Flag>, allowsNew: Bool) {
        var flags: Set<Flag> = []
        var allowsNew = false
        if scanner.takeNil() {
            scanner.quirks.note(.nilForValue)
            return (flags, allowsNew)
        }
        try scanner.expect("(")
        while true {
            scanner.skipSpaces()
            if scanner.take(")") { return (flags, allowsNew) }
            let flag: Flag?
            if let quoted = try scanner.string() {
                scanner.quirks.note(.quotedFlag)
                flag = Flag(octets: try scanner.bytes(quoted))
            } else {
                let word = scanner.looseWord()
                guard !word.isEmpty else { throw Unreadable() }
                if scanner.equals(word, "\\*") {
                    allowsNew = true
                    continue
                }
                flag = standardFlag(word) ?? Flag(octets: scanner.slice(word))
            }
            guard let flag else { continue }
            if flag.isOdd { scanner.quirks.note(.oddFlag) }
            flags.insert(flag)
        }
    }

    /// The short way for the flags nearly every message has.
    private func standardFlag(_ word: Range<Int>) -> Flag? {
        if scanner.equals(word, "\\SEEN") { return .seen }
        if scanner.equals(word, "\\ANSWERED") { return .answered }
        if scanner.equals(word, "\\FLAGGED") { return .flagged }
        return nil
    }
}
