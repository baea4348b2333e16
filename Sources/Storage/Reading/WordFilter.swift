import GRDB

/// Each word must occur in the subject or in the people of a message.
///
/// SQLite's LIKE ignores the case of ASCII letters only, so that other letters are looked for as
/// written, in small and in capital ones, and with a capital first.
struct WordFilter {
    private let variants: [[String]]

    init(_ words: [String]) {
        variants = words.filter { !$0.isEmpty }.prefix(Limits.words).map(WordFilter.variants)
    }

    var isEmpty: Bool { variants.isEmpty }

    /// Words that are looked at.
    var count: Int { variants.count }

    /// To be added to a WHERE clause about the message `m`.
    var condition: String {
        variants.map { forms in
            let columns = ["m.subject", "m.from_list", "m.to_list"]
            let tests = forms.flatMap { _ in columns.map { "\($0) LIKE ? ESCAPE '\\'" } }
            return " AND (\(tests.joined(separator: " OR ")))"
        }.joined()
    }

    var arguments: StatementArguments {
        StatementArguments(variants.joined().flatMap { form in [form, form, form] })
    }

    private static func variants(_ word: String) -> [String] {
        var forms = [word]
        if !word.utf8.allSatisfy({ $0 < 0x80 }) {
            let small = word.lowercased()
            forms += [small, word.uppercased(), small.prefix(1).uppercased() + small.dropFirst()]
        }
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }.map(pattern)
    }

    private static func pattern(_ word: String) -> String {
        var pattern = "%"
        for character in word {
            if "%_\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
