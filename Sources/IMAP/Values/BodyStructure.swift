/// The tree of a message without its content (BODYSTRUCTURE, RFC 9051 §7.5.2).
public struct BodyStructure: Hashable, Sendable {
    /// A name and its value, as in `charset=utf-8`; the name in lower case, the value raw.
    public struct Parameter: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    /// Attachment or inline, with the file name among its parameters (RFC 2183).
    public struct Disposition: Hashable, Sendable {
        /// Lower case: `attachment`, `inline`, or something new.
        public let kind: String
        public let parameters: [Parameter]
    }

    /// What to fetch for this part; nil for a multipart at the top, whose body is the message.
    public internal(set) var number: PartNumber?
    /// Lower case, such as `text` and `plain`.
    public internal(set) var type: String
    public internal(set) var subtype: String
    public internal(set) var parameters: [Parameter] = []
    /// With its angle brackets, as other parts name it.
    public internal(set) var contentID: String?
    /// The transfer encoding in lower case; empty for a multipart.
    public internal(set) var encoding = ""
    /// Octets as they are transferred; nil for a multipart or where the server does not know.
    public internal(set) var size: UInt64?
    public internal(set) var disposition: Disposition?
    /// The parts of a multipart, or the one structure inside an attached message.
    public internal(set) var children: [BodyStructure] = []

    init(type: String, subtype: String) {
        self.type = type
        self.subtype = subtype
    }

    public var isMultipart: Bool { type == "multipart" }
}
