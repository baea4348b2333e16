import Mail

/// A command a person typed, as a program and its arguments; no shell ever sees it.
///
/// Blanks part the words. Inside '…' everything is as it stands; inside "…" and outside quotes a
/// backslash takes the next character as it stands. Nothing else has a meaning.
struct ArgumentVector: Hashable, Sendable {
    let words: [String]

    var program: String { words.first ?? "" }

    init(typed: String) throws(Problem) {
        var splitter = Splitter()
        for character in typed { splitter.add(character) }
        words = try splitter.finish()
    }

    /// A program of the settings, with what it is to open as the last argument.
    init(_ command: [String], opening target: String) {
        words = command + [target]
    }

    private struct Splitter {
        private var words: [String] = []
        private var word: String?
        private var quote: Character?
        private var isEscaped = false
        private var shellSign: Character?

        mutating func add(_ character: Character) {
            if isEscaped {
                take(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { take(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                end()
            } else {
                if "|&;<>`".contains(character) { shellSign = shellSign ?? character }
                take(character)
            }
        }

        mutating func finish() throws(Problem) -> [String] {
            end()
            if quote != nil || isEscaped {
                throw Problem(.usage, headline: "A quote is not closed in this command")
            }
            if let shellSign {
                throw Problem(
                    .usage, headline: "\"\(shellSign)\" means nothing here: there is no shell",
                    remedy: "Put it in quotes, or write: sh -c 'COMMAND'")
            }
            guard let program = words.first, !program.isEmpty else {
                throw Problem(.usage, headline: "No program is named")
            }
            guard !words.contains(where: { $0.utf8.contains(0) }) else {
                throw Problem(.usage, headline: "A command cannot hold the octet 0")
            }
            return words
        }

        private mutating func take(_ character: Character) {
            word = (word ?? "") + String(character)
        }

        private mutating func end() {
            if let word { words.append(word) }
            word = nil
        }
    }
}
