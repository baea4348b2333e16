import Testing

@testable import Console

@Suite("Key")
struct KeyTests {
    @Test(
        "a key has a name, and the name gives the key",
        arguments: [
            (.character("j"), "j"), (.character("G"), "G"), (.character(" "), "Space"),
            (.character("é"), "é"), (.control("b"), "Ctrl-b"), (.control("\\"), "Ctrl-\\"),
            (.control(" "), "Ctrl-Space"), (.alt("V"), "Alt-V"), (.alt("1"), "Alt-1"),
            (.alt("\u{7F}"), "Alt-Backspace"), (.alt(" "), "Alt-Space"), (.enter, "Enter"),
            (.escape, "Esc"),
            (.tab, "Tab"), (.backTab, "Shift-Tab"), (.backspace, "Backspace"), (.delete, "Del"),
            (.up, "Up"), (.pageDown, "PgDn"), (.home, "Home"), (.function(1), "F1"),
            (.function(12), "F12"), (.character("-"), "-"), (.alt("-"), "Alt--"),
        ] as [(Key, String)])
    func names(key: Key, name: String) {
        #expect(key.name == name)
        #expect(Key(named: name) == key)
    }

    @Test("other common spellings are understood")
    func aliases() {
        #expect(Key(named: "pagedown") == .pageDown)
        #expect(Key(named: "ESCAPE") == .escape)
        #expect(Key(named: "Ctrl-B") == .control("b"))
        #expect(Key(named: "BackTab") == .backTab)
    }

    @Test(
        "what names no key gives none",
        arguments: [
            "", "jj", "Ctrl-", "Ctrl-é", "Ctrl-1", "Alt-", "Alt-xx", "F0", "F64", "F01", "Foo",
            "\u{1B}", "Paste",
        ])
    func unknown(name: String) {
        #expect(Key(named: name) == nil)
    }
}
