import Mail

/// Says in a sentence what a delivery report says of a mail.
struct DeliveryCard {
    var recipients: [DeliveryRecipient]
    /// The mail it is about, where the report encloses it or its header.
    var original: Envelope?
    /// The system that made the report; empty where it does not say.
    var reporter = ""

    func card(part: String, in zone: LocalZone) -> MailCard {
        var rows: [MailCard.Row] = []
        let add = { (label: String, value: String, rows: inout [MailCard.Row]) in
            guard !value.isEmpty else { return }
            let value = value.onOneLine.shortened(to: Limits.cardValueCharacters)
            rows.append(MailCard.Row(label, value))
        }
        if recipients.count > 1 { addRecipients(to: &rows) }
        if let telling = recipients.first(where: { !$0.answer.isEmpty }) {
            add("Answer", telling.answer, &rows)
        }
        if let delayed = recipients.first(where: { !$0.retryUntil.isEmpty }) {
            add("Tried until", DeliveryCard.date(delayed.retryUntil, in: zone), &rows)
        }
        if let original {
            add("Subject", original.subject, &rows)
            if let from = original.from.first {
                add("From", [from.name, DomainText.shownAddress(from.address)].shown, &rows)
            }
            if let date = original.date {
                add("Sent", DateWords.moment(zone.civilTime(date)), &rows)
            }
        }
        if !reporter.isEmpty { add("Says", "\(reporter) (not verified)", &rows) }
        return MailCard(kind: .deliveryReport, title: title, rows: rows, part: part)
    }

    private func addRecipients(to rows: inout [MailCard.Row]) {
        for (index, recipient) in recipients.prefix(Limits.shownAttendees).enumerated() {
            let reason = recipient.reason.isEmpty ? "" : ", \(recipient.reason)"
            let text = "\(name(recipient)): \(DeliveryCard.word(recipient.action))\(reason)"
            rows.append(
                MailCard.Row(
                    index == 0 ? "To" : "", text.shortened(to: Limits.cardValueCharacters)))
        }
        let others = recipients.count - Limits.shownAttendees
        if others > 0 { rows.append(MailCard.Row("", "and \(others) more")) }
    }

    // MARK: - The sentence

    private var title: String {
        guard let first = recipients.first else { return "A report about the delivery of a mail" }
        guard recipients.count > 1 else {
            let reason = first.reason.isEmpty ? "" : ": \(first.reason)"
            return DeliveryCard.sentence("The mail to \(name(first))", first.action) + reason
        }
        // What went wrong comes first.
        let order: [DeliveryRecipient.Action] = [
            .failed, .delayed, .unknown, .relayed, .expanded, .delivered,
        ]
        let worst = order.first { action in recipients.contains { $0.action == action } }
        let number = recipients.filter { $0.action == worst }.count
        let share = number == recipients.count ? "\(number)" : "\(number) of \(recipients.count)"
        return DeliveryCard.sentence(
            "The mail to \(share) recipients", worst ?? .unknown)
    }

    private func name(_ recipient: DeliveryRecipient) -> String {
        guard !recipient.address.isEmpty else { return "a recipient it does not name" }
        return DomainText.shownAddress(recipient.address).onOneLine
            .shortened(to: Limits.cardNameCharacters)
    }

    private static func sentence(_ mail: String, _ action: DeliveryRecipient.Action) -> String {
        switch action {
        case .failed: "\(mail) could not be delivered"
        case .delayed: "\(mail) has not been delivered yet"
        case .delivered: "\(mail) was delivered"
        case .relayed: "\(mail) was passed on to a system that sends no reports"
        case .expanded: "\(mail) was passed on to the members of a list"
        case .unknown: "\(mail): a report that says neither success nor failure"
        }
    }

    private static func word(_ action: DeliveryRecipient.Action) -> String {
        switch action {
        case .failed: "not delivered"
        case .delayed: "not yet delivered"
        case .delivered: "delivered"
        case .relayed: "passed on"
        case .expanded: "passed on to a list"
        case .unknown: "not said"
        }
    }

    private static func date(_ text: String, in zone: LocalZone) -> String {
        let octets = Array(text.utf8)
        let moment = DateParser.parse(octets, in: octets.indices)
        return moment.map { DateWords.moment(zone.civilTime($0)) } ?? text
    }
}

extension [String] {
    /// "name (address)", of which either can be empty.
    fileprivate var shown: String {
        let parts = filter { !$0.isEmpty }
        return parts.count == 2 ? "\(parts[0]) (\(parts[1]))" : parts.first ?? ""
    }
}
