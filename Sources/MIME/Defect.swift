/// A flaw in a mail that we read past; the raw value is the name that scripts see.
public enum Defect: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A field that may stand once stands twice; the first one counts (RFC 5322 §3.6).
    case duplicateField = "duplicate-field"
    /// A line that is no field ends the header; it belongs to the body.
    case missingBlankLine = "missing-blank-line"
    case noHeader = "no-header"
    case headerTooLong = "header-too-long"
    case fieldTooLong = "field-too-long"
    /// A header field holds a NUL or a bare CR.
    case controlInHeader = "control-in-header"
    case unreadableDate = "unreadable-date"
    /// A multipart without a usable boundary is shown as one text.
    case missingBoundary = "missing-boundary"
    /// A multipart that ends without its closing delimiter.
    case unterminatedMultipart = "unterminated-multipart"
    case nestedTooDeep = "nested-too-deep"
    case tooManyParts = "too-many-parts"
    case unreadableContentType = "unreadable-content-type"
    case unknownEncoding = "unknown-encoding"
    /// A charset outside our list; the text was read as UTF-8 or windows-1252.
    case unknownCharset = "unknown-charset"

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
