import Mail

/// A message and its flaws: octets, and the places in them that mean something.
///
/// Parsing never fails and decodes no body; texts and attachments are decoded when asked for.
public struct ParsedMessage: Sendable {
    /// As received.
    public let octets: [UInt8]
    /// The header of the message itself, in order.
    public let headerFields: [HeaderField]
    public let envelope: Envelope
    public let root: Part
    /// Sorted by name; each once.
    public let defects: [Defect]
    /// What ``Part/source`` counts: the message, then the decoded octets of enclosed messages.
    private let sources: [[UInt8]]

    public init(_ octets: [UInt8]) {
        var fields: [HeaderField] = []
        var reader = EnvelopeReader(octets)
        var parser = PartParser(octets)
        parser.parse { field in
            if fields.count < Limits.headerFields { fields.append(field) }
            reader.read(field)
        }
        self.octets = octets
        sources = parser.sources
        headerFields = fields
        envelope = reader.envelope
        root = PartNumbers.numbered(parser.root)
        var defects = parser.defects.union(reader.defects)
        if ParsedMessage.hasControls(octets, in: root.header) {
            defects.insert(.controlInHeader)
        }
        let texts = TextChoice(root).parts(.byRule)
        if texts.contains(where: { $0.declaredCharset != nil && $0.charset == nil }) {
            defects.insert(.unknownCharset)
        }
        self.defects = defects.sorted()
    }

    /// What a person reads of a field: decoded, on one line.
    public func text(of field: HeaderField) -> String {
        HeaderText.decode(octets, in: field.body)
    }

    public func name(of field: HeaderField) -> String {
        String(decoding: octets[field.name], as: UTF8.self)
    }

    /// The octets that the places of a part are in.
    public func source(of part: Part) -> [UInt8] {
        sources.indices.contains(part.source) ? sources[part.source] : []
    }

    /// The envelope of a message enclosed in this one.
    public func envelope(of part: Part) -> Envelope? {
        guard part.isMessage, let enclosed = part.children.first else { return nil }
        return Envelope(headerOctets: Array(source(of: enclosed)[enclosed.header]))
    }

    /// A message enclosed in this one, to be read like any other; nil where the part is none.
    public func message(in part: Part) -> ParsedMessage? {
        part.isMessage ? ParsedMessage(decodedOctets(of: part)) : nil
    }

    /// Everything to save rather than to read, in the order it stands.
    ///
    /// An enclosed message is one attachment; what is inside it belongs to it.
    public var attachments: [Part] {
        root.leaves.flatMap { part in
            (part.isAttachment ? [part] : []) + part.embedded
        }
    }

    public func part(numbered number: String) -> Part? {
        root.descendants.first { $0.number == number }
    }

    private static func hasControls(_ octets: [UInt8], in header: Range<Int>) -> Bool {
        if octets.firstIndex(of: 0, in: header) != nil { return true }
        var index = header.lowerBound
        while let found = octets.firstIndex(of: .carriageReturn, in: index..<header.upperBound) {
            if found + 1 < octets.count, octets[found + 1] != .lineFeed { return true }
            index = found + 1
        }
        return false
    }
}
