import Synchronization

/// The points of a part that are still to be tried, and what came of the others.
final class Worklist: Sendable {
    private struct State: Sendable {
        var next = 0
        var totals: PartTotals
    }

    let indices: [Int]
    private let state: Mutex<State>

    init(_ part: Part, stride: Int) {
        indices = Array(Swift.stride(from: 0, to: part.faults.count, by: stride))
        state = Mutex(
            State(totals: PartTotals(title: part.title, points: part.faults.count)))
    }

    var totals: PartTotals { state.withLock { $0.totals } }

    /// Nil when all are taken.
    func next() -> Int? {
        state.withLock { state in
            guard state.next < indices.count else { return nil }
            defer { state.next += 1 }
            return indices[state.next]
        }
    }

    /// Counts an outcome and answers the totals with it.
    func add(_ outcome: TrialOutcome) -> PartTotals {
        state.withLock { state in
            state.totals.add(outcome)
            return state.totals
        }
    }
}
