/// The picture of a whole screen, drawn anew for every frame and compared with the last one.
///
/// Every row is exactly as many cells wide as the canvas, whatever is written where: what would stick
/// out is cut, and a wide character of which only half has room becomes a blank.
public struct Canvas: Equatable, Sendable {
    /// Cells across and down.
    public let size: Size
    /// Where the terminal's cursor is shown; nil hides it.
    public var cursor: Point?
    private var cells: [Cell]

    /// A blank canvas; a size no terminal has is cut to one it could have.
    public init(size: Size) {
        self.size = Size(
            columns: size.columns.clamped(to: Limits.canvasSide),
            rows: size.rows.clamped(to: Limits.canvasSide))
        cells = Array(repeating: .blank(), count: self.size.columns * self.size.rows)
    }

    /// A cell; a blank for places that are not on the canvas.
    public subscript(column: Int, row: Int) -> Cell {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else {
            return .blank()
        }
        return cells[row * size.columns + column]
    }

    /// The cells of a row, from left to right.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard (0..<size.rows).contains(row) else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Makes an area blank in this style.
    public mutating func fill(_ area: Rectangle, style: Style) {
        eachRow(of: area) { canvas, row, columns in
            canvas.clear(columns, row: row, style: style)
        }
    }

    /// Gives the text of an area another style: the selected row, a dimmed background of a popup.
    public mutating func restyle(_ area: Rectangle, _ change: (inout Style) -> Void) {
        eachRow(of: area) { canvas, row, columns in
            for column in columns {
                change(&canvas.cells[row * canvas.size.columns + column].style)
            }
        }
    }

    /// Draws a text from `at` to the right, at most `columns` cells of it.
    ///
    /// Returns the cells between `at` and the end of what was written, those left of the canvas
    /// included.
    @discardableResult
    public mutating func write(
        _ text: TerminalText, at start: Point, columns: Int = .max, style: Style = .plain
    ) -> Int {
        guard (0..<size.rows).contains(start.row),
            (-Limits.canvasSide..<size.columns).contains(start.column)
        else { return 0 }
        let end = min(start.column.adding(max(0, columns)), size.columns)
        var pen = Pen(place: start, end: end, style: style)
        if text.isPlain {
            for byte in text.string.utf8.prefix(max(0, end - start.column)) {
                put(String(Unicode.Scalar(byte)), width: 1, by: &pen)
            }
        } else {
            for character in MeasuredText(text.string) where pen.place.column < end {
                for cluster in character.clusters {
                    put(String(cluster.text), width: cluster.width, by: &pen)
                }
            }
        }
        return pen.place.column - start.column
    }

    /// The rows joined by line feeds, trailing blanks cut: how tests write down what is seen.
    public var text: String {
        (0..<size.rows).map { row in
            var line = ""
            for cell in self.row(row) { line += cell.cluster }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

extension Canvas {
    /// Where writing goes on, up to which column, and how.
    private struct Pen {
        var place: Point
        let end: Int
        let style: Style
    }

    private mutating func put(_ cluster: String, width: Int, by pen: inout Pen) {
        let (place, style) = (pen.place, pen.style)
        guard place.column < pen.end else { return }
        let isCut = place.column < 0 || width > pen.end - place.column
        let columns = max(0, place.column)..<max(0, min(place.column + width, pen.end))
        pen.place.column += isCut ? min(width, pen.end - place.column) : width
        guard !columns.isEmpty else { return }
        clear(columns, row: place.row, style: style)
        guard !isCut else { return }
        let index = place.row * size.columns + place.column
        cells[index] = Cell(cluster: cluster, width: Int8(clamping: width), style: style)
        if width == 2 { cells[index + 1] = .rightHalf(style) }
    }

    /// Makes cells of a row blank, and with them the halves that wide characters would leave over.
    private mutating func clear(_ columns: Range<Int>, row: Int, style: Style) {
        guard !columns.isEmpty else { return }
        let start = row * size.columns
        if columns.lowerBound > 0, cells[start + columns.lowerBound].width == 0 {
            let left = start + columns.lowerBound - 1
            cells[left] = .blank(cells[left].style)
        }
        if columns.upperBound < size.columns, cells[start + columns.upperBound].width == 0 {
            let right = start + columns.upperBound
            cells[right] = .blank(cells[right].style)
        }
        for column in columns { cells[start + column] = .blank(style) }
    }

    /// Calls with the part of each row of an area that lies on the canvas.
    private mutating func eachRow(
        of area: Rectangle, _ body: (inout Canvas, Int, Range<Int>) -> Void
    ) {
        let columns = Self.visible(from: area.column, count: area.columns, limit: size.columns)
        guard !columns.isEmpty else { return }
        for row in Self.visible(from: area.row, count: area.rows, limit: size.rows) {
            body(&self, row, columns)
        }
    }

    /// The part of some columns or rows that lies on a canvas with so many.
    static func visible(from start: Int, count: Int, limit: Int) -> Range<Int> {
        let end = start.adding(max(0, count)).clamped(to: limit)
        return min(start.clamped(to: limit), end)..<end
    }
}
