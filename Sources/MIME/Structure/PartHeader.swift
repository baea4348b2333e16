/// The fields of a part that decide how its body is read (RFC 2045, RFC 2183).
///
/// Of a field or parameter that stands twice the first one counts, everywhere.
struct PartHeader {
    private(set) var contentType: ContentType?
    private(set) var disposition: Disposition?
    private(set) var encoding = TransferEncoding.identity
    private(set) var contentID: String?
    private(set) var defects: Set<Defect> = []
    private var dispositionParameters = Parameters.none
    private var seen: [HeaderName] = []

    /// The name for a file: of the disposition, else of the type (RFC 2183 §2.3).
    var filename: String? {
        let candidates = [
            dispositionParameters["filename"], dispositionParameters["name"],
            contentType?.parameters["name"], contentType?.parameters["filename"],
        ]
        return candidates.lazy.compactMap { $0 }.first { !$0.isEmpty }
    }

    mutating func read(_ field: HeaderField, _ octets: [UInt8]) {
        guard let name = field.known else { return }
        switch name {
        case .contentType, .contentDisposition, .contentEncoding, .contentID: break
        default: return
        }
        guard !seen.contains(name) else {
            defects.insert(.duplicateField)
            return
        }
        seen.append(name)
        read(name, octets, field.body)
    }

    private mutating func read(_ name: HeaderName, _ octets: [UInt8], _ body: Range<Int>) {
        switch name {
        case .contentType:
            let type = ContentType(octets, in: body)
            if !type.isReadable { defects.insert(.unreadableContentType) }
            if type.parameters.hasDuplicates { defects.insert(.duplicateParameter) }
            contentType = type
        case .contentDisposition:
            var cursor = FieldCursor(octets, in: body)
            cursor.skipBlanks()
            let word = cursor.run(until: ";=")
            if cursor.current == UInt8(ascii: "=") {
                // "Content-Disposition: filename=…" without the word.
                cursor = FieldCursor(octets, in: body)
            } else if !word.isEmpty {
                // RFC 2183 §2.8: an unknown disposition is an attachment.
                disposition = Disposition(rawValue: word.lowercasedText) ?? .attachment
            }
            dispositionParameters = Parameters(&cursor)
            if dispositionParameters.hasDuplicates { defects.insert(.duplicateParameter) }
        case .contentEncoding:
            var cursor = FieldCursor(octets, in: body)
            cursor.skipBlanks()
            let word = cursor.run(until: ";,").filter { $0 != UInt8(ascii: "\"") }
            let known = TransferEncoding(named: word.lowercasedText)
            if known == nil { defects.insert(.unknownEncoding) }
            encoding = known ?? .identity
        case .contentID:
            contentID = MessageIDList.first(octets, in: body)
        default:
            break
        }
    }
}
