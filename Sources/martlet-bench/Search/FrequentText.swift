/// Text whose words are as often as those of real mail: a few everywhere, most hardly ever (Zipf).
struct FrequentText {
    /// The most frequent first; all different.
    let words: [[UInt8]]
    private let sums: [Double]

    init(words count: Int = 60_000) {
        var state: UInt64 = 42
        let letters = Array("etaoinshrdlucmfwypvbgk".utf8)
        var seen: Set<[UInt8]> = []
        var words: [[UInt8]] = []
        while words.count < count {
            let length = 2 + FrequentText.below(10, &state)
            let word = (0..<length).map { _ in letters[FrequentText.below(letters.count, &state)] }
            if seen.insert(word).inserted { words.append(word) }
        }
        var sum = 0.0
        sums = (0..<count).map { rank in
            sum += 1 / Double(rank + 3)
            return sum
        }
        self.words = words
    }

    /// The word at a place in the order of frequency.
    func word(_ rank: Int) -> String { String(decoding: words[rank], as: UTF8.self) }

    /// The same text for the same number, of at least so many octets.
    func text(_ number: Int, octets: Int) -> [UInt8] {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        var text: [UInt8] = []
        var column = 0
        while text.count < octets {
            let word = words[rank(&state)]
            text += word
            column += word.count + 1
            text += column > 70 ? [13, 10] : [32]
            if column > 70 { column = 0 }
        }
        return text
    }

    private func rank(_ state: inout UInt64) -> Int {
        let share = Double(FrequentText.below(1 << 30, &state)) / Double(1 << 30)
        let wanted = share * (sums.last ?? 0)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// SplitMix64.
    private static func below(_ bound: Int, _ state: inout UInt64) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
