/// How many cells a screen or a part of it has.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// No cell.
    public static let zero = Size(columns: 0, rows: 0)

    /// No cell at all.
    public var isEmpty: Bool { columns <= 0 || rows <= 0 }
}
