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
}
