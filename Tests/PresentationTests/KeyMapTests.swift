import Console
import Testing

@testable import Presentation

@Suite struct KeyMapTests {
    @Test("the mutt set has no unreadable row")
    func muttIsReadable() {
        var problems: [String] = []
        _ = KeyMap(KeyMap.muttRows, problems: &problems)
        #expect(problems.isEmpty)
    }

    @Test("every command has one line in the table")
    func tableIsWhole() {
        let inTable = Command.table.map(\.command)
        #expect(Set(inTable) == Set(Command.allCases))
        #expect(inTable.count == Command.allCases.count)
    }

    @Test("every key of the mutt set belongs to a context its command works in")
    func contextsFit() {
        for binding in KeyMap.mutt.bindings {
            #expect(binding.contexts.isSubset(of: binding.invocation.command.contexts))
        }
    }

    @Test("a wrong row is told and costs only itself")
    func wrongRows() {
        var problems: [String] = []
        let rows = [
            KeyMap.Row("j", "next"), KeyMap.Row("x", "explode"), KeyMap.Row("Hyper-y", "open"),
            KeyMap.Row("z", "open", in: ["kitchen"]), KeyMap.Row("", "open"),
        ]
        let map = KeyMap(rows, problems: &problems)
        #expect(problems.count == 4)
        #expect(map.bindings.count == 1)
    }

    @Test("a later row wins over an earlier one for the same key and place only")
    func laterRowsWin() {
        var problems: [String] = []
        let map = KeyMap(
            [KeyMap.Row("x", "archive"), KeyMap.Row("x", "flag", in: ["message"])],
            problems: &problems)
        #expect(map.meaning(of: [.character("x")], in: .list) == .invocation(.init(.archive)))
        #expect(map.meaning(of: [.character("x")], in: .message) == .invocation(.init(.flag)))
    }

    @Test("Alt-x in a key set means Esc x")
    func altIsEscape() {
        var problems: [String] = []
        let map = KeyMap([KeyMap.Row("Alt-x", "limit")], problems: &problems)
        let keys = [Key.escape, .character("x")]
        #expect(map.meaning(of: keys, in: .list) == .invocation(.init(.limit)))
    }

    @Test("a command takes what follows its name as its argument")
    func invocation() {
        #expect(Invocation(text: "move  Work Archive") == .init(.move, "Work Archive"))
        #expect(Invocation(text: "quit") == .init(.quit))
        #expect(Invocation(text: "") == nil)
        #expect(Invocation(text: "nonsense") == nil)
    }
}
