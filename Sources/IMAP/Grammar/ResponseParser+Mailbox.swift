/// LIST, LSUB, XLIST and STATUS (RFC 9051 §7.3).
extension ResponseParser {
    mutating func listing(
        _ origin: MailboxListing.Origin
    ) throws(Unreadable) -> MailboxListing {
        try scanner.expectSpace()
        let attributes = try mailboxAttributes()
        try scanner.expectSpace()
        let delimiter = try delimiter()
        try scanner.expectSpace()
        let name = try mailboxName()
        // What may follow (RFC 5258 §4, child information) tells us nothing we use.
        return MailboxListing(
            name: name, delimiter: delimiter, attributes: attributes, origin: origin)
    }

    private mutating func mailboxAttributes() throws(Unreadable) -> Set<MailboxAttribute> {
        var attributes: Set<MailboxAttribute> = []
        if scanner.takeNil() {
            scanner.quirks.note(.nilForValue)
            return attributes
        }
        try scanner.expect("(")
        while true {
            scanner.skipSpaces()
            if scanner.take(")") { return attributes }
            if let quoted = try scanner.string() {
                scanner.quirks.note(.quotedFlag)
                let octets = try scanner.bytes(quoted)
                attributes.insert(MailboxAttribute(String(decoding: octets, as: UTF8.self)))
                continue
            }
            let word = scanner.looseWord()
            guard !word.isEmpty, word.count <= Limits.word else { throw Unreadable() }
            attributes.insert(MailboxAttribute(scanner.text(word)))
        }
    }

    private mutating func delimiter() throws(Unreadable) -> UInt8? {
        if scanner.takeNil() { return nil }
        if scanner.take("(") {
            try scanner.expect(")")
            scanner.quirks.note(.emptyDelimiter)
            return nil
        }
        let octets = try scanner.nullableString() ?? []
        if octets.isEmpty { scanner.quirks.note(.emptyDelimiter) }
        guard octets.count <= 1 else { throw Unreadable() }
        return octets.first
    }

    /// An astring, or what a server takes for one: `]` and the like are let through.
    private mutating func mailboxName() throws(Unreadable) -> MailboxName {
        let octets: [UInt8]
        if let text = try scanner.string() {
            octets = try scanner.bytes(text)
        } else {
            let word = scanner.looseWord()
            guard !scanner.equals(word, "NIL"), scanner.isAtEnd || scanner.peek == 0x20 else {
                throw Unreadable()
            }
            octets = scanner.bytes(word)
        }
        guard let name = MailboxName(octets: octets) else { throw Unreadable() }
        return name
    }

    mutating func mailboxStatus() throws(Unreadable) -> Response {
        try scanner.expectSpace()
        let name = try mailboxName()
        try scanner.expectSpace()
        try scanner.expect("(")
        var status = MailboxStatus()
        while true {
            scanner.skipSpaces()
            if scanner.take(")") { break }
            let item = scanner.word()
            guard !item.isEmpty else { throw Unreadable() }
            try scanner.expectSpace()
            try statusItem(item, into: &status)
        }
        try scanner.expectEnd()
        return .mailboxStatus(name, status)
    }

    private mutating func statusItem(
        _ item: Range<Int>, into status: inout MailboxStatus
    ) throws(Unreadable) {
        if scanner.equals(item, "MESSAGES") {
            status.messages = try scanner.number().flatMap { Int(exactly: $0) }
        } else if scanner.equals(item, "UNSEEN") {
            status.unseen = try scanner.number().flatMap { Int(exactly: $0) }
        } else if scanner.equals(item, "UIDNEXT") {
            status.uidNext = try scanner.number().flatMap { UInt32(exactly: $0) }.flatMap(UID.init)
        } else if scanner.equals(item, "UIDVALIDITY") {
            status.uidValidity = try scanner.number().flatMap(UIDValidity.init)
        } else if scanner.equals(item, "HIGHESTMODSEQ") {
            status.highestModSeq = try scanner.number().flatMap(ModSeq.init)
        } else {
            try scanner.skipValue()
        }
    }
}
