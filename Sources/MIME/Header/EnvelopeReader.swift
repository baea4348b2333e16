import Mail

extension Envelope {
    /// Reads a header block as IMAP's `BODY[HEADER]` or POP's `TOP n 0` deliver it.
    public init(headerOctets octets: [UInt8]) {
        var reader = EnvelopeReader(octets)
        var scanner = HeaderScanner(octets, in: octets.indices)
        while let field = scanner.next() { reader.read(field) }
        self = reader.envelope
    }
}

/// Gathers an envelope from the fields of a header.
///
/// Of a field that stands twice the first counts, everywhere; only the lists of recipients grow, and
/// a date that breaks off gives way to a whole one.
struct EnvelopeReader {
    private let octets: [UInt8]
    private(set) var envelope = Envelope()
    private(set) var defects: Set<Defect> = []
    private var seen: [HeaderName] = []
    private var hasWholeDate = false

    init(_ octets: [UInt8]) {
        self.octets = octets
        seen.reserveCapacity(16)
    }

    mutating func read(_ field: HeaderField) {
        guard let name = field.known else { return }
        if seen.contains(name) {
            defects.insert(.duplicateField)
            guard name.isRepeatable || (name == .date && !hasWholeDate) else { return }
        } else {
            seen.append(name)
        }
        read(name, field.body)
    }

    private mutating func read(_ name: HeaderName, _ body: Range<Int>) {
        switch name {
        case .date:
            guard let date = DateParser.read(octets, in: body) else {
                defects.insert(.unreadableDate)
                return
            }
            hasWholeDate = date.isWhole
            if date.isWhole || envelope.date == nil { envelope.date = date.moment }
        case .subject: envelope.subject = HeaderText.decode(octets, in: body)
        case .from: envelope.from = AddressParser.parse(octets, in: body)
        case .sender: envelope.sender = AddressParser.parse(octets, in: body)
        case .replyTo: envelope.replyTo = AddressParser.parse(octets, in: body)
        case .to: append(body, to: \.to)
        case .cc: append(body, to: \.cc)
        case .bcc: append(body, to: \.bcc)
        case .messageID: envelope.messageID = MessageIDList.first(octets, in: body)
        case .inReplyTo:
            envelope.inReplyTo = MessageIDList.parse(octets, in: body, limit: Limits.references)
        case .references:
            envelope.references = MessageIDList.parse(octets, in: body, limit: Limits.references)
        case .listID: envelope.listID = MessageIDList.first(octets, in: body)
        case .contentType, .contentDisposition, .contentEncoding, .contentID: break
        }
    }

    private mutating func append(
        _ body: Range<Int>, to list: WritableKeyPath<Envelope, [Address]>
    ) {
        let room = Limits.addresses - envelope[keyPath: list].count
        envelope[keyPath: list] += AddressParser.parse(octets, in: body).prefix(room)
    }
}
