/// What a part says it is (RFC 2045 §5).
public struct ContentType: Hashable, Sendable {
    /// `text`, `image`, … in lower case.
    public let type: String
    /// `plain`, `png`, … in lower case.
    public let subtype: String
    public let parameters: Parameters
    /// False where the field could not be understood.
    let isReadable: Bool

    /// `text/plain`.
    public var mediaType: String { "\(type)/\(subtype)" }

    static let plainText = ContentType(type: "text", subtype: "plain")
    static let unknown = ContentType(type: "application", subtype: "octet-stream")
    static let message = ContentType(type: "message", subtype: "rfc822")

    init(type: String, subtype: String, parameters: Parameters = .none) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
        isReadable = true
    }

    /// What has no `type/subtype` is plain text, whatever its parameters (RFC 2045 §5.2).
    init(_ octets: [UInt8], in range: Range<Int>) {
        var cursor = FieldCursor(octets, in: range)
        cursor.skipBlanks()
        let type = cursor.run(until: "/;,").lowercasedText
        cursor.skipBlanks()
        let hasSlash = cursor.skip(UInt8(ascii: "/"))
        cursor.skipBlanks()
        let subtype = cursor.run(until: ";,").lowercasedText
        isReadable = hasSlash && !type.isEmpty && !subtype.isEmpty
        self.type = isReadable ? type : "text"
        self.subtype = isReadable ? subtype : "plain"
        parameters = Parameters(&cursor)
    }
}

/// How a part wants to be shown (RFC 2183).
public enum Disposition: String, Hashable, Sendable {
    case inline, attachment
}

/// A node of the tree of a message, as places in its octets.
public struct Part: Hashable, Sendable {
    /// As IMAP numbers it (RFC 9051 §6.4.5.1): "1.2".
    ///
    /// The multipart of the whole message is "TEXT", that of an enclosed message "2.TEXT".
    public internal(set) var number: String
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

    /// `text/plain`.
    public var mediaType: String { contentType.mediaType }

    public var isMultipart: Bool { contentType.type == "multipart" }

    /// A whole message inside this one (RFC 2046 §5.2.1).
    public var isMessage: Bool {
        contentType.type == "message"
            && (contentType.subtype == "rfc822" || contentType.subtype == "global")
    }

    /// Something to save: it says so, has a name, or is nothing that the reader shows.
    ///
    /// A text with a name that does not ask to be an attachment is both shown and listed.
    public var isAttachment: Bool {
        !isMultipart && (!isReadable || filename != nil)
    }

    /// A text that the reader shows in place.
    var isReadable: Bool {
        contentType.type == "text" && disposition != .attachment
            && Part.readableSubtypes.contains(contentType.subtype)
    }

    private static let readableSubtypes: Set<String> = [
        "plain", "html", "enriched", "richtext", "markdown", "x-markdown", "x-plain",
    ]
}
