/// A table whose rows and columns mean something.
public struct ReadingTable: Hashable, Sendable {
    public enum Alignment: String, Hashable, Sendable {
        case left, centre, right
    }

    public struct Cell: Hashable, Sendable {
        /// A line break inside the cell is a "\n" in a run's text.
        public var runs: [TextRun]
        public var alignment: Alignment
        public var isHeading: Bool
        /// Columns it takes, at least 1.
        public var span: Int

        public init(
            _ runs: [TextRun], alignment: Alignment = .left, isHeading: Bool = false, span: Int = 1
        ) {
            self.runs = runs
            self.alignment = alignment
            self.isHeading = isHeading
            self.span = span
        }

        public var text: String { runs.map(\.text).joined() }
    }

    public var rows: [[Cell]]
    public var quoteDepth: Int

    public init(rows: [[Cell]], quoteDepth: Int = 0) {
        self.rows = rows
        self.quoteDepth = quoteDepth
    }
}
