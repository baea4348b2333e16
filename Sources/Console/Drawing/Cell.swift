/// One place of a canvas: what is shown there and how.
public struct Cell: Hashable, Sendable {
    /// A base with its marks; " " when blank; "" in the right half of a wide character.
    ///
    /// Only a canvas makes cells with other text, and only from ``TerminalText``: it is sanitised.
    public internal(set) var cluster: String
    /// Colours and attributes of what is shown.
    public var style: Style
    /// Columns it takes: 1, 2, or 0 in the right half of a wide character.
    public internal(set) var width: Int8

    init(cluster: String, width: Int8, style: Style) {
        self.cluster = cluster
        self.width = width
        self.style = style
    }

    /// An empty place, which may still have a background.
    public static func blank(_ style: Style = .plain) -> Cell {
        Cell(cluster: " ", width: 1, style: style)
    }

    static func rightHalf(_ style: Style) -> Cell {
        Cell(cluster: "", width: 0, style: style)
    }
}
