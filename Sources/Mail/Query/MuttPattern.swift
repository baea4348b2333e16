/// The patterns of Mutt that are understood, by their letters.
enum MuttPattern: Character, CaseIterable {
    case from = "f"
    case to = "t"
    case cc = "c"
    case recipients = "C"
    case people = "L"
    case subject = "s"
    case body = "b"
    case anywhere = "B"
    case label = "y"
    case date = "d"
    case size = "z"
    case new = "N"
    case unread = "U"
    case seen = "R"
    case flagged = "F"
    case answered = "Q"
    case deleted = "D"
    case all = "A"

    /// For a sentence: every letter once.
    static let letters = String(allCases.map(\.rawValue))

    /// What it means by itself; nil where a word must follow.
    var condition: Query.Condition? {
        switch self {
        case .new, .unread: .term(.unread)
        case .seen: .term(.flags(.seen))
        case .flagged: .term(.flags(.flagged))
        case .answered: .term(.flags(.answered))
        case .deleted: .term(.flags(.deleted))
        case .all: .term(.everything)
        case .from, .to, .cc, .recipients, .people, .subject, .body, .anywhere, .label, .date,
            .size:
            nil
        }
    }

    /// Where its words are looked for; nil where it takes no words.
    var field: Query.Field? {
        switch self {
        case .from: .from
        case .to: .to
        case .cc: .cc
        case .recipients: .recipients
        case .people: .people
        case .subject: .subject
        case .body: .body
        case .anywhere: .anywhere
        case .label, .date, .size, .new, .unread, .seen, .flagged, .answered, .deleted, .all: nil
        }
    }
}
