/// A part of the screen, cut into smaller ones to lay out panes.
///
/// Every cut takes at most what is there: a terminal that is too small gives empty rectangles, on
/// which drawing does nothing, and never an error.
public struct Rectangle: Hashable, Sendable {
    /// The upper left corner.
    public var origin: Point
    public var size: Size

    public init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// All of a canvas or screen of this size.
    public init(_ size: Size) {
        self.init(origin: .zero, size: size)
    }

    /// The leftmost column.
    public var column: Int { origin.column }
    /// The uppermost row.
    public var row: Int { origin.row }
    public var columns: Int { size.columns }
    public var rows: Int { size.rows }

    /// No cell at all.
    public var isEmpty: Bool { size.isEmpty }

    /// The point lies inside: where a click belongs.
    public func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < column.adding(columns)
            && point.row >= row && point.row < row.adding(rows)
    }

    /// The `left` leftmost columns, and what remains.
    public func split(left: Int) -> (left: Rectangle, rest: Rectangle) {
        let taken = left.clamped(to: columns)
        return (slice(from: 0, columns: taken), slice(from: taken, columns: columns - taken))
    }

    /// The `right` rightmost columns, and what remains.
    public func split(right: Int) -> (right: Rectangle, rest: Rectangle) {
        let kept = columns - right.clamped(to: columns)
        return (slice(from: kept, columns: columns - kept), slice(from: 0, columns: kept))
    }

    /// The `top` uppermost rows, and what remains.
    public func split(top: Int) -> (top: Rectangle, rest: Rectangle) {
        let taken = top.clamped(to: rows)
        return (slice(from: 0, rows: taken), slice(from: taken, rows: rows - taken))
    }

    /// The `bottom` lowest rows, and what remains.
    public func split(bottom: Int) -> (bottom: Rectangle, rest: Rectangle) {
        let kept = rows - bottom.clamped(to: rows)
        return (slice(from: kept, rows: rows - kept), slice(from: 0, rows: kept))
    }

    /// What is left after taking a border of this thickness off all four sides.
    public func inset(columns side: Int = 1, rows edge: Int = 1) -> Rectangle {
        split(left: side).rest.split(right: side).rest.split(top: edge).rest.split(bottom: edge)
            .rest
    }

    /// The rectangle of this size in the middle of this one, for popups; never larger than this one.
    public func centred(_ wanted: Size) -> Rectangle {
        let inner = Size(
            columns: wanted.columns.clamped(to: columns), rows: wanted.rows.clamped(to: rows))
        let corner = Point(
            column: column.adding((columns - inner.columns) / 2),
            row: row.adding((rows - inner.rows) / 2))
        return Rectangle(origin: corner, size: inner)
    }

    private func slice(from offset: Int, columns: Int) -> Rectangle {
        Rectangle(
            origin: Point(column: column.adding(offset), row: row),
            size: Size(columns: columns, rows: rows))
    }

    private func slice(from offset: Int, rows: Int) -> Rectangle {
        Rectangle(
            origin: Point(column: column, row: row.adding(offset)),
            size: Size(columns: columns, rows: rows))
    }
}

extension Int {
    /// Between nothing and all of `limit`; a negative limit counts as nothing.
    func clamped(to limit: Int) -> Int {
        Swift.max(0, Swift.min(self, limit))
    }

    /// The sum, or the largest number there is: places far outside are no error.
    func adding(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}
