import Mail

extension ParsedMessage {
    /// What the parts made for programs say to a person, in the order they stand.
    ///
    /// Nothing in them is proved: an invitation or a report is as easily forged as any other text.
    public func cards(in zone: LocalZone) -> [MailCard] {
        var cards: [MailCard] = []
        let parts = root.leaves.lazy.filter { PartPurpose($0) != nil }
        var read = 0
        for part in parts.prefix(Limits.cards) where read < Limits.allCardOctets {
            let octets = decodedStart(of: part, octets: Limits.cardOctets)
            read += octets.count
            for card in self.cards(of: part, octets, in: zone)
            where !cards.contains(where: card.says) {
                cards.append(card)
            }
        }
        if cards.isEmpty, let bounce = BounceText(self) {
            let card = DeliveryCard(recipients: bounce.recipients, original: bounce.original)
            cards.append(card.card(part: root.leaves.first?.number ?? root.number, in: zone))
        }
        return Array(cards.prefix(Limits.cards))
    }

    private func cards(
        of part: Part, _ octets: [UInt8], in zone: LocalZone
    ) -> [MailCard] {
        switch PartPurpose(part) {
        case .calendar:
            return CalendarCards.cards(
                octets, charset: part.charset, method: part.contentType.parameters["method"],
                part: part.number, in: zone)
        case .contact:
            return ContactCard.cards(octets, charset: part.charset, part: part.number)
        case .delivery:
            let groups = ReportFields.groups(in: octets)
            return groups.isEmpty ? [] : [deliveryCard(groups, of: part, in: zone)]
        case .receipt:
            let fields = ReportFields.groups(in: octets).first ?? ReportFields()
            return [ReceiptCard.card(fields, part: part.number)]
        case .complaint:
            let fields = ReportFields.groups(in: octets).first ?? ReportFields()
            return [AbuseCard.card(fields, original: returnedMail, part: part.number, in: zone)]
        case nil:
            return []
        }
    }

    private func deliveryCard(
        _ groups: [ReportFields], of part: Part, in zone: LocalZone
    ) -> MailCard {
        var recipients = groups.compactMap(DeliveryRecipient.init)
        var original = returnedMail
        if recipients.isEmpty, let bounce = BounceText(self) {
            recipients = bounce.recipients
            original = original ?? bounce.original
        }
        explain(&recipients)
        let reporter = groups.lazy.compactMap { $0.typed("reporting-mta") }.first ?? ""
        let card = DeliveryCard(recipients: recipients, original: original, reporter: reporter)
        return card.card(part: part.number, in: zone)
    }

    /// Where the fields give no reason, the words for people beside them may.
    private func explain(_ recipients: inout [DeliveryRecipient]) {
        let silent = recipients.indices.prefix(Limits.shownAttendees).filter { index in
            recipients[index].answer.isEmpty && recipients[index].reason.isEmpty
        }
        guard !silent.isEmpty else { return }
        let explanation = BounceExplanation(self)
        for index in silent where explanation.mentions(recipients[index].address) {
            recipients[index].answer = explanation.answer(about: recipients[index].address)
        }
    }

    /// The header of the mail that a report is about.
    private var returnedMail: Envelope? {
        for part in root.leaves {
            switch part.mediaType {
            case _ where part.isMessage:
                if let envelope = envelope(of: part) { return envelope }
            case "text/rfc822-headers", "message/global-headers", "message/rfc822-headers":
                return Envelope(headerOctets: decodedStart(of: part, octets: Limits.cardOctets))
            default: break
            }
        }
        return nil
    }
}

/// What program a part was made for.
private enum PartPurpose {
    case calendar, contact, delivery, receipt, complaint

    /// Nil for a part that is for people.
    init?(_ part: Part) {
        switch part.mediaType {
        case "text/calendar", "application/ics": self = .calendar
        case "text/vcard", "text/x-vcard", "text/directory": self = .contact
        case "message/delivery-status", "message/global-delivery-status": self = .delivery
        case "message/disposition-notification", "message/global-disposition-notification":
            self = .receipt
        case "message/feedback-report": self = .complaint
        default:
            let name = part.filename?.lowercased() ?? ""
            if name.hasSuffix(".ics") {
                self = .calendar
            } else if name.hasSuffix(".vcf") {
                self = .contact
            } else {
                return nil
            }
        }
    }
}

extension MailCard {
    /// Whether another card says the same: senders put the same calendar into two parts.
    fileprivate func says(_ other: MailCard) -> Bool {
        kind == other.kind && title == other.title && rows == other.rows
    }
}
