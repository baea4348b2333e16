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
    /// Characters of one header field that are shown.
    static let headerCharacters = 2_000
    /// Lines a prompt shows to choose from.
    static let choiceLines = 10
    /// Octets of a pasted or typed password.
    static let passwordOctets = 16_384
}
