/// One user-perceived character of sanitised text and the cells it takes.
///
/// Lines are cut between these, never inside of one.
struct MeasuredCharacter {
    let text: Substring
    let width: Int
    /// All of it belongs into one cell or one pair of cells.
    private let isOneCluster: Bool

    /// One octet of printable ASCII.
    init(plain character: Substring) {
        (text, width, isOneCluster) = (character, 1, true)
    }

    init(_ character: Substring) {
        text = character
        let scalars = character.unicodeScalars
        guard let first = scalars.first else {
            (width, isOneCluster) = (0, true)
            return
        }
        let firstWidth = max(1, CellWidth.of(first))
        if scalars.index(after: scalars.startIndex) == scalars.endIndex {
            (width, isOneCluster) = (firstWidth, true)
        } else if EmojiSequence.matches(scalars) {
            (width, isOneCluster) = (2, true)
        } else {
            let others = scalars.dropFirst().reduce(0) { $0 + CellWidth.of($1) }
            (width, isOneCluster) = (firstWidth + others, others == 0)
        }
    }

    /// What goes into cells: bases with their marks.
    ///
    /// That is one nearly always. In Indic scripts a character may hold several bases (the Hindi word
    /// "स्त्री" is one character); terminals give each base cells of its own, and so do we.
    var clusters: [(text: Substring, width: Int)] {
        isOneCluster ? [(text, width)] : basesWithMarks
    }

    private var basesWithMarks: [(text: Substring, width: Int)] {
        let scalars = text.unicodeScalars
        var clusters: [(text: Substring, width: Int)] = []
        var start = scalars.startIndex
        var startWidth = 0
        for index in scalars.indices {
            let width = CellWidth.of(scalars[index])
            guard width > 0 || index == scalars.startIndex else { continue }
            if index > start {
                clusters.append((text[start..<index], startWidth))
            }
            (start, startWidth) = (index, max(1, width))
        }
        clusters.append((text[start...], startWidth))
        return clusters
    }
}

/// The characters of a sanitised text, measured.
struct MeasuredText: Sequence, IteratorProtocol {
    private let text: String
    private var place: String.Index

    init(_ text: String) {
        self.init(text, from: text.startIndex)
    }

    init(_ text: String, from start: String.Index) {
        self.text = text
        place = start
    }

    mutating func next() -> MeasuredCharacter? {
        guard place < text.endIndex else { return nil }
        let start = place
        if let end = plainEnd {
            place = end
            return MeasuredCharacter(plain: text[start..<end])
        }
        place = text.index(after: start)
        return MeasuredCharacter(text[start..<place])
    }

    /// The end of a first octet of ASCII that is a character for certain, as ASCII follows too.
    private var plainEnd: String.Index? {
        let octets = text.utf8
        guard octets[place] < 0x80 else { return nil }
        let second = octets.index(after: place)
        return second == octets.endIndex || octets[second] < 0x80 ? second : nil
    }
}
