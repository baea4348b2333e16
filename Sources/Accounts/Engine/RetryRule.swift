import Mail

/// When a problem is tried again, where the server's own words decide it.
struct RetryRule: Sendable {
    /// How often in a row the same kind of answer came.
    private var count = 0
    private var last: Problem.Retry?

    /// The wait before the next attempt; nil: the usual rules hold.
    ///
    /// A login that was refused without a reason is tried once more before the person is asked:
    /// many a server that has a trouble of its own says no more than "no" (RFC 2449 §8).
    mutating func wait(for problem: Problem, now: Timestamp) -> Duration? {
        guard let retry = problem.retry else {
            succeeded()
            return nil
        }
        if !isSame(retry) { count = 0 }
        last = retry
        defer { count += 1 }
        switch retry {
        case .at(let moment):
            let (seconds, overflows) = moment.seconds.subtractingReportingOverflow(now.seconds)
            return overflows ? nil : .seconds(max(1, seconds))
        case .after(let waits):
            guard let longest = waits.last else { return nil }
            return .seconds(count < waits.count ? waits[count] : longest)
        case .onceMore(let seconds):
            return count == 0 ? .seconds(seconds) : nil
        }
    }

    /// All is well, or the person has done something about it.
    mutating func succeeded() {
        count = 0
        last = nil
    }

    private func isSame(_ retry: Problem.Retry) -> Bool {
        switch (last, retry) {
        case (.at, .at): true
        default: last == retry
        }
    }
}
