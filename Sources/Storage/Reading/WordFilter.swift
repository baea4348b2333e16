import GRDB
import Mail

/// Finds words in the rows of messages, for what is not in the index (yet).
///
/// SQLite's LIKE ignores the case of ASCII letters only, so that other letters are looked for as
/// written, in small and in capital ones, and with a capital first.
struct WordFilter {
    private let columns: [String]
    private let forms: [String]

    init(_ words: Query.Words) {
        columns = WordPlaces(words.field).columns
        forms = WordFilter.variants(words.text)
    }

    /// Whether its words stand in no row at all.
    var isEmpty: Bool { columns.isEmpty }

    /// A condition on the message `m`.
    var condition: String {
        let tests = forms.flatMap { _ in columns.map { "m.\($0) LIKE ? ESCAPE '\\'" } }
        return "(\(tests.joined(separator: " OR ")))"
    }

    var arguments: StatementArguments {
        StatementArguments(forms.flatMap { form in columns.map { _ in form } })
    }

    private static func variants(_ word: String) -> [String] {
        var forms = [word]
        if !word.utf8.allSatisfy({ $0 < 0x80 }) {
            let small = word.lowercased()
            forms += [small, word.uppercased(), small.prefix(1).uppercased() + small.dropFirst()]
        }
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }.map { "%\($0.likeEscaped)%" }
    }
}

extension String {
    /// Harmless in a pattern of LIKE whose escape is a backslash.
    var likeEscaped: String {
        var pattern = ""
        for character in self {
            if "%_\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern
    }
}
