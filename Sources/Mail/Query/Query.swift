/// A question for messages as a person types it, such as `from:alice budget -is:unread`.
///
/// Words are looked for in subject, people and text. The same question means the same in a list,
/// a limit, a search and a command, and on POP and IMAP accounts alike.
public struct Query: Hashable, Sendable {
    /// As it was typed, without blanks around it.
    public let text: String
    /// What a message must fulfil; nil: every message is meant.
    public let condition: Condition?

    /// Every message.
    public static let everything = Query(text: "", condition: nil)

    /// Reads what was typed; nothing at all means every message.
    ///
    /// - Parameters:
    ///   - now: what ages such as `3w` are counted from.
    ///   - zone: where a day of the calendar begins.
    /// - Throws: what is wrong and where, for the person who typed it.
    public init(_ text: String, now: Timestamp, zone: LocalZone = .utc) throws(QueryFault) {
        var parser = try QueryParser(text, dates: QueryDates(now: now, zone: zone))
        self.init(text: parser.text, condition: try parser.condition())
    }

    init(text: String, condition: Condition?) {
        self.text = text
        self.condition = condition
    }

    /// Whether it lets every message through.
    public var isEmpty: Bool { condition == nil }

    /// Whether it asks for words, which an index has to know.
    public var asksForWords: Bool { condition?.asksForWords ?? false }

    /// Messages that this and another question both ask for.
    public func and(_ other: Query) -> Query {
        guard let mine = condition else { return other }
        guard let theirs = other.condition else { return self }
        return Query(text: "(\(text)) (\(other.text))", condition: .all([mine, theirs]))
    }
}

extension Query {
    /// Terms joined by and, or and not.
    public indirect enum Condition: Hashable, Sendable {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case term(Term)

        /// Calls itself as deep as the question goes, which reading it has bounded.
        fileprivate var asksForWords: Bool {
            switch self {
            case .all(let parts), .any(let parts): parts.contains(where: \.asksForWords)
            case .not(let part): part.asksForWords
            case .term(.words): true
            case .term: false
            }
        }
    }

    /// One thing that is true of a message or not.
    public enum Term: Hashable, Sendable {
        case words(Words)
        /// As lists show it: not seen, and not marked as deleted.
        case unread
        /// All of these flags are set.
        case flags(Flags)
        case attachment
        /// A mailbox by its name or its role.
        case mailbox(String)
        case account(String)
        case label(Keyword)
        /// Of this moment or later.
        case since(Timestamp)
        /// Of an earlier moment.
        case until(Timestamp)
        /// Of more octets.
        case larger(Int)
        /// Of fewer octets.
        case smaller(Int)
        case everything
    }

    /// Words that must occur one behind the other.
    public struct Words: Hashable, Sendable {
        public var text: String
        public var field: Field
        /// Whether the last word is meant as it stands, and is not the beginning of a longer one.
        public var isExact: Bool

        public init(_ text: String, in field: Field = .anywhere, isExact: Bool = false) {
            self.text = text
            self.field = field
            self.isExact = isExact
        }
    }

    /// Where words are looked for.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        /// Subject, people and text.
        case anywhere
        case subject, from, to, cc, bcc
        /// The text a person reads.
        case body
        /// Names of attached files.
        case filename
        /// The List-Id (RFC 2919).
        case list
        /// From, To, Cc and Bcc.
        case people
        /// To, Cc and Bcc.
        case recipients
    }
}

/// Why a question cannot be understood, and where in it.
public struct QueryFault: Error, Hashable, Sendable {
    /// For a person, without a full stop.
    public let reason: String
    /// The character it begins at, counted from 1.
    public let place: Int

    init(_ reason: String, at index: Int) {
        self.reason = reason
        place = index + 1
    }

    /// One sentence, the place first: there is little room beside what was typed.
    public var sentence: String { "At character \(place): \(reason)" }
}
