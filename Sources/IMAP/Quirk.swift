/// What servers do against the grammar and we read all the same.
///
/// Each case has a transcript of the same name. The ones a session has met are in
/// ``Session/quirks``, so that a log says what a server is like.
public enum Quirk: String, Hashable, Sendable, CaseIterable {
    /// `A1 OK` without any text (Exchange, mail.ru); read as an empty text.
    case missingText
    /// `+` without the space that is due (Exchange); read as an empty request.
    case continuationWithoutSpace
    /// A space before the line end (Exchange, QQ, Yahoo); ignored.
    case trailingSpace
    /// Two spaces where one is due (DavMail); read as one.
    case doubleSpace
    /// A line that ends with LF alone; read as if CR were there.
    case bareLineFeed
    /// `NIL` where a string or list is due (Exchange, mail.ru); read as empty.
    case nilForValue
    /// An atom where a quoted string is due; read as the string.
    case atomForString
    /// A literal where the grammar wants a quoted string, as for a date; read as the string.
    case literalForQuoted
    /// Octets over 127 in a quoted string (many); kept as they are.
    case eightBitInQuoted
    /// A flag that holds `]` (Gmail); kept.
    case oddFlag
    /// A flag or attribute in quotes; read without them.
    case quotedFlag
    /// `* 0 FETCH` (Courier); the UID inside counts, without one the response is dropped.
    case fetchOfNothing
    /// A negative number (Zoho, Exchange); read as unknown.
    case negativeNumber
    /// A number such as `9.37e+06` (mail.ru); read as unknown.
    case fractionalNumber
    /// A date without the blank before a one-digit day; read.
    case unpaddedDate
    /// LIST with `()` or `""` as hierarchy delimiter; read as no hierarchy.
    case emptyDelimiter
    /// COPYUID with empty sets (Outlook.com); read as no mapping.
    case emptyCopyUID
    /// A disposition as a mere string (Exchange); read as one without parameters.
    case bareDisposition
    /// `SEARCH` in answer to a question that asked for `ESEARCH` (Cyrus 2.4); read.
    case searchForESearch
}

/// The quirks met in one response; one bit a case, so that reading costs nothing.
struct QuirkSet: OptionSet {
    var rawValue: UInt32

    private static let bits = Dictionary(
        uniqueKeysWithValues: zip(Quirk.allCases, (0..<UInt32(32)).map { UInt32(1) << $0 }))

    mutating func note(_ quirk: Quirk) {
        rawValue |= QuirkSet.bits[quirk] ?? 0
    }

    var quirks: Set<Quirk> {
        Set(QuirkSet.bits.filter { rawValue & $0.value != 0 }.keys)
    }
}
