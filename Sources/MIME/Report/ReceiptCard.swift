import Mail

/// What a receipt says became of a mail (RFC 8098).
enum ReceiptCard {
    static func card(_ fields: ReportFields, part: String) -> MailCard {
        let recipient = fields.typed("final-recipient") ?? fields.typed("original-recipient") ?? ""
        let shown = DomainText.shownAddress(recipient).onOneLine
            .shortened(to: Limits.cardNameCharacters)
        let mail = shown.isEmpty ? "The mail" : "The mail to \(shown)"
        let disposition = (fields["disposition"] ?? "").lowercased()
        var rows: [MailCard.Row] = []
        if disposition.contains("automatic-action") {
            rows.append(MailCard.Row("Done", "by a program, not by the recipient"))
        }
        for (label, name) in [("Error", "error"), ("Failure", "failure")] {
            guard let text = fields[name] else { continue }
            rows.append(
                MailCard.Row(label, text.onOneLine.shortened(to: Limits.cardValueCharacters)))
        }
        if let program = fields["reporting-ua"] {
            let words = program.onOneLine.shortened(to: Limits.cardNameCharacters)
            rows.append(MailCard.Row("Says", "\(words) (not verified)"))
        }
        return MailCard(
            kind: .receipt, title: "\(mail) \(verb(disposition)), says a receipt", rows: rows,
            part: part)
    }

    /// RFC 8098 §3.2.6.2; nothing says that anybody has read it.
    private static func verb(_ disposition: String) -> String {
        let type = disposition.split(separator: ";").last ?? ""
        let word = type.split { !$0.isLetter }.first ?? ""
        return switch word {
        case "displayed": "was displayed"
        case "deleted": "was deleted"
        case "dispatched": "was sent on by a rule"
        case "processed": "was processed by a program without being displayed"
        case "denied": "may have been displayed; the recipient does not say"
        case "failed": "could not be handled"
        default: "was received"
        }
    }
}
