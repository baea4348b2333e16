/// An organiser or attendee of an event (RFC 5545 §3.8.4.1, §3.8.4.3).
struct Participant {
    let name: String
    let address: String
    /// PARTSTAT in lower case; empty where it is not said.
    let status: String

    init(_ line: ContentLine) {
        let value = line.plainText
        let prefix = "mailto:"
        address =
            value.prefix(prefix.count).lowercased() == prefix
            ? String(value.dropFirst(prefix.count)) : ""
        let common = (line["cn"] ?? "").onOneLine
        name = common == address ? "" : common.shortened(to: Limits.cardNameCharacters)
        status = line["partstat"]?.lowercased() ?? ""
    }

    /// Name and address, each of which can be missing.
    var display: String {
        let shown = DomainText.shownAddress(address).onOneLine
            .shortened(to: Limits.cardNameCharacters)
        if name.isEmpty { return shown.isEmpty ? "somebody" : shown }
        return shown.isEmpty ? name : "\(name) (\(shown))"
    }

    /// With what they answered, where they did.
    var displayWithStatus: String {
        Participant.statusWords[status].map { "\(display): \($0)" } ?? display
    }

    /// "Alice", for a sentence.
    var shortDisplay: String { name.isEmpty ? display : name }

    /// What an answer says, such as "accepts".
    var verb: String {
        switch status {
        case "accepted": "accepts"
        case "declined": "declines"
        case "tentative": "may take part"
        case "delegated": "sends somebody else"
        case "completed": "is done"
        case "in-process": "is at it"
        default: "answers"
        }
    }

    static let statusWords = [
        "accepted": "accepted", "declined": "declined", "tentative": "perhaps",
        "delegated": "sends somebody else", "completed": "done", "in-process": "at it",
    ]
}
