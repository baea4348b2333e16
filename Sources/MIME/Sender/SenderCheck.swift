import Mail

/// Looks at the fields that say who wrote a mail and where an answer goes.
struct SenderCheck {
    private let message: ParsedMessage
    private let envelope: Envelope
    private let lists: MailingList
    private(set) var suspicions: [Suspicion] = []

    init(_ message: ParsedMessage) {
        self.message = message
        envelope = message.envelope
        lists = MailingList(message)
        checkFrom()
        for sender in envelope.from.prefix(Limits.checkedSenders) { checkName(of: sender) }
        checkDomains()
        checkReplies()
        checkSender()
        checkHidden()
    }

    private var from: Address? { envelope.from.first { !$0.address.isEmpty } }

    private mutating func checkFrom() {
        let people = Set(
            message.addresses(ofFieldsNamed: "from").lazy.map(\.address).filter { !$0.isEmpty }
                .map { $0.lowercased() })
        if people.count > 1 {
            suspicions.append(.severalSenders(count: people.count))
        } else if from == nil, envelope.from.first?.name.lowercased() != "mailer-daemon" {
            suspicions.append(.noSender)
        }
    }

    private mutating func checkName(of sender: Address) {
        if let shown = foreignAddress(in: sender.name, of: sender) {
            suspicions.append(.nameShowsAddress(name: shown, address: sender.address))
        } else if let at = sender.address.lastIndex(of: "@") {
            // What stands before the "@" can hold an address too, quoted or encoded.
            let local = HeaderText.decode(Array(sender.address[..<at].utf8))
            guard let shown = foreignAddress(in: local, of: sender) else { return }
            suspicions.append(.nameShowsAddress(name: shown, address: sender.address))
        }
    }

    /// The text when it shows an address of another owner; lists that speak for somebody say "via".
    private func foreignAddress(in text: String, of sender: Address) -> String? {
        let own = RegistrableDomain(ofAddress: sender.address)
        let isForeign = ShownAddress.domains(in: text).contains { domain in
            RegistrableDomain(domain) != own
        }
        guard isForeign, !(lists.isList && text.lowercased().contains(" via ")) else {
            return nil
        }
        return text
    }

    private mutating func checkDomains() {
        var seen: Set<String> = []
        let all = envelope.from + envelope.sender + envelope.replyTo
        for address in all.prefix(Limits.checkedSenders) {
            guard let at = address.address.lastIndex(of: "@") else { continue }
            let domain = String(address.address[address.address.index(after: at)...])
            let encoded = DomainText.encoded(domain)
            guard seen.insert(encoded).inserted, DomainText.isDeceptive(domain) else { continue }
            suspicions.append(.mixedScripts(domain: domain, encoded: encoded))
        }
    }

    private mutating func checkReplies() {
        guard let from, let own = RegistrableDomain(ofAddress: from.address) else { return }
        // A list that writes in its own name sends answers to the author.
        guard !lists.owns(own) else { return }
        for reply in envelope.replyTo.prefix(Limits.checkedSenders) {
            guard let domain = RegistrableDomain(ofAddress: reply.address), domain != own,
                !lists.owns(domain)
            else { continue }
            suspicions.append(.repliesElsewhere(from: from.address, to: reply.address))
            return
        }
    }

    private mutating func checkSender() {
        guard let from, let own = RegistrableDomain(ofAddress: from.address),
            let sender = envelope.sender.first(where: { !$0.address.isEmpty }),
            let other = RegistrableDomain(ofAddress: sender.address), other != own,
            !lists.isList
        else { return }
        suspicions.append(.sentByAnother(sender: sender.address))
    }

    private mutating func checkHidden() {
        let senders = envelope.from.prefix(Limits.checkedSenders)
        if senders.contains(where: { HiddenCharacters.stand(in: $0.name + $0.address) }) {
            suspicions.append(.hiddenCharacters(field: "From"))
        }
        if HiddenCharacters.stand(in: envelope.subject) {
            suspicions.append(.hiddenCharacters(field: "Subject"))
        }
    }
}

extension ParsedMessage {
    /// What about the sender deserves a second look; empty for ordinary mail.
    ///
    /// Nothing here proves anything: every field can be forged, and none is compared with the way
    /// the mail came.
    public var suspicions: [Suspicion] { SenderCheck(self).suspicions }

    /// The addresses of all fields of that name (in lower case), where a mail has several.
    func addresses(ofFieldsNamed name: String) -> [Address] {
        fields(named: name).flatMap { AddressParser.parse(octets, in: $0.body) }
    }

    /// The first few fields of that name (in lower case).
    func fields(named name: String) -> [HeaderField] {
        let name = Array(name.utf8)
        return Array(
            headerFields.lazy.filter { octets[$0.name].isEqualIgnoringCase(to: name) }
                .prefix(Limits.checkedSenders))
    }
}
