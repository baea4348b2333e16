extension TerminalText {
    /// The lines of a text, sanitised and wrapped at word borders, each at most `columns` cells.
    ///
    /// Words that are too long are cut; wide scripts, which are written without blanks, wrap between
    /// any two characters. TAB goes on to the next multiple of 8 columns. A line keeps its
    /// indentation (at most half of the columns), the blanks at a wrapped border are dropped, an empty
    /// line stays one empty line. Fewer than 2 columns count as 2, what a wide character needs.
    public static func wrapped(_ text: String, columns: Int) -> [TerminalText] {
        let columns = max(2, columns)
        var lines: [TerminalText] = []
        for octets in text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
            let line = octets.last == UInt8(ascii: "\r") ? octets.dropLast() : octets
            let shown = TerminalText(expandingTabs: Substring(line))
            if shown.width <= columns {
                lines.append(shown)
            } else {
                lines += LineWrapper.wrap(shown, columns: columns)
            }
        }
        return lines
    }

    /// One line that begins in this column, each TAB as the blanks up to the next stop.
    init(expandingTabs line: Substring, from column: Int = 0) {
        guard line.utf8.contains(UInt8(ascii: "\t")) else {
            self.init(String(line))
            return
        }
        var expanded = ""
        var width = column
        for piece in line.split(separator: "\t", omittingEmptySubsequences: false) {
            if !expanded.isEmpty || piece.startIndex > line.startIndex {
                let gap = Self.tabStop - width % Self.tabStop
                expanded += String(repeating: " ", count: gap)
                width += gap
            }
            let shown = TerminalText(String(piece))
            expanded += shown.string
            width += shown.width
        }
        self.init(sanitised: expanded)
    }

    private static let tabStop = 8
}
