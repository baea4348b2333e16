import Mail

/// A message in the form the reader shows: everything is decoded text, nothing is markup.
public struct MessageDocument: Hashable, Sendable {
    /// A header field as shown, such as `Subject` and its decoded value.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Which part of the message the text was made from.
    public enum TextSource: String, Hashable, Sendable {
        case plain, html, none
    }

    /// A part the person can save.
    public struct Attachment: Hashable, Sendable {
        /// Numbered as in IMAP: "1.2".
        public var part: String
        /// As the mail proposes it; made safe only where it becomes a file.
        public var fileName: String
        public var mediaType: String
        /// Decoded octets; nil while unknown.
        public var size: Int?

        public init(part: String, fileName: String, mediaType: String, size: Int? = nil) {
            self.part = part
            self.fileName = fileName
            self.mediaType = mediaType
            self.size = size
        }
    }

    public var entry: EntryID
    /// The fields worth reading, in order.
    public var chosenFields: [Field]
    /// Every field, as the message has them.
    public var allFields: [Field]
    public var text: String
    public var textSource: TextSource
    /// Pictures on other machines that were not fetched.
    public var hiddenRemoteImages: Int
    public var attachments: [Attachment]
    /// What must be said plainly: what could not be read, what is not verified.
    public var notes: [String]
    /// The octets as text; nil until asked for.
    public var raw: String?

    public init(
        entry: EntryID, chosenFields: [Field], allFields: [Field], text: String,
        textSource: TextSource, hiddenRemoteImages: Int = 0, attachments: [Attachment] = [],
        notes: [String] = [], raw: String? = nil
    ) {
        self.entry = entry
        self.chosenFields = chosenFields
        self.allFields = allFields
        self.text = text
        self.textSource = textSource
        self.hiddenRemoteImages = hiddenRemoteImages
        self.attachments = attachments
        self.notes = notes
        self.raw = raw
    }
}
