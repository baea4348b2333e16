/// What was measured again and again.
struct Series {
    private(set) var values: [Double] = []

    init(_ values: [Double] = []) {
        self.values = values.sorted()
    }

    mutating func add(_ value: Double) {
        let place = values.firstIndex { $0 > value } ?? values.endIndex
        values.insert(value, at: place)
    }

    var isEmpty: Bool { values.isEmpty }
    var sum: Double { values.reduce(0, +) }
    var median: Double { percentile(50) }

    /// The smallest value that so many percent of all do not exceed; 0 where there is none.
    func percentile(_ percent: Int) -> Double {
        guard !values.isEmpty else { return 0 }
        let rank = (values.count * percent + 99) / 100
        return values[min(max(rank, 1), values.count) - 1]
    }

    /// The median, and from where to where the values lie.
    var text: String {
        guard let first = values.first, let last = values.last else { return "–" }
        return values.count == 1
            ? Figure.text(first)
            : "\(Figure.text(median)) (\(Figure.text(first))–\(Figure.text(last)))"
    }

    /// What half of the values and what all but a hundredth of them do not exceed.
    var tail: String {
        isEmpty
            ? "–"
            : "p50 \(Figure.text(percentile(50))), p99 \(Figure.text(percentile(99))), "
                + "max \(Figure.text(percentile(100))) of \(values.count)"
    }
}
