import Testing

@testable import Console

@Suite("Rectangle")
struct RectangleTests {
    private let area = Rectangle(
        origin: Point(column: 2, row: 1), size: Size(columns: 10, rows: 4))

    @Test("each cut takes from its side and leaves the rest")
    func cuts() {
        let left = area.split(left: 3)
        #expect((left.left.column, left.left.columns) == (2, 3))
        #expect((left.rest.column, left.rest.columns) == (5, 7))
        let right = area.split(right: 3)
        #expect((right.right.column, right.right.columns) == (9, 3))
        #expect((right.rest.column, right.rest.columns) == (2, 7))
        let top = area.split(top: 1)
        #expect((top.top.row, top.top.rows, top.rest.row, top.rest.rows) == (1, 1, 2, 3))
        let bottom = area.split(bottom: 1)
        #expect((bottom.bottom.row, bottom.rest.row, bottom.rest.rows) == (4, 1, 3))
    }

    @Test("a cut larger than the area takes all of it, a negative one nothing")
    func clamping() {
        #expect(area.split(left: 99).left == area)
        #expect(area.split(left: 99).rest.isEmpty)
        #expect(area.split(bottom: .min).rest == area)
        #expect(area.inset(columns: 6).isEmpty)
        #expect(
            area.inset()
                == Rectangle(origin: Point(column: 3, row: 2), size: Size(columns: 8, rows: 2)))
    }

    @Test("the middle is inside")
    func centre() {
        let popup = area.centred(Size(columns: 4, rows: 20))
        #expect(
            popup == Rectangle(origin: Point(column: 5, row: 1), size: Size(columns: 4, rows: 4)))
    }

    @Test("a point on the far edge is outside")
    func containing() {
        #expect(area.contains(Point(column: 2, row: 1)))
        #expect(area.contains(Point(column: 11, row: 4)))
        #expect(!area.contains(Point(column: 12, row: 4)))
        #expect(!area.contains(Point(column: Int.min, row: 4)))
    }
}
