/// Every limit on what comes from outside, in one place.
enum Limits {
    /// The smallest terminal that can be drawn on.
    static let smallestColumns = 40
    static let smallestRows = 10
    /// Rows asked for on each side of the selection.
    static let windowRows = 200
    /// Rows looked through at a time for the next unread message.
    static let scanRows = 1_000
    /// Messages that one "tag by words" can tag.
    static let taggedAtOnce = 1_000
    /// Lines of a message that are laid out; the rest is said to be left out.
    static let messageLines = 20_000
    /// Widest line of text that is still easy to read.
    static let readableColumns = 100
    /// A quotation of more lines is folded, and as many of its lines stay.
    static let quotedLines = 12
    static let linesOfFoldedQuote = 3
    /// Columns of a table that are shown.
    static let tableColumns = 64
    /// A table's column that cannot have as many cells, though it needs them, cannot be read.
    static let narrowestColumn = 8
    /// Rows of an invitation or a report that are shown.
    static let cardRows = 60
    /// Characters of one header field that are shown.
    static let headerCharacters = 2_000
    /// Letters of the words looked for in a message, and places where they are shown.
    static let searchedCharacters = 200
    static let matches = 10_000
    /// Characters of a link that are shown.
    static let linkCharacters = 4_000
    /// Messages of a conversation that are listed.
    static let conversationRows = 1_000
    /// Messages inside of messages that are opened from one another.
    static let nestedViews = 20
    /// Lines about what deserves suspicion, above the text.
    static let warningLines = 3
    /// Lines a prompt shows to choose from.
    static let choiceLines = 10
    /// Octets of a pasted or typed password.
    static let passwordOctets = 16_384
}
