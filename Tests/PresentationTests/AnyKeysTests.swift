import Console
import Mail
import Testing

@testable import Presentation

@Suite struct AnyKeysTests {
    @Test("whatever is pressed, the screen is drawn and keeps its size", arguments: 1...6)
    func anyKeys(_ seed: Int) {
        var dice = Dice(seed: seed)
        let bound = KeyMap.mutt.bindings.map(\.keys)
        let others = ["Esc", "Enter", "y", "n", "5", "a", "Tab", "Down"].compactMap(
            Key.init(named:))
        var session = Session(SampleMail.reading, preferences: Preferences(charsets: ["utf-8"]))
        for _ in 0..<120 {
            switch dice.roll(8) {
            case 0: session.send(.key(others[dice.roll(others.count)]))
            case 1:
                let size = Size(columns: 1 + dice.roll(100), rows: 1 + dice.roll(30))
                session.send(.resized(size))
            case 2: session.send(.raw(EntryID(Int64(21 + dice.roll(6))), .ready("raw\ntext")))
            default:
                for key in bound[dice.roll(bound.count)] { session.send(.key(key)) }
            }
            #expect(session.lines.count == session.interface.size.rows)
            session.forgetEffects()
        }
    }
}
