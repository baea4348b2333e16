import Console

/// The question for the character set a message is to be read as, answered by a few of its letters.
struct CharsetPrompt: Equatable, Sendable {
    enum Choice: Equatable, Sendable {
        /// What the mail or experience says.
        case automatic
        case named(String)

        var text: String {
            switch self {
            case .automatic: "automatic"
            case .named(let name): name
            }
        }
    }

    let names: [String]
    /// What the text is read as now; empty where that does not matter.
    let current: String
    var editor = LineEditor(text: "")
    private(set) var chosen = 0

    init(names: [String], current: String) {
        self.names = names
        self.current = current
    }

    var label: TerminalText {
        current.isEmpty ? "Read as: " : "Read as (now \(current)): "
    }

    /// The choices that fit what was typed, the best first.
    var matches: [Choice] {
        let choices = [Choice.automatic] + names.map(Choice.named)
        let scored = choices.enumerated().compactMap { position, choice in
            Fuzzy.score(editor.text, in: choice.text).map { (score: $0, position: position) }
        }
        return scored.sorted { ($1.score, $0.position) < ($0.score, $1.position) }
            .map { choices[$0.position] }
    }

    var choice: Choice? {
        let matches = matches
        return matches.indices.contains(chosen) ? matches[chosen] : nil
    }

    mutating func answer(_ key: Key) -> PromptOutcome {
        let count = matches.count
        switch key {
        case .down, .tab, .control("n"):
            chosen = count == 0 ? 0 : (chosen + 1) % count
            return .stays
        case .up, .backTab, .control("p"):
            chosen = count == 0 ? 0 : (chosen + count - 1) % count
            return .stays
        default:
            let before = editor.text
            let outcome = editor.answer(key)
            if editor.text != before { chosen = 0 }
            return outcome
        }
    }
}
