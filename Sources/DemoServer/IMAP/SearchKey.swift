import Mail

/// What SEARCH asks of each message (RFC 3501 §6.4.4).
///
/// Text is compared octet by octet without regard to the case of ASCII letters, as it stands in
/// the mail: encoded words and bodies are not decoded.
indirect enum SearchKey: Sendable {
    enum DateRelation: Sendable {
        case before, on, since
    }

    case all
    case none
    case flag(Flags, isSet: Bool)
    case keyword(Keyword, isSet: Bool)
    case header(String, [UInt8])
    case body([UInt8])
    case text([UInt8])
    case arrived(DateRelation, CivilTime)
    case sent(DateRelation, CivilTime)
    case larger(UInt64)
    case smaller(UInt64)
    case modSeq(UInt64)
    case uids(NumberSet)
    case sequence(NumberSet)
    case not(SearchKey)
    case or(SearchKey, SearchKey)
    case and([SearchKey])

    /// The highest numbers, which `*` stands for.
    struct Bounds: Sendable {
        let uid: UInt32
        let sequence: UInt32
    }

    func matches(_ message: ServerMessage, at sequence: UInt32, in bounds: Bounds) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .flag(let flag, let isSet): message.flags.contains(flag) == isSet
        case .keyword(let keyword, let isSet): message.keywords.contains(keyword) == isSet
        case .header(let name, let text): SearchKey.header(name, of: message, contains: text)
        case .body(let text):
            message.raw[MessagePart(message: message.raw).bodyRange].contains(ignoringCase: text)
        case .text(let text): message.raw[...].contains(ignoringCase: text)
        case .arrived(let relation, let day):
            relation.holds(CivilTime(message.internalDate, offset: 0), day)
        case .sent(let relation, let day):
            SearchKey.sentDay(of: message).map { relation.holds($0, day) } ?? false
        case .larger(let size): UInt64(message.raw.count) > size
        case .smaller(let size): UInt64(message.raw.count) < size
        case .modSeq(let bound): message.modSeq >= bound
        case .uids(let set): set.ranges(last: bounds.uid).contains { $0.contains(message.uid) }
        case .sequence(let set):
            set.ranges(last: bounds.sequence).contains { $0.contains(sequence) }
        case .not(let key): !key.matches(message, at: sequence, in: bounds)
        case .or(let left, let right):
            left.matches(message, at: sequence, in: bounds)
                || right.matches(message, at: sequence, in: bounds)
        case .and(let keys): keys.allSatisfy { $0.matches(message, at: sequence, in: bounds) }
        }
    }

    /// Whether a condition on MODSEQ is part of it: the answer then names the highest one.
    var mentionsModSeq: Bool {
        switch self {
        case .modSeq: true
        case .not(let key): key.mentionsModSeq
        case .or(let left, let right): left.mentionsModSeq || right.mentionsModSeq
        case .and(let keys): keys.contains { $0.mentionsModSeq }
        default: false
        }
    }

    private static func header(
        _ name: String, of message: ServerMessage, contains text: [UInt8]
    ) -> Bool {
        MessagePart(message: message.raw).header.fields.contains {
            $0.name.lowercased() == name.lowercased() && $0.value[...].contains(ignoringCase: text)
        }
    }

    private static func sentDay(of message: ServerMessage) -> CivilTime? {
        MessagePart(message: message.raw).header["Date"].flatMap {
            DateText.day(ofHeaderDate: String(decoding: $0, as: UTF8.self))
        }
    }
}

extension SearchKey.DateRelation {
    fileprivate func holds(_ time: CivilTime, _ day: CivilTime) -> Bool {
        let left = (time.year, time.month, time.day)
        let right = (day.year, day.month, day.day)
        return switch self {
        case .before: left < right
        case .on: left == right
        case .since: left >= right
        }
    }
}

extension ArraySlice<UInt8> {
    func contains(ignoringCase text: [UInt8]) -> Bool {
        guard let first = text.first?.lowercasedASCII else { return true }
        guard count >= text.count else { return false }
        for start in startIndex...(endIndex - text.count)
        where self[start].lowercasedASCII == first {
            let piece = self[start..<start + text.count]
            if zip(piece, text).allSatisfy({ $0.lowercasedASCII == $1.lowercasedASCII }) {
                return true
            }
        }
        return false
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
    }
}
