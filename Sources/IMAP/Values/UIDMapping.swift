/// Which UID each copied message has in its new mailbox (COPYUID, RFC 4315 §3).
///
/// Kept as runs that advance together: a move of a whole mailbox is a handful of numbers.
public struct UIDMapping: Hashable, Sendable {
    struct Segment: Hashable, Sendable {
        let source: UID
        let destination: UID
        let count: Int
    }

    let segments: [Segment]

    /// Pairs the two lists in the order given; nil when they do not hold equally many UIDs.
    init?(sources: [UIDSet.Run], destinations: [UIDSet.Run]) {
        var segments: [Segment] = []
        var from = RunReader(runs: sources)
        var to = RunReader(runs: destinations)
        while let source = from.head, let destination = to.head {
            let count = min(source.count, destination.count)
            segments.append(
                Segment(source: source.first, destination: destination.first, count: count))
            from.skip(count)
            to.skip(count)
        }
        guard from.head == nil, to.head == nil, !segments.isEmpty else { return nil }
        self.segments = segments
    }

    /// The new UID of a message; nil when it is not among the copied.
    public subscript(source: UID) -> UID? {
        for segment in segments where segment.source <= source {
            let offset = Int(source.rawValue) - Int(segment.source.rawValue)
            guard offset < segment.count else { continue }
            return UIDMapping.uid(segment.destination, plus: offset)
        }
        return nil
    }

    /// The UIDs in the old mailbox.
    public var sources: UIDSet {
        UIDSet(runs: segments.map { UIDMapping.run(from: $0.source, count: $0.count) })
    }

    /// The UIDs in the new mailbox.
    public var destinations: UIDSet {
        UIDSet(runs: segments.map { UIDMapping.run(from: $0.destination, count: $0.count) })
    }

    private static func run(from uid: UID, count: Int) -> UIDSet.Run {
        UIDSet.Run(uid, self.uid(uid, plus: count - 1) ?? .last)
    }

    private static func uid(_ uid: UID, plus offset: Int) -> UID? {
        UInt32(exactly: Int(uid.rawValue) + offset).flatMap(UID.init)
    }
}

/// Walks through runs in steps that need not end where a run does.
private struct RunReader {
    private var rest: ArraySlice<UIDSet.Run>
    private(set) var head: UIDSet.Run?

    init(runs: [UIDSet.Run]) {
        rest = runs.dropFirst()
        head = runs.first
    }

    /// `count` is at most what is left of the run at the head.
    mutating func skip(_ count: Int) {
        guard let run = head else { return }
        if let first = UInt32(exactly: Int(run.first.rawValue) + count).flatMap(UID.init),
            first <= run.last
        {
            head = UIDSet.Run(first, run.last)
        } else {
            head = rest.popFirst()
        }
    }
}
