extension TerminalText {
    /// At most `columns` cells, cut between characters; what was cut ends with "…".
    public func truncated(to columns: Int) -> TerminalText {
        guard width > columns else { return self }
        guard columns > 0 else { return "" }
        return prefix(columns: columns - 1) + "…"
    }

    /// Exactly `columns` cells: truncated, then filled with blanks.
    public func padded(to columns: Int) -> TerminalText {
        let fitting = truncated(to: columns)
        return fitting + .blank(columns: columns - fitting.width)
    }

    /// Exactly `columns` cells with the text at the right, as numbers are shown.
    public func paddedLeft(to columns: Int) -> TerminalText {
        let fitting = truncated(to: columns)
        return .blank(columns: columns - fitting.width) + fitting
    }

    /// As many whole characters from the start as `columns` cells hold.
    func prefix(columns: Int) -> TerminalText {
        if isPlain {
            return TerminalText(plain: String(string.prefix(max(0, columns))))
        }
        var used = 0
        var end = string.startIndex
        for character in MeasuredText(string) {
            guard used + character.width <= columns else { break }
            used += character.width
            end = character.text.endIndex
        }
        return TerminalText(sanitised: String(string[..<end]))
    }
}
