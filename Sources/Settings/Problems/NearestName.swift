/// Finds what a person may have meant.
enum NearestName {
    /// The known name with the fewest slips of the finger; nil when all are far.
    static func of(_ word: String, among names: some Sequence<String>) -> String? {
        let limit = max(2, word.count / 3)
        let near = names.map { (name: $0, slips: slips(Array(word.lowercased()), Array($0))) }
            .filter { $0.slips <= limit && $0.slips < min(word.count, $0.name.count) }
        return near.min { $0.slips < $1.slips }?.name
    }

    /// Letters left out, added, wrong or swapped with their neighbour (optimal string alignment).
    private static func slips(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var best = min(
                    last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
