/// A flaw in a mail that we read past; the raw value is the name that scripts see.
public enum Defect: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A field that may stand once stands twice; the first one counts (RFC 5322 §3.6).
    case duplicateField = "duplicate-field"
    /// A line that is no field ends the header; it belongs to the body.
    case missingBlankLine = "missing-blank-line"
    /// A line that is no field stands in the middle of a header and was passed over.
    case strayLine = "stray-line"
    case noHeader = "no-header"
    case headerTooLong = "header-too-long"
    case fieldTooLong = "field-too-long"
    /// A header field holds a NUL or a bare CR.
    case controlInHeader = "control-in-header"
    case unreadableDate = "unreadable-date"
    /// Of a parameter that stands twice the first one counts.
    case duplicateParameter = "duplicate-parameter"
    /// A multipart without a usable boundary is shown as one text.
    case missingBoundary = "missing-boundary"
    /// The boundary of a multipart was found by looking at its lines.
    case guessedBoundary = "guessed-boundary"
    /// A multipart that ends without its closing delimiter.
    case unterminatedMultipart = "unterminated-multipart"
    case nestedTooDeep = "nested-too-deep"
    case tooManyParts = "too-many-parts"
    case unreadableContentType = "unreadable-content-type"
    case unknownEncoding = "unknown-encoding"
    /// A piece of a message that came in several (RFC 2046 §5.2.2); pieces are never joined.
    case partialMessage = "partial-message"
    /// The content lies elsewhere (RFC 2046 §5.2.3); it is never fetched.
    case externalBody = "external-body"
    /// More octets than we look at; the last part holds the rest.
    case messageTooLong = "message-too-long"
    /// A charset outside our list; the text was read as UTF-8 or windows-1252.
    case unknownCharset = "unknown-charset"

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
