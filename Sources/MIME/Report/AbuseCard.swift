import Mail

/// What a feedback report says about a mail (RFC 5965, RFC 6591).
enum AbuseCard {
    static func card(
        _ fields: ReportFields, original: Envelope?, part: String, in zone: LocalZone
    ) -> MailCard {
        var rows: [MailCard.Row] = []
        let add = { (label: String, value: String?, rows: inout [MailCard.Row]) in
            guard let value, !value.isEmpty else { return }
            let text = value.onOneLine.shortened(to: Limits.cardValueCharacters)
            rows.append(MailCard.Row(label, text))
        }
        let from = original?.from.first.map { DomainText.shownAddress($0.address) }
        add("From", from ?? fields["original-mail-from"], &rows)
        add("To", fields["original-rcpt-to"], &rows)
        add("Subject", original?.subject, &rows)
        add("Sent by", fields["source-ip"], &rows)
        add("Domain", fields["reported-domain"], &rows)
        add("Failed", fields["auth-failure"], &rows)
        if let text = fields["arrival-date"] ?? fields["received-date"] {
            let octets = Array(text.utf8)
            let moment = DateParser.parse(octets, in: octets.indices)
            add("Arrived", moment.map { DateWords.moment(zone.civilTime($0)) } ?? text, &rows)
        }
        add("Times", fields["incidents"], &rows)
        if let program = fields["user-agent"] ?? fields.typed("reporting-mta") {
            add("Says", "\(program) (not verified)", &rows)
        }
        let type = (fields["feedback-type"] ?? "").lowercased()
        return MailCard(kind: .abuseReport, title: title(type), rows: rows, part: part)
    }

    /// The types of the registry of RFC 5965 §7.3.
    private static func title(_ type: String) -> String {
        switch type {
        case "abuse": "Somebody reports a mail as unwanted"
        case "fraud": "Somebody reports a mail as fraud"
        case "virus": "Somebody reports a mail that carries a virus"
        case "not-spam": "Somebody reports that a mail was not unwanted"
        case "opt-out", "opt-out-list": "Somebody wants no more mail of a list"
        case "auth-failure": "A mail failed the checks of its origin, says a report"
        default: "A report about a mail"
        }
    }
}
