import Mail

/// Which message, or which part of it, is to be read, and how.
public struct DocumentRequest: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable {
        /// Plain text or HTML, as the rule for alternatives says.
        case byRule
        case plain, html
    }

    public var entry: EntryID
    /// An enclosed message or a text to be read by itself, numbered as in IMAP; nil: all of it.
    public var part: String?
    public var form: Form
    /// What the person says the text is written in; nil: as the mail or experience has it; empty: as
    /// the mail has it, and what was said before is forgotten.
    public var charset: String?

    public init(
        _ entry: EntryID, part: String? = nil, form: Form = .byRule, charset: String? = nil
    ) {
        self.entry = entry
        self.part = part
        self.form = form
        self.charset = charset
    }
}
