/// A piece of a typed question.
struct QueryToken: Hashable {
    enum Kind: Hashable {
        case open, close, or, and, not
        /// A word, or what stood in quotes.
        case word(String, isQuoted: Bool)
        /// `key:value` with a key that is known.
        case term(QueryKey, String, isQuoted: Bool)
        /// Mutt's `~x`.
        case pattern(Character)
    }

    var kind: Kind
    /// Where it begins, counted from 0.
    var index: Int
}

/// Words before a colon that mean something.
enum QueryKey: String, CaseIterable {
    case from, to, cc, bcc, subject, body, has, `is`, `in`, account, label, list, before, after
    case larger, smaller, filename
}

/// Cuts a typed question into pieces, in one pass.
struct QueryScanner {
    private let characters: [Character]
    private var index = 0

    init(_ characters: [Character]) {
        self.characters = characters
    }

    /// Every piece; there are never more than characters.
    mutating func tokens() throws(QueryFault) -> [QueryToken] {
        var tokens: [QueryToken] = []
        while let token = try next() {
            tokens.append(token)
        }
        return tokens
    }

    private mutating func next() throws(QueryFault) -> QueryToken? {
        while let blank = current, blank.isWhitespace { index += 1 }
        guard let first = current else { return nil }
        let start = index
        let kind: QueryToken.Kind
        switch first {
        case "(": kind = single(.open)
        case ")": kind = single(.close)
        case "|": kind = single(.or)
        case "-" where isBeforeTerm, "!" where isBeforeTerm: kind = single(.not)
        case "\"": kind = .word(try quoted(), isQuoted: true)
        case "~": kind = try pattern()
        default: kind = try word()
        }
        return QueryToken(kind: kind, index: start)
    }

    private var current: Character? { index < characters.count ? characters[index] : nil }

    private mutating func single(_ kind: QueryToken.Kind) -> QueryToken.Kind {
        index += 1
        return kind
    }

    /// Whether something follows at once; a dash alone is a word.
    private var isBeforeTerm: Bool {
        let next = index + 1
        return next < characters.count && !characters[next].isWhitespace
            && characters[next] != ")"
    }

    private mutating func pattern() throws(QueryFault) -> QueryToken.Kind {
        guard index + 1 < characters.count, !characters[index + 1].isWhitespace else {
            throw QueryFault("A letter must follow ~", at: index)
        }
        index += 2
        return .pattern(characters[index - 1])
    }

    /// What stands in quotes; a backslash takes the next character as it is.
    private mutating func quoted() throws(QueryFault) -> String {
        let start = index
        index += 1
        var text = ""
        while let character = current {
            index += 1
            if character == "\"" { return text }
            if character == "\\", let next = current {
                text.append(next)
                index += 1
            } else {
                text.append(character)
            }
        }
        throw QueryFault("The quote is not closed", at: start)
    }

    private mutating func word() throws(QueryFault) -> QueryToken.Kind {
        let start = index
        while let character = current, !character.isWhitespace, !"()\"".contains(character) {
            index += 1
            guard character == ":" else { continue }
            let key = String(characters[start..<index - 1]).lowercased()
            guard let key = QueryKey(rawValue: key) else { continue }
            return try value(of: key, from: start)
        }
        let text = String(characters[start..<index])
        switch text {
        case "OR": return .or
        case "AND": return .and
        case "NOT": return .not
        default: return .word(text, isQuoted: false)
        }
    }

    private mutating func value(
        of key: QueryKey, from start: Int
    ) throws(QueryFault) -> QueryToken.Kind {
        if current == "\"" { return .term(key, try quoted(), isQuoted: true) }
        let begin = index
        while let character = current, !character.isWhitespace, !"()\"".contains(character) {
            index += 1
        }
        guard index > begin else {
            throw QueryFault("Something must follow \(key.rawValue): without a blank", at: start)
        }
        return .term(key, String(characters[begin..<index]), isQuoted: false)
    }
}
