/// The words looked for in the message being read, and where they stand.
struct MessageSearch: Equatable, Sendable {
    enum Direction: Sendable {
        case next, previous
    }

    enum Outcome: Equatable, Sendable {
        case nothing
        /// Counted from 1; `wrapped` when the search went on from the other end.
        case match(Int, of: Int, wrapped: Bool)
    }

    /// Octets of one line's text that belong to a match.
    struct Stretch: Equatable, Sendable {
        let line: Int
        var octets: Range<Int>
    }

    /// One place where the words stand; it may go on in further lines.
    typealias Match = [Stretch]

    let words: String
    private(set) var matches: [Match] = []
    private var current: Int?

    init(words: String = "") {
        self.words = words
    }

    var currentLine: Int? { current.flatMap { matches[$0].first?.line } }

    /// Finds the words anew, after the lines were made anew.
    mutating func look(in lines: [MessageLine]) {
        current = nil
        matches = []
        let wanted = FoldedText(words.prefix(Limits.searchedCharacters)).letters
        guard !wanted.isEmpty else { return }
        var start = 0
        while start < lines.count, matches.count < Limits.matches {
            let block = lines[start].block
            let end =
                block == 0
                ? start + 1 : lines[start...].firstIndex { $0.block != block } ?? lines.count
            matches += MessageSearch.matches(of: wanted, in: lines, start..<end)
            start = end
        }
    }

    /// The matches in lines that were one line before they were wrapped.
    private static func matches(
        of wanted: [UInt32], in lines: [MessageLine], _ range: Range<Int>
    ) -> [Match] {
        var text = FoldedText()
        for line in range {
            text.add(lines[line].body.text.string, line: line, isWrapped: lines[line].isWrapped)
        }
        return text.places(of: wanted).map { place in
            text.places[place].reduce(into: []) { match, place in
                if let last = match.last, last.line == place.line {
                    let octets = last.octets.lowerBound..<place.octets.upperBound
                    match[match.count - 1].octets = octets
                } else {
                    match.append(Stretch(line: place.line, octets: place.octets))
                }
            }
        }
    }

    /// The octets of a line that belong to matches.
    func stretches(in line: Int) -> [Range<Int>] {
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if (matches[middle].last?.line ?? 0) < line { low = middle + 1 } else { high = middle }
        }
        return matches[low...].prefix { ($0.first?.line ?? .max) <= line }.joined()
            .filter { $0.line == line }.map(\.octets)
    }

    /// Goes on from the last match, else from the line at the top.
    mutating func go(_ direction: Direction, from line: Int) -> Outcome {
        guard !matches.isEmpty else { return .nothing }
        let wanted: Int
        switch (direction, current) {
        case (.next, let last?): wanted = last + 1
        case (.previous, let last?): wanted = last - 1
        case (.next, nil):
            wanted = matches.firstIndex { ($0.first?.line ?? 0) >= line } ?? matches.count
        case (.previous, nil):
            wanted = matches.lastIndex { ($0.first?.line ?? 0) < line } ?? -1
        }
        let wrapped = !matches.indices.contains(wanted)
        let reached = wrapped ? (direction == .next ? 0 : matches.count - 1) : wanted
        current = reached
        return .match(reached + 1, of: matches.count, wrapped: wrapped)
    }
}

extension MessageLine {
    /// A border to the next line stands for a blank; where text is cut at the edge for nothing.
    fileprivate var isWrapped: Bool {
        switch kind {
        case .raw, .fixed, .added, .removed, .hunk: false
        default: true
        }
    }
}
