import Mail

/// SEARCH with its options.
struct SearchRequest: Sendable {
    /// RETURN (RFC 4731); nil: the plain answer is wanted.
    var results: Set<String>?
    var key: SearchKey
}

extension CommandReader {
    mutating func searchRequest() throws(CommandFault) -> SearchRequest {
        var results: Set<String>?
        if skip(word: "RETURN ") {
            let words = Set(try list { reader throws(CommandFault) in try reader.word() })
            guard words.isSubset(of: ["MIN", "MAX", "ALL", "COUNT"]) else {
                throw .bad("Unknown RETURN option")
            }
            results = words.isEmpty ? ["ALL"] : words
            try space()
        }
        if skip(word: "CHARSET ") {
            let charset = String(decoding: try astring(), as: UTF8.self).uppercased()
            guard charset == "UTF-8" || charset == "US-ASCII" else {
                throw .no("[BADCHARSET (UTF-8)] Unknown charset")
            }
            try space()
        }
        return SearchRequest(results: results, key: try searchKeys(depth: 0))
    }

    private mutating func searchKeys(depth: Int) throws(CommandFault) -> SearchKey {
        var keys: [SearchKey] = []
        repeat { keys.append(try searchKey(depth: depth)) } while skip(" ")
        return keys.count == 1 ? keys[0] : .and(keys)
    }

    private mutating func searchKey(depth: Int) throws(CommandFault) -> SearchKey {
        guard depth < Limits.searchDepth else { throw .bad("Search is nested too deeply") }
        if skip("(") {
            let key = try searchKeys(depth: depth + 1)
            try expect(")")
            return key
        }
        if let first = peek, first == UInt8(ascii: "*") || (48...57).contains(first) {
            return .sequence(try numberSet())
        }
        let word = try word()
        if let key = flagKey(word) { return key }
        try space()
        switch word {
        case "NOT": return .not(try searchKey(depth: depth + 1))
        case "OR":
            let left = try searchKey(depth: depth + 1)
            try space()
            return .or(left, try searchKey(depth: depth + 1))
        case "UID": return .uids(try numberSet())
        case "KEYWORD": return .keyword(try keyword(), isSet: true)
        case "UNKEYWORD": return .keyword(try keyword(), isSet: false)
        case "LARGER": return .larger(try number())
        case "SMALLER": return .smaller(try number())
        case "MODSEQ": return .modSeq(try modSeq())
        case "FROM", "TO", "CC", "BCC", "SUBJECT": return .header(word, try astring())
        case "HEADER":
            let name = String(decoding: try astring(), as: UTF8.self)
            try space()
            return .header(name, try astring())
        case "BODY": return .body(try astring())
        case "TEXT": return .text(try astring())
        default: return try dateKey(word)
        }
    }

    /// A key without arguments.
    private func flagKey(_ word: String) -> SearchKey? {
        switch word {
        case "ALL", "OLD": .all
        case "NEW", "RECENT": SearchKey.none
        case "SEEN": .flag(.seen, isSet: true)
        case "UNSEEN": .flag(.seen, isSet: false)
        case "ANSWERED": .flag(.answered, isSet: true)
        case "UNANSWERED": .flag(.answered, isSet: false)
        case "FLAGGED": .flag(.flagged, isSet: true)
        case "UNFLAGGED": .flag(.flagged, isSet: false)
        case "DELETED": .flag(.deleted, isSet: true)
        case "UNDELETED": .flag(.deleted, isSet: false)
        case "DRAFT": .flag(.draft, isSet: true)
        case "UNDRAFT": .flag(.draft, isSet: false)
        default: nil
        }
    }

    private mutating func dateKey(_ word: String) throws(CommandFault) -> SearchKey {
        let text = String(decoding: try astring(), as: UTF8.self)
        guard let day = DateText.parse(day: text) else { throw .bad("Unknown search key \(word)") }
        switch word {
        case "BEFORE": return .arrived(.before, day)
        case "ON": return .arrived(.on, day)
        case "SINCE": return .arrived(.since, day)
        case "SENTBEFORE": return .sent(.before, day)
        case "SENTON": return .sent(.on, day)
        case "SENTSINCE": return .sent(.since, day)
        default: throw .bad("Unknown search key \(word)")
        }
    }

    private mutating func keyword() throws(CommandFault) -> Keyword {
        guard let keyword = Keyword(try atom()) else { throw .bad("Not a keyword") }
        return keyword
    }

    /// The number, after an optional entry name and type (RFC 7162 §3.1.5).
    private mutating func modSeq() throws(CommandFault) -> UInt64 {
        if peek == UInt8(ascii: "\"") {
            _ = try string()
            try space()
            _ = try atom()
            try space()
        }
        return try number()
    }
}
