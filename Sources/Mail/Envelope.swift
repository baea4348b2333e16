/// What a list and a thread need to know of a message: its decoded header fields.
public struct Envelope: Hashable, Sendable {
    /// The Date field; nil when absent or impossible.
    public var date: Timestamp?
    public var subject: String
    public var from: [Address]
    public var sender: [Address]
    public var replyTo: [Address]
    public var to: [Address]
    public var cc: [Address]
    public var bcc: [Address]
    /// Message-ID without angle brackets; nil when absent.
    public var messageID: String?
    /// In-Reply-To, without angle brackets.
    public var inReplyTo: [String]
    /// References, oldest first, without angle brackets.
    public var references: [String]
    /// List-Id without angle brackets (RFC 2919); nil when absent.
    public var listID: String?

    public init(
        date: Timestamp? = nil, subject: String = "", from: [Address] = [],
        sender: [Address] = [], replyTo: [Address] = [], to: [Address] = [], cc: [Address] = [],
        bcc: [Address] = [], messageID: String? = nil, inReplyTo: [String] = [],
        references: [String] = [], listID: String? = nil
    ) {
        self.date = date
        self.subject = subject
        self.from = from
        self.sender = sender
        self.replyTo = replyTo
        self.to = to
        self.cc = cc
        self.bcc = bcc
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.listID = listID
    }
}
