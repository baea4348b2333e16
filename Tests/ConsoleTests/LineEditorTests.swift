import Testing

@testable import Console

@Suite("LineEditor")
struct LineEditorTests {
    private func edited(_ text: String, _ keys: Key...) -> LineEditor {
        var editor = LineEditor(text: text)
        for key in keys {
            let isHandled = editor.handle(key)
            #expect(isHandled, "\(key.name)")
        }
        return editor
    }

    @Test("typing inserts at the cursor")
    func typing() {
        let editor = edited("ac", .left, .character("b"))
        #expect(editor.text == "abc")
        #expect(editor.cursor == 2)
    }

    @Test("the cursor stays inside the text")
    func moving() {
        #expect(edited("ab", .right, .right).cursor == 2)
        #expect(edited("ab", .home, .left).cursor == 0)
        #expect(edited("ab", .control("a"), .control("e")).cursor == 2)
        #expect(edited("one two", .alt("b")).cursor == 4)
        #expect(edited("one two", .home, .alt("f")).cursor == 3)
        #expect(edited("one two", .home, .alt("f"), .alt("f"), .alt("f")).cursor == 7)
    }

    @Test("removing takes whole characters")
    func removing() {
        #expect(edited("a👩‍👩‍👧‍👦", .backspace).text == "a")
        #expect(edited("", .backspace).text == "")
        #expect(edited("ab", .home, .delete).text == "b")
        #expect(edited("ab", .delete).text == "ab")
    }

    @Test("killing words and lines, and yanking them back")
    func killing() {
        #expect(edited("to a@b.example", .control("w")).text == "to ")
        #expect(edited("to a@b.example", .alt("\u{7F}")).text == "to a@b.")
        #expect(edited("one two", .home, .alt("d")).text == " two")
        #expect(edited("one two", .alt("b"), .control("k")).text == "one ")
        #expect(edited("one two", .alt("b"), .control("u")).text == "two")
        #expect(edited("one two", .control("w"), .home, .control("y")).text == "twoone ")
    }

    @Test("the characters around the cursor change places")
    func transposing() {
        #expect(edited("abc", .control("t")).text == "acb")
        #expect(edited("abc", .home, .right, .control("t")).text == "bac")
        #expect(edited("a", .control("t")).text == "a")
    }

    @Test("a pasted text becomes one line without controls")
    func pasting() {
        #expect(edited("", .paste("a\r\nb\u{1B}[c\n")).text == "a b[c")
    }

    @Test("a mark that is typed joins the character before the cursor")
    func joining() {
        let editor = edited("eb", .left, .character("\u{301}"))
        #expect(editor.text == "e\u{301}b")
        #expect(editor.cursor == 1)
    }

    @Test("keys of others are left to them")
    func others() {
        var editor = LineEditor(text: "a")
        for key in [Key.enter, .escape, .tab, .up, .function(1), .alt("x"), .control("c")] {
            let isHandled = editor.handle(key)
            #expect(!isHandled, "\(key.name)")
        }
        #expect(editor == LineEditor(text: "a"))
    }

    @Test("the longest text is kept, one character more is not taken")
    func limit() {
        let most = String(repeating: "a", count: Limits.editedCharacters - 1)
        #expect(edited(most, .character("b")).text.hasSuffix("ab"))
        #expect(edited(most, .character("b"), .character("c")).text.hasSuffix("ab"))
        #expect(LineEditor(text: most + "aa").text.count == Limits.editedCharacters)
    }

    @Test("the cursor is always visible in the field")
    func drawing() {
        var canvas = Canvas(size: Size(columns: 10, rows: 1))
        let place = Point(column: 2, row: 0)
        var editor = LineEditor(text: "abcdefgh")
        editor.draw(on: &canvas, at: place, columns: 5)
        #expect(canvas.text == "  efgh")
        #expect(canvas.cursor == Point(column: 6, row: 0))
        _ = editor.handle(.home)
        editor.draw(on: &canvas, at: place, columns: 5)
        #expect(canvas.text == "  abcd…")
        #expect(canvas.cursor == place)
        editor.draw(on: &canvas, at: place, columns: 8, masked: true)
        #expect(canvas.text == "  ********")
    }

    @Test("wide characters do not move the cursor out of the field")
    func wideDrawing() {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        LineEditor(text: "作者校正").draw(on: &canvas, at: .zero, columns: 4)
        #expect(canvas.text == "正")
        #expect(canvas.cursor == Point(column: 2, row: 0))
    }

    @Test("any keys on any text leave the cursor in the text")
    func properties() {
        var hostile = HostileText(seed: 12)
        let keys: [Key] = [
            .left, .right, .home, .end, .backspace, .delete, .control("t"), .control("w"),
            .control("y"), .alt("b"), .alt("f"), .alt("d"), .control("k"), .alt("\u{7F}"),
        ]
        for _ in 0..<150 {
            var editor = LineEditor(text: hostile.text())
            for _ in 0..<20 {
                let key = keys.randomElement(using: &hostile) ?? .left
                _ = editor.handle(
                    Bool.random(using: &hostile) ? key : .paste(hostile.text(upTo: 4)))
                #expect((0...editor.text.count).contains(editor.cursor))
            }
        }
    }
}
