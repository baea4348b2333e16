import Mail

/// Makes a card of a contact (vCard 2.1, 3.0 of RFC 2426, 4.0 of RFC 6350); no picture is shown.
struct ContactCard {
    private let contact: CalendarComponent
    private var rows: [MailCard.Row] = []

    private init(_ contact: CalendarComponent) {
        self.contact = contact
    }

    /// The first contacts of a file, and how many there are beside them.
    static func cards(_ octets: [UInt8], charset: Charset?, part: String) -> [MailCard] {
        let contacts = CalendarComponent.all(in: ContentLine.all(in: octets, charset: charset))
            .filter { $0.name == "vcard" }
        var cards = contacts.prefix(Limits.shownEvents).map { ContactCard($0).card(part: part) }
        let others = contacts.count - cards.count
        if others > 0 {
            let entries = others == 1 ? "1 more contact" : "\(others) more contacts"
            cards[cards.count - 1].rows.append(MailCard.Row("More", entries))
        }
        return cards
    }

    private func card(part: String) -> MailCard {
        var maker = self
        maker.add("Organisation", of: "org") { $0.vCardFields.joined(separator: ", ") }
        maker.add("Title", of: "title") { $0.vCardText }
        maker.add("Role", of: "role") { $0.vCardText }
        maker.add("Mail", of: "email") { line in
            ContactCard.withUse(DomainText.shownAddress(line.vCardText), line)
        }
        maker.add("Phone", of: "tel") { line in
            let number = line.vCardText
            return ContactCard.withUse(
                number.lowercased().hasPrefix("tel:") ? String(number.dropFirst(4)) : number, line)
        }
        maker.add("Address", of: "adr") { line in
            ContactCard.withUse(line.vCardFields.joined(separator: ", "), line)
        }
        maker.add("Link", of: "url") { $0.vCardText }
        maker.add("Birthday", of: "bday") { ContactCard.day($0.vCardText) }
        maker.add("Note", of: "note") { $0.vCardText }
        return MailCard(kind: .contact, title: "Contact: \(name)", rows: maker.rows, part: part)
    }

    private var name: String {
        let full = contact.first("fn")?.vCardText.onOneLine ?? ""
        // Family, given, additional, before, after (RFC 6350 §6.2.2).
        let parts = contact.first("n")?.allVCardFields ?? []
        let ordered = [3, 1, 2, 0, 4].compactMap { parts.indices.contains($0) ? parts[$0] : nil }
        let candidates = [
            full, ordered.filter { !$0.isEmpty }.joined(separator: " ").onOneLine,
            contact.first("org")?.vCardFields.first?.onOneLine ?? "",
            contact.first("email")?.vCardText.onOneLine ?? "",
        ]
        return (candidates.first { !$0.isEmpty } ?? "(no name)")
            .shortened(to: Limits.cardTitleCharacters)
    }

    private mutating func add(
        _ label: String, of name: String, value: (ContentLine) -> String
    ) {
        let values = contact.all(name).map { value($0).onOneLine }.filter { !$0.isEmpty }
        for (index, value) in values.prefix(Limits.shownAttendees).enumerated() {
            let text = value.shortened(to: Limits.cardValueCharacters)
            rows.append(MailCard.Row(index == 0 ? label : "", text))
        }
    }

    /// "…  (work)" from TYPE=work, or the bare parameter of vCard 2.1.
    private static func withUse(_ text: String, _ line: ContentLine) -> String {
        let uses = line.parameters.filter { $0.name == "type" || $0.name.isEmpty }
            .flatMap { $0.value.split(separator: UInt8(ascii: ",")).map(\.lowercasedText) }
            .filter { ["work", "home", "cell", "mobile", "fax", "pager"].contains($0) }
        let plain = text.onOneLine
        return uses.isEmpty || plain.isEmpty ? plain : "\(plain) (\(uses.joined(separator: ", ")))"
    }

    /// A day as people write it; a form that is not known stays as it is.
    private static func day(_ text: String) -> String {
        let octets = Array(text.utf8)
        if let time = CalendarTime(octets[...], zone: .floating) {
            return "\(time.civil.day) \(DateWords.month(time.civil.month)) \(time.civil.year)"
        }
        // "--0412": without a year (RFC 6350 §4.3.1).
        let digits = octets.filter(\.isDigit).map { Int($0 - 0x30) }
        guard text.hasPrefix("--"), digits.count == 4 else { return text }
        let month = digits[0] * 10 + digits[1]
        guard (1...12).contains(month) else { return text }
        return "\(digits[2] * 10 + digits[3]) \(DateWords.month(month))"
    }
}

extension ContentLine {
    /// The value as text; vCard 2.1 encodes it and says its charset beside it.
    fileprivate var vCardText: String { decodedForVCard?.plainText ?? text }

    /// The fields that say something.
    fileprivate var vCardFields: [String] { allVCardFields.filter { !$0.isEmpty } }

    fileprivate var allVCardFields: [String] {
        (decodedForVCard?.fields ?? fields).map(\.onOneLine)
    }

    /// Nil where nothing is encoded.
    private var decodedForVCard: ContentLine? {
        let declared = self["charset"].flatMap(Charset.init(named:))
        let words = parameters.map { $0.value.lowercasedText }
        let encoding = words.lazy.compactMap { word -> TransferEncoding? in
            word == "quoted-printable" || word == "base64" || word == "b"
                ? TransferEncoding(named: word) : nil
        }.first
        guard declared != nil || encoding != nil else { return nil }
        var octets: [UInt8] = []
        var decoder = TransferDecoder(encoding ?? .identity)
        decoder.update(value[...], into: &octets)
        decoder.finish(into: &octets)
        return ContentLine(
            copy: self, value: octets, charset: declared ?? .detected(in: octets[...]))
    }
}
