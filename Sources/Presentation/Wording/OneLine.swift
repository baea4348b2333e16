extension String {
    /// On one line, with single blanks: no line ends, and nothing pushed out of sight.
    ///
    /// For what a mail supplies to a sentence or a field of ours.
    var onOneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
