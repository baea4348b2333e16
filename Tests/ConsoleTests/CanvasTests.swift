import Testing

@testable import Console

@Suite("Canvas")
struct CanvasTests {
    private func canvas(_ columns: Int, _ rows: Int) -> Canvas {
        Canvas(size: Size(columns: columns, rows: rows))
    }

    @Test("text is drawn where it is put, as wide as it is")
    func writing() {
        var canvas = canvas(10, 2)
        #expect(canvas.write("a作", at: Point(column: 1, row: 0)) == 3)
        #expect(canvas.write("long text here", at: Point(column: 0, row: 1), columns: 4) == 4)
        #expect(canvas.text == " a作\nlong")
        #expect(canvas[2, 0].width == 2)
        #expect(canvas[3, 0].width == 0)
    }

    @Test("a wide character at the edge becomes a blank")
    func rightEdge() {
        var canvas = canvas(4, 1)
        #expect(canvas.write("abc作", at: .zero) == 4)
        #expect(canvas.text == "abc")
        #expect(canvas.write("作者", at: .zero, columns: 3) == 3)
        #expect(canvas.text == "作")
    }

    @Test("what lies left of the canvas is cut")
    func leftEdge() {
        var canvas = canvas(4, 1)
        #expect(canvas.write("xabc", at: Point(column: -1, row: 0)) == 4)
        #expect(canvas.text == "abc")
        #expect(canvas.write("作者", at: Point(column: -1, row: 0)) == 4)
        #expect(canvas.text == " 者c".replacing("c", with: ""))
    }

    @Test("overwriting half of a wide character leaves a blank for the other half")
    func halves() {
        var canvas = canvas(4, 1)
        canvas.write("作者", at: .zero)
        canvas.write("x", at: Point(column: 1, row: 0))
        #expect(canvas.text == " x者")
        canvas.write("y", at: Point(column: 2, row: 0))
        #expect(canvas.text == " xy")
    }

    @Test("places far outside are ignored")
    func outside() {
        var canvas = canvas(3, 2)
        for far in [Int.min, -5, 5, Int.max] {
            for place in [
                Point(column: far, row: 0), Point(column: 0, row: far),
                Point(column: far, row: far),
            ] {
                let area = Rectangle(origin: place, size: Size(columns: .max, rows: .max))
                canvas.write("ab", at: place)
                canvas.write("作", at: place)
                canvas.fill(
                    Rectangle(origin: place, size: Size(columns: 2, rows: 2)), style: .plain)
                canvas.frame(Rectangle(origin: place, size: Size(columns: 4, rows: 4)), title: "t")
                canvas.frame(area.inset(), title: "title")
                _ = area.centred(Size(columns: 1, rows: 1)).contains(place)
            }
        }
        #expect(canvas[-1, 0] == .blank())
        #expect(canvas[0, 7] == .blank())
        #expect(canvas.row(2).isEmpty)
    }

    @Test("a fill makes an area blank in its style, a restyle keeps the text")
    func filling() {
        var canvas = canvas(6, 2)
        canvas.write("作者校", at: .zero)
        let style = Style(background: .indexed(4))
        let area = Rectangle(origin: Point(column: 1, row: 0), size: Size(columns: 2, rows: 1))
        canvas.fill(area, style: style)
        #expect(canvas.text == "    校\n")
        #expect(canvas[1, 0].style == style)
        #expect(canvas[0, 0].style == .plain)
        canvas.restyle(Rectangle(canvas.size)) { $0.attributes.insert(.dim) }
        #expect(canvas.text == "    校\n")
        #expect(canvas[4, 0].style.attributes == [.dim])
    }

    @Test("a frame has corners, edges and a title that fits")
    func frames() {
        var canvas = canvas(10, 3)
        canvas.frame(Rectangle(canvas.size), title: "A long title")
        #expect(canvas.text == "┌ A lon… ┐\n│        │\n└────────┘")
        var narrow = self.canvas(4, 2)
        narrow.frame(Rectangle(narrow.size), title: "title")
        #expect(narrow.text == "┌──┐\n└──┘")
        var tiny = self.canvas(1, 1)
        tiny.frame(Rectangle(tiny.size))
        #expect(tiny.text == "")
    }

    @Test("a canvas of the largest side is made, a larger one is cut to it")
    func limits() {
        #expect(canvas(Limits.canvasSide, 1).size.columns == Limits.canvasSide)
        #expect(canvas(Limits.canvasSide + 1, 1).size.columns == Limits.canvasSide)
        #expect(canvas(-5, .min).size == .zero)
    }

    @Test("every row is exactly as wide as the canvas, whatever is written where")
    func properties() {
        var hostile = HostileText(seed: 4)
        for _ in 0..<200 {
            var canvas = canvas(
                Int.random(in: 0...12, using: &hostile), Int.random(in: 0...3, using: &hostile))
            for _ in 0..<12 {
                let place = Point(
                    column: Int.random(in: -4...14, using: &hostile),
                    row: Int.random(in: -1...3, using: &hostile))
                let columns = Int.random(in: -1...14, using: &hostile)
                if Bool.random(using: &hostile) {
                    let text = TerminalText(hostile.text(upTo: 8))
                    let used = canvas.write(text, at: place, columns: columns)
                    #expect(used <= max(0, columns))
                } else {
                    let area = Rectangle(origin: place, size: Size(columns: columns, rows: 1))
                    canvas.fill(area, style: .plain)
                }
                #expect(hasWholeRows(canvas))
            }
        }
    }

    private func hasWholeRows(_ canvas: Canvas) -> Bool {
        (0..<canvas.size.rows).allSatisfy { row in
            let cells = Array(canvas.row(row))
            let width = cells.reduce(0) { $0 + Int($1.width) }
            return width == canvas.size.columns
                && cells.indices.allSatisfy { index in
                    let cell = cells[index]
                    let isFollowed = index + 1 < cells.count && cells[index + 1].width == 0
                    return (cell.width == 2) == isFollowed
                        && cell.cluster.isEmpty == (cell.width == 0)
                        && cell.cluster.unicodeScalars.count <= 1 + Limits.marksInCell
                }
        }
    }
}
