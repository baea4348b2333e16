/// A set of UIDs as runs of neighbours: a whole mailbox often takes a few dozen octets.
public struct UIDSet: Hashable, Sendable {
    /// UIDs without a gap between `first` and `last`.
    public struct Run: Hashable, Sendable {
        public let first: UID
        public let last: UID

        /// The two ends in either order: servers may write `5:3` (RFC 9051 §9, seq-range).
        public init(_ one: UID, _ other: UID) {
            first = Swift.min(one, other)
            last = Swift.max(one, other)
        }

        public var count: Int { Int(last.rawValue) - Int(first.rawValue) + 1 }

        func contains(_ uid: UID) -> Bool { first <= uid && uid <= last }
    }

    /// Ascending, with a gap between any two.
    public private(set) var runs: [Run] = []

    public init() {}

    public init(_ uid: UID) {
        runs = [Run(uid, uid)]
    }

    /// Both ends included, in either order.
    public init(_ one: UID, through other: UID) {
        runs = [Run(one, other)]
    }

    public init(_ uids: some Sequence<UID>) {
        self.init(runs: uids.map { Run($0, $0) })
    }

    /// Runs in any order, overlapping or not: sorted once, so that no order is costly.
    public init(runs unordered: [Run]) {
        var isOrdered = true
        for index in unordered.indices.dropFirst() where isOrdered {
            isOrdered = unordered[index - 1].first <= unordered[index].first
        }
        let ordered = isOrdered ? unordered : unordered.sorted { $0.first < $1.first }
        runs.reserveCapacity(ordered.count)
        for run in ordered {
            append(run)
        }
    }

    public var isEmpty: Bool { runs.isEmpty }
    public var count: Int { runs.reduce(0) { $0 + $1.count } }
    public var first: UID? { runs.first?.first }
    public var last: UID? { runs.last?.last }

    public func contains(_ uid: UID) -> Bool {
        let index = firstRun(endingAtOrAfter: uid)
        return index < runs.count && runs[index].first <= uid
    }

    public mutating func insert(_ uid: UID) {
        insert(Run(uid, uid))
    }

    public mutating func insert(_ run: Run) {
        guard let end = last, run.first <= end else { return append(run) }
        // Every run that overlaps or touches the new one melts into it.
        let before = run.first.rawValue > 1 ? UID(unchecked: run.first.rawValue - 1) : run.first
        let low = firstRun(endingAtOrAfter: before)
        let beyond = run.last.next ?? run.last
        var high = low
        var merged = run
        while high < runs.count, runs[high].first <= beyond {
            merged = Run(
                Swift.min(merged.first, runs[high].first), Swift.max(merged.last, runs[high].last))
            high += 1
        }
        runs.replaceSubrange(low..<high, with: [merged])
    }

    public mutating func remove(_ uid: UID) {
        subtract(UIDSet(uid))
    }

    public mutating func formUnion(_ other: UIDSet) {
        self = UIDSet(runs: runs + other.runs)
    }

    /// Removes what is in `other`; what was not here is no matter (RFC 7162 §3.2.10, VANISHED).
    public mutating func subtract(_ other: UIDSet) {
        var result: [Run] = []
        result.reserveCapacity(runs.count)
        var cut = 0
        for run in runs {
            var rest: Run? = run
            while cut < other.runs.count, other.runs[cut].last < run.first { cut += 1 }
            var index = cut
            while let left = rest, index < other.runs.count, other.runs[index].first <= left.last {
                let hole = other.runs[index]
                if hole.first > left.first {
                    result.append(Run(left.first, UID(unchecked: hole.first.rawValue - 1)))
                }
                rest = hole.last.next.flatMap { $0 <= left.last ? Run($0, left.last) : nil }
                index += 1
            }
            if let rest { result.append(rest) }
        }
        runs = result
    }

    public func subtracting(_ other: UIDSet) -> UIDSet {
        var result = self
        result.subtract(other)
        return result
    }

    public func intersection(_ other: UIDSet) -> UIDSet {
        subtracting(subtracting(other))
    }

    /// Adds a run that begins no earlier than any other.
    private mutating func append(_ run: Run) {
        guard let tail = runs.last, UInt64(run.first.rawValue) <= UInt64(tail.last.rawValue) + 1
        else { return runs.append(run) }
        runs[runs.count - 1] = Run(tail.first, Swift.max(tail.last, run.last))
    }

    private func firstRun(endingAtOrAfter uid: UID) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = low + (high - low) / 2
            if runs[middle].last < uid { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension UIDSet: Sequence {
    /// The UIDs in ascending order.
    public struct Iterator: IteratorProtocol {
        private var runs: ArraySlice<Run>
        private var upcoming: UID?

        init(_ runs: [Run]) {
            self.runs = runs[...]
            upcoming = runs.first?.first
        }

        public mutating func next() -> UID? {
            guard let uid = upcoming, let run = runs.first else { return nil }
            if uid < run.last {
                upcoming = uid.next
            } else {
                runs.removeFirst()
                upcoming = runs.first?.first
            }
            return uid
        }
    }

    public func makeIterator() -> Iterator { Iterator(runs) }

    public var underestimatedCount: Int { count }
}
