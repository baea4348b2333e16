/// The limits on what the terminal sends.
enum Limits {
    /// How long an Esc may be the beginning of something longer, in milliseconds.
    static let escapeDelay: Int32 = 25
    /// Octets of a control sequence; a longer one is none.
    static let sequenceOctets = 64
    /// Octets of a paste handed over in one piece; a longer one comes in several.
    static let pasteOctets = 1 << 20
    /// Octets of one read; what a terminal device hands over at most.
    static let pieceOctets = 4_096
    /// Octets taken in at once, so that a flood of input cannot hold the program.
    static let inputOctets = 1 << 20
    /// Columns and rows, whatever the terminal says.
    static let side = 2_000
    /// Octets put into the clipboard at once: 74,994 in base64 is what terminals take.
    static let clipboardOctets = 56_244
    /// Marks on a base that curses can hold.
    static let marksInCell = 4
}
