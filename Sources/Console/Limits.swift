/// The limits on what comes from outside: mail text, the terminal's claims, the keyboard.
enum Limits {
    /// Combining marks kept on one cell; more are floods that run over neighbouring rows.
    static let marksInCell = 8
    /// Scalars of an emoji sequence; a longer one is shown as its base.
    static let scalarsInCluster = 8
    /// Columns and rows of a canvas; a terminal that claims more gets a canvas of this size.
    static let canvasSide = 2_000
    /// Characters a line editor holds; what is typed or pasted beyond is not taken.
    static let editedCharacters = 65_536
}
