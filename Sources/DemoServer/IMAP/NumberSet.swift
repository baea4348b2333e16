/// A set of UIDs or sequence numbers as a client writes it: `1:3,7,12:*`.
struct NumberSet: Sendable, Equatable {
    enum Bound: Sendable, Equatable {
        case number(UInt32)
        case last
    }

    struct Span: Sendable, Equatable {
        let first: Bound
        let last: Bound
    }

    let spans: [Span]

    /// The ranges it stands for where the highest number is `last`; ascending and apart.
    func ranges(last: UInt32) -> [ClosedRange<UInt32>] {
        let ranges = spans.map { span in
            let (first, second) = (span.first.number(last: last), span.last.number(last: last))
            return min(first, second)...max(first, second)
        }
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = merged.last, range.lowerBound <= before.upperBound {
                merged[merged.count - 1] =
                    before.lowerBound...max(before.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// The shortest way to write ascending numbers; "" for none.
    static func text(_ numbers: [UInt32]) -> String {
        var spans: [(first: UInt32, last: UInt32)] = []
        for number in numbers {
            if let before = spans.last, before.last < number, number - before.last == 1 {
                spans[spans.count - 1].last = number
            } else {
                spans.append((number, number))
            }
        }
        return spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first):\($0.last)" }
            .joined(separator: ",")
    }
}

extension NumberSet.Bound {
    fileprivate func number(last: UInt32) -> UInt32 {
        switch self {
        case .number(let number): number
        case .last: last
        }
    }
}

extension [UInt32] {
    /// The members of an ascending list that lie in ascending ranges.
    func members(of ranges: [ClosedRange<UInt32>]) -> [UInt32] {
        ranges.flatMap { range in
            self[firstIndex(atLeast: range.lowerBound, by: \.self)...]
                .prefix { $0 <= range.upperBound }
        }
    }
}
