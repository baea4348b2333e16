import Mail

/// Names octets on their way into the store, which nobody sees yet.
public struct StagingID: Hashable, Sendable {
    let rawValue: Int64
}

/// A whole message, ready to be kept.
public struct DownloadedMessage: Hashable, Sendable {
    /// Where the raw octets are.
    public enum Octets: Hashable, Sendable {
        case bytes([UInt8])
        /// Written before by ``Store/append(_:to:)``; the length is checked against what is there.
        case staged(StagingID, length: Int)
        /// Only the header was fetched; the server has the message, of this size by its word.
        case leftAtServer(size: Int)
    }

    /// The server's unique id; empty when it has none, or when no server is involved.
    public var uniqueID: String
    public var ordinal: Int
    public var octets: Octets
    /// By the server's word; nil where it did not say.
    public var listSize: Int?
    /// Of the raw octets; empty where they are not here.
    public var sha256: [UInt8]
    public var received: Timestamp
    public var envelope: Envelope
    public var attachments: Int?
    public var preview: String?
    /// What filters say of it; nil: it goes to the inbox as it is.
    public var filing: Filing?

    public init(
        uniqueID: String = "", ordinal: Int = 0, octets: Octets, sha256: [UInt8],
        received: Timestamp, envelope: Envelope, attachments: Int? = nil, preview: String? = nil,
        filing: Filing? = nil, listSize: Int? = nil
    ) {
        self.uniqueID = uniqueID
        self.ordinal = ordinal
        self.octets = octets
        self.listSize = listSize
        self.sha256 = sha256
        self.received = received
        self.envelope = envelope
        self.attachments = attachments
        self.preview = preview
        self.filing = filing
    }
}
