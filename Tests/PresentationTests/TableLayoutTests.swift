import Mail
import Testing

@testable import Presentation

@Suite struct TableLayoutTests {
    private func table(
        _ rows: [[String]], headings: Bool = true, right: Set<Int> = []
    ) -> ReadingTable {
        ReadingTable(
            rows: rows.enumerated().map { number, row in
                row.enumerated().map { column, text in
                    ReadingTable.Cell(
                        [TextRun(text)], alignment: right.contains(column) ? .right : .left,
                        isHeading: headings && number == 0)
                }
            })
    }

    @Test("columns are as wide as they need, headings are underlined, numbers stand at the right")
    func columns() {
        let laid = Laid(
            table([["Item", "Price"], ["Tea", "3.50"], ["作者の本", "12.00"]], right: [1]))
        #expect(
            laid.texts == [
                "Item      Price", "────────  ─────", "Tea        3.50", "作者の本  12.00",
            ])
        #expect(laid.lines[1].kind == .border)
    }

    @Test("where the whole does not fit, the widest columns are wrapped")
    func shrunk() {
        let laid = Laid(
            table([["No", "Words"], ["1", "many words that go on and on for long"]]),
            columns: 20)
        #expect(
            laid.texts == [
                "No  Words", "──  ────────────────", "1   many words that", "    go on and on for",
                "    long",
            ])
    }

    @Test("where columns would be too narrow, each row is written out with its headings")
    func stacked() {
        let names = (1...8).map { "Heading\($0)" }
        let laid = Laid(
            table([names, names.map { "\($0) value" }, names.map { _ in "x" }]), columns: 40)
        #expect(laid.texts.first == "Heading1: Heading1 value")
        #expect(laid.texts.contains(""))
        #expect(laid.lines.allSatisfy { $0.text.width <= 40 })
        let bare = Laid(table([names, names], headings: false), columns: 40)
        #expect(bare.texts.first == "Heading1")
    }

    @Test("a cell over several columns, a missing cell and a line break keep their places")
    func irregular() {
        let laid = Laid(
            ReadingTable(rows: [
                [.init([TextRun("over both of them")], span: 2)],
                [.init([TextRun("a\nb")]), .init([TextRun("c")])], [.init([TextRun("d")])],
            ]))
        #expect(laid.texts == ["over both of them", "a  c", "b", "d"])
    }

    @Test("as many columns as are shown are shown, more are left out; absurd spans are cut")
    func columnLimit() {
        for (count, isWhole) in [(Limits.tableColumns, true), (Limits.tableColumns + 1, false)] {
            var row = Array(repeating: "a", count: count)
            row[count - 1] = "z"
            #expect(Laid(table([row]), columns: 400).text.contains("z") == isWhole)
        }
        let wide = ReadingTable(rows: [[.init([TextRun("a")], span: .max)]])
        #expect(Laid(wide).texts == ["a"])
        #expect(Laid(ReadingTable(rows: [])).texts == [])
    }

    @Test("no line is wider than the pane, whatever the width", arguments: [1, 2, 7, 15, 33, 80])
    func anyWidth(_ columns: Int) {
        let rows = [["Wort", "文字", "Number"], ["eins zwei", "漢字仮名", "1,234,567.89"]]
        let lines = Laid(table(rows, right: [2]), columns: columns).lines
        #expect(lines.allSatisfy { $0.text.width <= max(2, columns) })
    }

    @Test("a table stands apart from the text and the tables around it")
    func apart() {
        let small = ReadingBlock.table(table([["a"]], headings: false))
        let text = ReadingBlock.paragraph(Paragraph("text"))
        let blank = ReadingBlock.paragraph(Paragraph())
        #expect(
            Laid([text, small, small, blank, small, text]).texts
                == ["text", "", "a", "", "a", "", "a", "", "text"])
        #expect(Laid([small]).texts == ["a"])
    }

    @Test("a table of more lines than are laid out is cut, and said so")
    func endlessTable() {
        let rows = Array(repeating: ["x"], count: Limits.messageLines + 1)
        let laid = Laid(table(rows, headings: false))
        #expect(laid.lines.count == Limits.messageLines + 1)
        #expect(laid.lines.last?.kind == .note)
    }

    @Test("each row of a very long table has its line")
    func longTable() {
        let rows = (0..<10_000).map { ["\($0)", "name \($0)", "value"] }
        #expect(Laid(table([["n", "name", "value"]] + rows), columns: 80).lines.count == 10_002)
    }
}
