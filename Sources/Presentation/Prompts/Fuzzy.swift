/// Finds names by a few of their letters in order: "wkar" finds "Work ▸ Archive".
enum Fuzzy {
    /// How well the letters fit, larger is better; nil when they do not occur in order.
    ///
    /// Letters at the start of a word and letters next to each other count more; among equal ones
    /// the shorter name wins.
    static func score(_ letters: String, in name: String) -> Int? {
        let wanted = letters.lowercased().filter { !$0.isWhitespace }
        guard !wanted.isEmpty else { return 0 }
        let text = Array(name.lowercased())
        var best: Int?
        for start in text.indices where text[start] == wanted.first {
            guard let score = score(wanted, in: text, from: start) else { break }
            best = max(best ?? score, score)
        }
        return best.map { $0 * 100 - text.count }
    }

    private static func score(
        _ wanted: String, in text: [Character], from start: Int
    ) -> Int? {
        var score = 0
        var position = start
        var previous: Int?
        for letter in wanted {
            guard let found = text[position...].firstIndex(of: letter) else { return nil }
            score += 1
            if found == 0 || !text[found - 1].isLetter && !text[found - 1].isNumber { score += 3 }
            if let previous, found == previous + 1 { score += 2 }
            previous = found
            position = found + 1
        }
        return score
    }
}
