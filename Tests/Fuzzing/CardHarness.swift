import MIME
import Mail

/// Parts made for programs, of any octets: calendars, contacts, reports.
enum CardHarness {
    private static let types = [
        "text/calendar; method=REQUEST", "text/calendar", "text/vcard; charset=utf-8",
        "message/delivery-status", "message/disposition-notification", "message/feedback-report",
        "text/plain", "application/octet-stream; name=a.pdf",
    ]
    private static let cards = 200
    private static let rows = 500

    /// The first octet chooses the type of the part.
    static func fault(_ octets: [UInt8]) -> String? {
        guard let choice = octets.first else { return nil }
        let header =
            "Subject: Undelivered\r\nFrom: <mailer-daemon@example.org>\r\n"
            + "Content-Type: \(types[Int(choice) % types.count])\r\n\r\n"
        return fault(ParsedMessage(Array(header.utf8) + octets.dropFirst()))
    }

    static func fault(_ message: ParsedMessage) -> String? {
        let cards = message.cards(in: .utc)
        guard cards.count <= CardHarness.cards else { return "\(cards.count) cards" }
        for card in cards {
            guard !card.title.isEmpty else { return "a card without a title" }
            guard card.rows.count <= rows else { return "\(card.rows.count) rows" }
            guard message.part(numbered: card.part) != nil else { return "a card of no part" }
        }
        guard message.suspicions.count <= 1_000 else { return "too many suspicions" }
        for part in message.root.descendants { _ = message.contents(of: part) }
        return nil
    }
}
