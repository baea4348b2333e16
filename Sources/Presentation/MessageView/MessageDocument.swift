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

    /// A part the person can save, open or pipe.
    public struct Attachment: Hashable, Sendable {
        /// Numbered as in IMAP: "1.2"; counted from the outermost message also where a part is read.
        public var part: String
        /// As the mail proposes it; made safe only where it becomes a file.
        public var fileName: String
        public var mediaType: String
        /// Decoded octets; nil while unknown.
        public var size: Int?
        /// What the octets are by their looks, such as "PDF document"; empty where they do not say.
        public var contents: String
        /// Why it should not be trusted, such as a program that calls itself a picture; else empty.
        public var warning: String
        /// It can be read here: a text or a whole message.
        public var isReadable: Bool

        public init(
            part: String, fileName: String, mediaType: String, size: Int? = nil,
            contents: String = "", warning: String = "", isReadable: Bool = false
        ) {
            self.part = part
            self.fileName = fileName
            self.mediaType = mediaType
            self.size = size
            self.contents = contents
            self.warning = warning
            self.isReadable = isReadable
        }
    }

    /// What was asked for.
    public var request: DocumentRequest
    /// The fields worth reading, in order.
    public var chosenFields: [Field]
    /// Every field, as the message has them.
    public var allFields: [Field]
    /// Shown in a place that the mail's text cannot reach.
    public var suspicions: [Suspicion]
    /// Above the text: invitations, delivery reports.
    public var cards: [MailCard]
    public var text: ReadingText
    public var textSource: TextSource
    /// The form the text is not shown in, where the message has it too.
    public var otherSource: TextSource?
    /// The character set the text was read as; empty where that does not matter.
    public var charset: String
    /// Pictures on other machines that were not fetched.
    public var hiddenRemoteImages: Int
    public var attachments: [Attachment]
    /// What must be said plainly: what could not be read, what is not verified.
    public var notes: [String]
    /// The octets as text; nil until asked for.
    public var raw: String?

    public init(
        _ request: DocumentRequest, chosenFields: [Field], allFields: [Field],
        suspicions: [Suspicion] = [], cards: [MailCard] = [], text: ReadingText,
        textSource: TextSource, otherSource: TextSource? = nil, charset: String = "",
        hiddenRemoteImages: Int = 0, attachments: [Attachment] = [], notes: [String] = [],
        raw: String? = nil
    ) {
        self.request = request
        self.chosenFields = chosenFields
        self.allFields = allFields
        self.suspicions = suspicions
        self.cards = cards
        self.text = text
        self.textSource = textSource
        self.otherSource = otherSource
        self.charset = charset
        self.hiddenRemoteImages = hiddenRemoteImages
        self.attachments = attachments
        self.notes = notes
        self.raw = raw
    }

    public var entry: EntryID { request.entry }
}
