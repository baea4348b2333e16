/// How a person wants to read a message.
public struct ReadingWish: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable {
        /// Plain text or HTML, as the rule for alternatives says.
        case byRule
        /// This form wherever the message has it.
        case plain, html
    }

    public var form: Form
    /// The charset that the person says all texts are in, by a name that mail uses.
    public var charset: String?
    /// The charset of texts that declare none, or whose declaration cannot be right.
    public var likelyCharset: String?
    /// An enclosed message or a text to be read by itself, numbered as in IMAP; nil: all of it.
    public var part: String?

    public init(
        form: Form = .byRule, charset: String? = nil, likelyCharset: String? = nil,
        part: String? = nil
    ) {
        self.form = form
        self.charset = charset
        self.likelyCharset = likelyCharset
        self.part = part
    }
}
