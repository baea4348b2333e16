/// The letters of a language beyond ASCII, and what each counts in a text.
struct LetterFrequency: Sendable {
    /// What a letter counts, the commonest most.
    private let weights: [UInt32: Int]

    /// `letters`: small ones, the commonest first.
    init(_ letters: String) {
        var weights: [UInt32: Int] = [:]
        let count = letters.unicodeScalars.count
        for (rank, scalar) in letters.unicodeScalars.enumerated() {
            let weight = 10 - 7 * rank / max(count, 1)
            weights[scalar.value] = weight
            for capital in scalar.properties.uppercaseMapping.unicodeScalars
            where capital != scalar && capital.value >= 0x80 {
                weights[capital.value] = weight - 1
            }
        }
        self.weights = weights
    }

    /// A letter that the language does not have speaks against it.
    func weight(of letter: Unicode.Scalar) -> Int { weights[letter.value] ?? -8 }
}
