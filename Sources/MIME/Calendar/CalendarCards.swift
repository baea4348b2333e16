import Mail

/// The cards of a calendar file: the first events, and how many there are beside them.
enum CalendarCards {
    /// `method`: what the part's Content-Type says, for a calendar that does not say it itself.
    static func cards(
        _ octets: [UInt8], charset: Charset?, method: String?, part: String, in zone: LocalZone
    ) -> [MailCard] {
        let outermost = CalendarComponent.all(in: ContentLine.all(in: octets, charset: charset))
        let inner = outermost + outermost.flatMap { $0.name == "vcalendar" ? $0.children : [] }
        let zones = CalendarZones(inner)
        let items = inner.filter { names.contains($0.name) }
        let declared = outermost.lazy.compactMap { $0.first("method")?.word }.first
        let word = declared ?? method?.lowercased() ?? ""
        var cards = items.prefix(Limits.shownEvents).map { item in
            InvitationCard(item, method: word, zones: zones, in: zone).card(part: part)
        }
        let others = items.count - cards.count
        if others > 0 {
            let entries = others == 1 ? "1 more entry" : "\(others) more entries"
            // Of a long file only the beginning was read.
            let atLeast = octets.count < Limits.cardOctets ? "" : "at least "
            cards[cards.count - 1].rows.append(
                MailCard.Row("More", "\(atLeast)\(entries) in the calendar"))
        }
        return cards
    }

    private static let names: Set<String> = ["vevent", "vtodo", "vjournal", "vfreebusy"]
}
