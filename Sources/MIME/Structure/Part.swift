/// What a part says it is (RFC 2045 §5).
public struct ContentType: Hashable, Sendable {
    /// `text`, `image`, … in lower case.
    public let type: String
    /// `plain`, `png`, … in lower case.
    public let subtype: String
    public let parameters: Parameters
    /// False where the field could not be understood.
    let isReadable: Bool

    /// What the field says in place of a type, in lower case, where it is none.
    private let written: String?

    /// `text/plain`; what is no type is read as `application/octet-stream` and shown as it is
    /// written.
    public var mediaType: String { written ?? "\(type)/\(subtype)" }

    static let plainText = ContentType(type: "text", subtype: "plain")
    static let unknown = ContentType(type: "application", subtype: "octet-stream")
    static let message = ContentType(type: "message", subtype: "rfc822")

    init(type: String, subtype: String, parameters: Parameters = .none) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
        isReadable = true
        written = nil
    }

    /// What has no `type/subtype` is plain text, whatever its parameters (RFC 2045 §5.2).
    init(_ octets: [UInt8], in range: Range<Int>) {
        var cursor = FieldCursor(octets, in: range)
        cursor.skipBlanks()
        let start = cursor.position
        let type = ContentType.unquoted(cursor.run(until: "/;,"))
        cursor.skipBlanks()
        let hasSlash = cursor.skip(UInt8(ascii: "/"))
        cursor.skipBlanks()
        let subtype = ContentType.unquoted(cursor.run(until: ";,"))
        isReadable = hasSlash && !type.isEmpty && !subtype.isEmpty
        written = isReadable ? ContentType.odd(octets[start..<cursor.end], type: type) : nil
        self.type = isReadable ? written.map { _ in "application" } ?? type : "text"
        self.subtype = isReadable ? written.map { _ in "octet-stream" } ?? subtype : "plain"
        parameters = Parameters(&cursor)
    }

    /// All that stands before the parameters where it is no type (RFC 2045 §5.1).
    ///
    /// What is to be read by people or divided into parts is not lost for a stray word.
    private static func odd(_ octets: ArraySlice<UInt8>, type: String) -> String? {
        guard !["text", "multipart", "message"].contains(type) else { return nil }
        let field = octets.prefix { !";,(=".utf8.contains($0) }
        // "image/png name=x" only lacks its semicolon.
        guard field.endIndex == octets.endIndex || octets[field.endIndex] != UInt8(ascii: "=")
        else { return nil }
        let name = unquoted(field.drop { $0 != UInt8(ascii: "/") }.dropFirst().trimmed)
        let isName = { (octet: UInt8) in
            octet > 0x20 && octet < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(octet)
        }
        let isType = type.utf8.allSatisfy(isName) && name.utf8.allSatisfy(isName)
        return isType ? nil : "\(type)/\(name)"
    }

    /// Some senders put the whole type in quotes.
    private static func unquoted(_ octets: ArraySlice<UInt8>) -> String {
        octets.filter { $0 != UInt8(ascii: "\"") }.lowercasedText
    }

    /// As it is written; nil where the field declares none.
    var charset: String? {
        parameters["charset"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// How a part wants to be shown (RFC 2183).
public enum Disposition: String, Hashable, Sendable {
    case inline, attachment
}

/// A node of the tree of a message, as places in its octets.
///
/// What stands inside an enclosed message that came in base64 or quoted-printable has its places in
/// the decoded octets: ``ParsedMessage/source(of:)`` has the right ones for any part.
public struct Part: Hashable, Sendable {
    /// As IMAP numbers it (RFC 9051 §6.4.5.1): "1.2".
    ///
    /// The multipart of the whole message is "TEXT", that of an enclosed message "2.TEXT".
    public internal(set) var number: String
    /// Which octets the places are in: 0 the message, others those of decoded enclosed messages.
    var source = 0
    /// The fields of its header.
    public let header: Range<Int>
    /// The octets of its body as they are encoded.
    public internal(set) var body: Range<Int>
    public internal(set) var contentType: ContentType
    /// Nil where the part does not say.
    public let disposition: Disposition?
    /// The name it proposes; hostile until it went through `SafeFileName`.
    public let filename: String?
    /// Without angle brackets.
    public let contentID: String?
    public let encoding: TransferEncoding
    /// Of the part, or where it has none of a multipart around it; as it is written.
    let declaredCharset: String?
    /// The parts of a multipart; the one root of an enclosed message.
    public internal(set) var children: [Part]
    /// Files in the middle of a text (uuencode, yEnc), left out of what is read of it.
    public internal(set) var embedded: [Part] = []

    /// A multipart in which no delimiter was found: it is read as the one text that it is.
    var isUndivided = false

    /// `text/plain`.
    public var mediaType: String { contentType.mediaType }

    public var isMultipart: Bool { contentType.type == "multipart" && !isUndivided }

    /// A whole message inside this one (RFC 2046 §5.2.1).
    public var isMessage: Bool {
        contentType.type == "message"
            && (contentType.subtype == "rfc822" || contentType.subtype == "global")
    }

    /// One piece of a message that was sent in several (RFC 2046 §5.2.2).
    public var isPartial: Bool { mediaType == "message/partial" }

    /// Says where content lies instead of holding it (RFC 2046 §5.2.3).
    public var isExternal: Bool { mediaType == "message/external-body" }

    /// Something to save: it says so, has a name, or is nothing that the reader shows.
    ///
    /// A text with a name that does not ask to be an attachment is both shown and listed.
    public var isAttachment: Bool {
        !isMultipart && (!isReadable || filename != nil)
    }

    /// A text that the reader shows in place.
    var isReadable: Bool {
        disposition != .attachment
            && (isUndivided
                || contentType.type == "text"
                    && Part.readableSubtypes.contains(contentType.subtype))
    }

    private static let readableSubtypes: Set<String> = [
        "plain", "html", "enriched", "richtext", "markdown", "x-markdown", "x-plain",
    ]
}
