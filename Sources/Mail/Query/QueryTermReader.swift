/// Understands what stands behind a key such as `before:` or a pattern such as `~z`.
struct QueryTermReader {
    let dates: QueryDates
    /// Where the term begins, for what is said about it.
    let index: Int

    func term(
        _ key: QueryKey, _ value: String, isExact: Bool
    ) throws(QueryFault) -> Query.Term {
        switch key {
        case .from, .to, .cc, .bcc, .subject, .body, .list, .filename:
            let field = Query.Field(rawValue: key.rawValue) ?? .anywhere
            return .words(Query.Words(value, in: field, isExact: isExact))
        case .has:
            guard ["attachment", "attachments"].contains(value.lowercased()) else {
                throw QueryFault("has: knows only has:attachment", at: index)
            }
            return .attachment
        case .is: return try state(value)
        case .in: return .mailbox(value)
        case .account: return .account(value)
        case .label: return .label(try keyword(value))
        case .before: return .until(try day(value))
        case .after: return .since(try day(value))
        case .larger: return .larger(try octets(value))
        case .smaller: return .smaller(try octets(value))
        }
    }

    func condition(
        _ pattern: MuttPattern, _ value: String, isExact: Bool
    ) throws(QueryFault) -> Query.Condition {
        if let field = pattern.field {
            return .term(.words(Query.Words(value, in: field, isExact: isExact)))
        }
        switch pattern {
        case .label: return .term(.label(try keyword(value)))
        case .date: return try period(value)
        default: return try sizes(value)
        }
    }

    // MARK: Values

    private func state(_ value: String) throws(QueryFault) -> Query.Term {
        switch value.lowercased() {
        case "unread", "unseen", "new": return .unread
        case "read": return .flags(.seen)
        default:
            guard let flag = Flags(name: value) else {
                throw QueryFault(
                    "is: knows unread, read, flagged, answered, draft and deleted", at: index)
            }
            return .flags(flag)
        }
    }

    private func keyword(_ value: String) throws(QueryFault) -> Keyword {
        guard let keyword = Keyword(value) else {
            throw QueryFault("\"\(value)\" cannot be a label", at: index)
        }
        return keyword
    }

    private func day(_ value: String) throws(QueryFault) -> Timestamp {
        guard let day = dates.start(of: value) else {
            throw QueryFault(
                "\"\(value)\" is no date; write 2026-01-31, 2026-01, today or an age like 3w",
                at: index)
        }
        return day
    }

    /// A number of octets; K, M and G are powers of 1,024.
    private func octets(_ value: String) throws(QueryFault) -> Int {
        let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
        var digits = value.lowercased()[...]
        if digits.last == "b" { digits.removeLast() }
        let unit = digits.last.flatMap { units[$0] }
        if unit != nil { digits.removeLast() }
        guard digits.allSatisfy(\.isASCII), let number = Int(digits), number >= 0,
            case let (octets, overflows) = number.multipliedReportingOverflow(by: unit ?? 1),
            !overflows
        else {
            throw QueryFault("\"\(value)\" is no size; write 500, 20K or 1M", at: index)
        }
        return octets
    }

    /// Mutt's `>1M`, `<20K` and `20K-1M`.
    private func sizes(_ value: String) throws(QueryFault) -> Query.Condition {
        switch value.first {
        case ">": return .term(.larger(try octets(String(value.dropFirst()))))
        case "<": return .term(.smaller(try octets(String(value.dropFirst()))))
        default: break
        }
        let ends = value.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            throw QueryFault("Write ~z >1M, ~z <20K or ~z 20K-1M", at: index)
        }
        var parts: [Query.Condition] = []
        if !ends[0].isEmpty { parts.append(.not(.term(.smaller(try octets(String(ends[0])))))) }
        if !ends[1].isEmpty { parts.append(.not(.term(.larger(try octets(String(ends[1])))))) }
        return .all(parts.isEmpty ? [.term(.everything)] : parts)
    }

    /// Mutt's `<3w`, `>1m`, `=2d`, `31/1/2026` and `1/1/2026-31/1/2026`.
    private func period(_ value: String) throws(QueryFault) -> Query.Condition {
        guard let period = dates.period(value) else {
            throw QueryFault(
                "Write ~d <3w, ~d >1m, ~d 31/1/2026 or ~d 1/1/2026-31/1/2026", at: index)
        }
        var parts: [Query.Condition] = []
        if let since = period.since { parts.append(.term(.since(since))) }
        if let until = period.until { parts.append(.term(.until(until))) }
        return .all(parts.isEmpty ? [.term(.everything)] : parts)
    }
}
