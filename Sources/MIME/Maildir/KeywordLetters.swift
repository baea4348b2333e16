import Mail

/// Which small letter of a Maildir file's name stands for which keyword, as Dovecot keeps it.
///
/// The file `dovecot-keywords` beside the mail has a line `NUMBER KEYWORD` for each letter, 0 being
/// `a`. There are 26.
public struct KeywordLetters: Hashable, Sendable {
    /// The name of the file that says so.
    public static let fileName = "dovecot-keywords"
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz")

    private var keywords: [Character: Keyword] = [:]

    public init() {}

    /// Reads the file; lines that say nothing are passed over.
    public init(text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard words.count == 2, let number = Int(words[0]),
                KeywordLetters.alphabet.indices.contains(number),
                let keyword = Keyword(String(words[1]))
            else { continue }
            keywords[KeywordLetters.alphabet[number]] = keyword
        }
    }

    public var isEmpty: Bool { keywords.isEmpty }

    /// Gives the keyword a letter; false where all letters are taken.
    public mutating func add(_ keyword: Keyword) -> Bool {
        if keyword == MailStatus.forwarded || letter(of: keyword) != nil { return true }
        guard let free = KeywordLetters.alphabet.first(where: { keywords[$0] == nil }) else {
            return false
        }
        keywords[free] = keyword
        return true
    }

    public var text: String {
        KeywordLetters.alphabet.enumerated().compactMap { number, letter in
            keywords[letter].map { "\(number) \($0.name)\n" }
        }.joined()
    }

    func letter(of keyword: Keyword) -> Character? {
        keywords.first { $0.value == keyword }?.key
    }

    func keyword(of letter: Character) -> Keyword? { keywords[letter] }
}
