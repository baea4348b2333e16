/// Every bound on what outside data may put into the vocabulary.
enum Limits {
    /// Octets of a keyword; a longer one is not a keyword.
    static let keywordOctets = 200
    /// Octets of a file name; the end of a longer one's stem is cut off.
    static let fileNameOctets = 200
    /// Octets of what counts as a file name's extension, the dot included.
    static let extensionOctets = 20
    /// Combining marks in a row in a file name; further ones are dropped.
    static let marksInARow = 8
    /// Octets of a mailbox's name, all levels together.
    static let mailboxOctets = 1_000
    /// Levels of a mailbox's name.
    static let mailboxLevels = 16
    /// Octets of a text that a filter looks at; what is longer cannot match.
    static let filteredOctets = 10_000
    /// Characters of a typed question; a longer one is refused.
    static let queryCharacters = 4_000
    /// Terms of one question.
    static let queryTerms = 100
    /// Parentheses and negations inside each other.
    static let queryDepth = 20
}
