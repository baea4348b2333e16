/// Makes a condition of a typed question.
///
/// `-` binds closest, then words side by side, which must all be true, then `OR`. Parentheses may
/// stand inside each other to a limit, so that no input makes it call itself without end.
struct QueryParser {
    let text: String
    private let dates: QueryDates
    private let tokens: [QueryToken]
    private let end: Int
    private var index = 0
    private var depth = 0
    private var terms = 0

    init(_ text: String, dates: QueryDates) throws(QueryFault) {
        let characters = Array(text)
        guard characters.count <= Limits.queryCharacters else {
            throw QueryFault(
                "A question has at most \(Limits.queryCharacters) characters",
                at: Limits.queryCharacters)
        }
        self.text = QueryParser.trimmed(characters[...])
        self.dates = dates
        end = characters.count
        var scanner = QueryScanner(characters)
        tokens = try scanner.tokens()
    }

    private static func trimmed(_ characters: ArraySlice<Character>) -> String {
        let start = characters.drop(while: \.isWhitespace)
        let last = start.lastIndex { !$0.isWhitespace }
        return last.map { String(start[...$0]) } ?? ""
    }

    /// Nil when nothing was typed.
    mutating func condition() throws(QueryFault) -> Query.Condition? {
        guard !tokens.isEmpty else { return nil }
        let condition = try anyOf()
        if let token = current {
            throw QueryFault("This parenthesis closes nothing", at: token.index)
        }
        return condition
    }

    private var current: QueryToken? { index < tokens.count ? tokens[index] : nil }

    // MARK: And, or, not

    private mutating func anyOf() throws(QueryFault) -> Query.Condition {
        var parts = [try allOf()]
        while let token = current, token.kind == .or {
            index += 1
            parts.append(try allOf())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func allOf() throws(QueryFault) -> Query.Condition {
        var parts: [Query.Condition] = []
        while let token = current, token.kind != .close, token.kind != .or {
            if token.kind == .and, !parts.isEmpty {
                index += 1
                guard let next = current, next.kind != .close, next.kind != .or else {
                    throw QueryFault("Something must follow AND", at: token.index)
                }
                continue
            }
            parts.append(try single())
        }
        guard !parts.isEmpty else {
            throw QueryFault("Something to look for is missing", at: current?.index ?? end)
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func single() throws(QueryFault) -> Query.Condition {
        guard let token = current else {
            throw QueryFault("Something to look for is missing", at: end)
        }
        index += 1
        switch token.kind {
        case .not:
            return .not(try inside(token) { parser throws(QueryFault) in try parser.single() })
        case .open:
            let part = try inside(token) { parser throws(QueryFault) in try parser.anyOf() }
            guard let close = current, close.kind == .close else {
                throw QueryFault("The parenthesis is not closed", at: token.index)
            }
            index += 1
            return part
        case .close, .or, .and:
            throw QueryFault("Something to look for is missing", at: token.index)
        case .word(let word, let isQuoted):
            return try counted(token, .words(Query.Words(word, isExact: isQuoted)))
        case .term(let key, let value, let isQuoted):
            let reader = QueryTermReader(dates: dates, index: token.index)
            return try counted(token, try reader.term(key, value, isExact: isQuoted))
        case .pattern(let letter):
            return try pattern(letter, token)
        }
    }

    private mutating func inside(
        _ token: QueryToken,
        _ body: (inout QueryParser) throws(QueryFault) -> Query.Condition
    ) throws(QueryFault) -> Query.Condition {
        guard depth < Limits.queryDepth else {
            throw QueryFault(
                "Parentheses go at most \(Limits.queryDepth) deep", at: token.index)
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func counted(
        _ token: QueryToken, _ term: Query.Term
    ) throws(QueryFault) -> Query.Condition {
        terms += 1
        guard terms <= Limits.queryTerms else {
            throw QueryFault("A question has at most \(Limits.queryTerms) terms", at: token.index)
        }
        return .term(term)
    }

    // MARK: Mutt's patterns

    private mutating func pattern(
        _ letter: Character, _ token: QueryToken
    ) throws(QueryFault) -> Query.Condition {
        guard let pattern = MuttPattern(rawValue: letter) else {
            throw QueryFault(
                "~\(letter) is not understood; ~\(MuttPattern.letters) are", at: token.index)
        }
        if let fixed = pattern.condition { return try counting(token, fixed) }
        guard let next = current, case .word(let argument, let isQuoted) = next.kind else {
            throw QueryFault("Something must follow ~\(letter)", at: token.index)
        }
        index += 1
        let reader = QueryTermReader(dates: dates, index: next.index)
        return try counting(
            token, try reader.condition(pattern, argument, isExact: isQuoted))
    }

    private mutating func counting(
        _ token: QueryToken, _ condition: Query.Condition
    ) throws(QueryFault) -> Query.Condition {
        _ = try counted(token, .everything)
        return condition
    }
}
