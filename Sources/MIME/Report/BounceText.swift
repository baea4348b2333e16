import Mail

/// Reads a report that was written for people only, as qmail, Exim and many others send it.
///
/// There is no grammar: the sender and the subject must both be those of such a report, and then
/// lines that begin with an address name the recipients.
struct BounceText {
    private(set) var recipients: [DeliveryRecipient] = []
    /// The header of the returned mail, where it stands in the text.
    private(set) var original: Envelope?

    /// Nil where the message is no such report or names no recipient.
    init?(_ message: ParsedMessage) {
        guard BounceText.isReport(message) else { return nil }
        let explanation = BounceExplanation(message)
        original = explanation.original
        let action: DeliveryRecipient.Action =
            BounceText.isDelay(subject: message.envelope.subject, words: explanation.words)
            ? .delayed : .failed
        let declared = message.fields(named: "x-failed-recipients")
            .flatMap { AddressParser.parse(message.octets, in: $0.body) }.map(\.address)
        var addresses = declared.filter { $0.contains("@") }
        if addresses.isEmpty { addresses = explanation.leadingAddresses }
        if addresses.isEmpty {
            let own = Set(message.envelope.to.map { $0.address.lowercased() })
            addresses = explanation.anyAddress(but: own).map { [$0] } ?? []
        }
        var seen: Set<String> = []
        for address in addresses.prefix(Limits.reportGroups)
        where seen.insert(address.lowercased()).inserted {
            // Only the first ones are shown by themselves.
            let isShown = recipients.count <= Limits.shownAttendees
            recipients.append(
                DeliveryRecipient(
                    address: address, action: action,
                    answer: isShown ? explanation.answer(about: address) : ""))
        }
        if recipients.isEmpty { return nil }
    }

    // MARK: - Whether it is one

    private static func isReport(_ message: ParsedMessage) -> Bool {
        let from = message.envelope.from.first
        let local = (from?.address ?? "").prefix { $0 != "@" }.lowercased()
        let name = (from?.name ?? "").lowercased()
        let isFromSystem =
            senders.contains(local) || senders.contains(name) || name.contains("mail delivery")
            || (from?.address ?? "").isEmpty
            || !message.fields(named: "x-failed-recipients").isEmpty
        let subject = message.envelope.subject.lowercased()
        return isFromSystem && subjects.contains(where: subject.contains)
    }

    static let senders: Set<String> = [
        "mailer-daemon", "mail-daemon", "mailerdaemon", "mailer_daemon", "postmaster",
    ]

    private static let subjects = [
        "undeliver", "delivery fail", "failure notice", "returned mail", "delivery status",
        "mail system error", "non delivery", "nondelivery", "non-delivery", "mail failure",
        "mail delivery fail", "delivery failure", "could not send", "delayed", "not delivered",
        "delivery problem", "delivery error", "delivery report", "returning message",
    ]

    private static func isDelay(subject: String, words: String) -> Bool {
        let subject = subject.lowercased()
        let words = words.lowercased()
        return subject.contains("delay") || subject.contains("warning")
            || [
                "will continue to try", "will keep trying", "still trying", "no action is required",
            ]
            .contains(where: words.contains)
    }
}
