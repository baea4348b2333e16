/// What FETCH asks for.
struct FetchRequest: Sendable {
    enum Item: Sendable, Equatable {
        case flags, uid, modSeq, internalDate, size, envelope
        case structure(isExtended: Bool)
        case section(SectionRequest)
        /// RFC822 and its kin: a section under another name.
        case alias(String, SectionRequest)
    }

    let set: NumberSet
    var items: [Item]
    /// CHANGEDSINCE (RFC 7162 §3.1.4.1).
    var changedSince: UInt64?
    /// VANISHED (RFC 7162 §3.2.6).
    var wantsVanished = false
}

/// `BODY[…]<…>`.
struct SectionRequest: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case all, header, text, mime
        case fields([String], inverted: Bool)
    }

    var path: [Int] = []
    var piece = Piece.all
    /// Where to begin and how many octets; nil: all of it.
    var partial: Partial?
    /// Does not mark the message as seen.
    var isPeek = false

    struct Partial: Sendable, Equatable {
        let offset: Int
        let count: Int
    }

    /// How the answer names it.
    var label: String {
        var words = path.map(String.init)
        switch piece {
        case .all: break
        case .header: words.append("HEADER")
        case .text: words.append("TEXT")
        case .mime: words.append("MIME")
        case .fields(let names, let inverted):
            let word = inverted ? "HEADER.FIELDS.NOT" : "HEADER.FIELDS"
            words.append("\(word) (\(names.joined(separator: " ")))")
        }
        let origin = partial.map { "<\($0.offset)>" } ?? ""
        return "BODY[\(words.joined(separator: "."))]\(origin)"
    }

    /// The octets asked for; nil when the message has no such part.
    func octets(of message: MessagePart) -> [UInt8]? {
        guard let part = message.part(path[...]), let octets = octets(in: part) else { return nil }
        guard let partial else { return octets }
        return Array(octets.dropFirst(partial.offset).prefix(partial.count))
    }

    private func octets(in part: MessagePart) -> [UInt8]? {
        // HEADER and TEXT of a numbered part mean the message inside it.
        let message =
            path.isEmpty ? part : part.children.first.flatMap { part.isMessage ? $0 : nil }
        switch piece {
        case .all: return path.isEmpty ? part.raw : Array(part.bodyOctets)
        case .mime: return Array(part.headerOctets)
        case .header: return message.map { Array($0.headerOctets) }
        case .text: return message.map { Array($0.bodyOctets) }
        case .fields(let names, let inverted):
            return message.map { $0.header.octets(of: names, inverted: inverted) }
        }
    }
}

extension CommandReader {
    mutating func fetchRequest() throws(CommandFault) -> FetchRequest {
        let set = try numberSet()
        try space()
        var request = FetchRequest(set: set, items: try fetchItems())
        guard skip(" ") else { return request }
        let modifiers = try list { reader throws(CommandFault) -> (String, UInt64?) in
            let name = try reader.word()
            return (name, name == "CHANGEDSINCE" ? try reader.argument() : nil)
        }
        for (name, value) in modifiers {
            switch name {
            case "CHANGEDSINCE": request.changedSince = value
            case "VANISHED": request.wantsVanished = true
            default: throw .bad("Unknown FETCH modifier \(name)")
            }
        }
        return request
    }

    private mutating func argument() throws(CommandFault) -> UInt64 {
        try space()
        return try number()
    }

    private mutating func fetchItems() throws(CommandFault) -> [FetchRequest.Item] {
        if peek == UInt8(ascii: "(") {
            return try list { reader throws(CommandFault) in try reader.fetchItem() }
        }
        if skip(word: "ALL") { return [.flags, .internalDate, .size, .envelope] }
        if skip(word: "FAST") { return [.flags, .internalDate, .size] }
        if skip(word: "FULL") {
            return [.flags, .internalDate, .size, .envelope, .structure(isExtended: false)]
        }
        return [try fetchItem()]
    }

    private mutating func fetchItem() throws(CommandFault) -> FetchRequest.Item {
        let name = try run { $0 <= 32 || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "[") }
        let isSection = peek == UInt8(ascii: "[")
        switch String(decoding: name, as: UTF8.self).uppercased() {
        case "FLAGS": return .flags
        case "UID": return .uid
        case "MODSEQ": return .modSeq
        case "INTERNALDATE": return .internalDate
        case "RFC822.SIZE": return .size
        case "ENVELOPE": return .envelope
        case "BODYSTRUCTURE": return .structure(isExtended: true)
        case "BODY" where isSection: return .section(try section(isPeek: false))
        case "BODY.PEEK" where isSection: return .section(try section(isPeek: true))
        case "BODY": return .structure(isExtended: false)
        case "RFC822": return .alias("RFC822", SectionRequest())
        case "RFC822.HEADER":
            return .alias("RFC822.HEADER", SectionRequest(piece: .header, isPeek: true))
        case "RFC822.TEXT": return .alias("RFC822.TEXT", SectionRequest(piece: .text))
        default: throw .bad("Unknown FETCH item")
        }
    }

    private mutating func section(isPeek: Bool) throws(CommandFault) -> SectionRequest {
        var request = SectionRequest(isPeek: isPeek)
        try expect("[")
        while let byte = peek, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
            request.path.append(Int(try number32()))
            guard skip(".") else { break }
        }
        if peek != UInt8(ascii: "]") { request.piece = try piece() }
        try expect("]")
        guard skip("<") else { return request }
        let offset = try number()
        try expect(".")
        let count = try number32()
        try expect(">")
        guard let offset = Int(exactly: offset) else { throw .bad("Offset too large") }
        request.partial = SectionRequest.Partial(offset: offset, count: Int(count))
        return request
    }

    private mutating func piece() throws(CommandFault) -> SectionRequest.Piece {
        switch try word() {
        case "HEADER": return .header
        case "TEXT": return .text
        case "MIME": return .mime
        case "HEADER.FIELDS": return .fields(try fieldNames(), inverted: false)
        case "HEADER.FIELDS.NOT": return .fields(try fieldNames(), inverted: true)
        default: throw .bad("Unknown section")
        }
    }

    private mutating func fieldNames() throws(CommandFault) -> [String] {
        try space()
        return try list { reader throws(CommandFault) in
            String(decoding: try reader.astring(), as: UTF8.self)
        }
    }
}
