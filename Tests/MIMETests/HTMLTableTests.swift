import Mail
import Testing

@testable import MIME

@Suite("HTML tables")
struct HTMLTableTests {
    private func blocks(_ html: String) -> [ReadingBlock] {
        HTMLReader.read(html.utf8).reading.blocks
    }

    private func table(_ html: String) -> ReadingTable? {
        blocks(html).lazy.compactMap { block in
            if case .table(let table) = block { table } else { nil }
        }.first
    }

    private func texts(_ html: String) -> [[String]]? {
        table(html)?.rows.map { $0.map(\.text) }
    }

    @Test("a table, and the fields above what Outlook quotes, stand apart from a paragraph")
    func apart() {
        let isEmpty = { (html: String) in
            HTMLReader.read(html.utf8).reading.blocks.dropFirst().first?.isEmptyLine
        }
        let table = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
        let fields =
            "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>"
            + "<b>From:</b> a<br><b>Sent:</b> b<br><b>Subject:</b> c</p></div><p class=MsoNormal>d"
        for start in ["<p>x</p>", "<p class=MsoNormal>x</p>", "<div>x</div>", "x"] {
            #expect(isEmpty(start + table) == true)
            #expect(isEmpty(start + fields) == true)
        }
    }

    @Test("rows and columns of short texts are a table")
    func data() {
        #expect(
            texts("<table><tr><td>Mug</td><td>8.00</td></tr><tr><td>Cup<td>12.50</table>e")
                == [["Mug", "8.00"], ["Cup", "12.50"]])
    }

    @Test("amounts stand below each other, what is said of alignment counts")
    func alignment() {
        let html = "<table><tr><td>a<td>8.00<td align=center>x<tr><td>b<td>€ 12.50<td>y</table>"
        #expect(table(html)?.rows[0].map(\.alignment) == [.left, .right, .centre])
    }

    @Test("headings make a table of a single row as well")
    func headings() {
        let found = table("<table><tr><th>a<th><b>b</b><tr><td>c<td>d</table>")
        #expect(found?.rows[0].map(\.isHeading) == [true, true])
        #expect(found?.rows[0][1].runs == [TextRun("b")])
    }

    @Test("a table that arranges the page is read in its order")
    func layout() {
        let words = String(repeating: "word ", count: 40)
        let html = "<table><tr><td>\(words)<td>\(words)<tr><td>\(words)<td>\(words)</table>"
        #expect(texts(html) == nil)
        #expect(texts("<table><tr><td><p>a<ul><li>b</ul><td>c<tr><td>d<td>e</table>") == nil)
        #expect(texts("<table><tr><td>a<tr><td>b</table>") == nil)
    }

    @Test("a row of a few short texts is a line, a bullet in a cell is a bullet")
    func lines() {
        let row = blocks("<table><tr><td>Home</td><td>Help</td></tr></table>")
        #expect(row == [.paragraph(Paragraph([TextRun("Home"), TextRun("  "), TextRun("Help")]))])
        let item = blocks("<table><tr><td>•</td><td>text</td></tr></table>")
        #expect(item == [.paragraph(Paragraph([TextRun("text")], indent: 4, marker: "•"))])
    }

    @Test("columns that only keep others apart are left out, spans are kept")
    func spans() {
        let found = table(
            "<table><tr><td>a<td>&nbsp;<td>b<tr><td>c<td><td>d<tr><td colspan=3>e</table>")
        #expect(found?.rows.map { $0.map(\.span) } == [[1, 1], [1, 1], [2]])
    }

    @Test("a cell that reaches into the next row keeps its column")
    func rowSpan() {
        #expect(
            texts("<table><tr><th rowspan=2>a<td>b<tr><td>c</table>") == [["a", "b"], ["", "c"]])
    }

    @Test("the innermost table of many lines up, whatever stands around it")
    func nested() {
        let inner = "<table><tr><td>a<td>1<tr><td>b<td>2</table>"
        let html = "<table><tr><td>Hello<td>" + inner + "</td></tr></table>after"
        #expect(texts(html) == [["a", "1"], ["b", "2"]])
    }

    @Test("a table up to the limits lines up, above it is read cell by cell")
    func limits() {
        let row = { (columns: Int) in
            "<tr>" + String(repeating: "<td>x", count: columns)
        }
        let html = { (columns: Int, rows: Int) in
            "<table>" + String(repeating: row(columns), count: rows) + "</table>"
        }
        #expect(texts(html(Limits.htmlTableColumns, 2)) != nil)
        #expect(texts(html(Limits.htmlTableColumns + 1, 2)) == nil)
        #expect(texts(html(2, Limits.htmlTableCells / 2)) != nil)
        #expect(texts(html(2, Limits.htmlTableCells / 2 + 1)) == nil)
        #expect(texts("<table><tr><td colspan=2147483647>x<td>y<tr><td>a<td>b</table>") == nil)
    }
}
