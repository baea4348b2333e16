/// Tries the parts, several stands at a time, and counts what came of it.
final class Campaign: Sendable {
    private let stands: [Stand]
    private let stride: Int
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - stride: of so many points one is tried.
    ///   - tell: takes lines about the progress and what was found.
    init(stands: [Stand], stride: Int, tell: @escaping @Sendable (String) -> Void) {
        self.stands = stands
        self.stride = max(1, stride)
        self.tell = tell
    }

    func totals(of part: Part) async throws -> PartTotals {
        let work = Worklist(part, stride: stride)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stand in stands {
                group.addTask { [self] in
                    while let index = work.next() {
                        let outcome = try await outcome(of: part, index, on: stand)
                        report(outcome, part, index)
                        let totals = work.add(outcome)
                        tellProgress(totals, part, of: work.indices.count, since: start)
                    }
                }
            }
            try await group.waitForAll()
        }
        return work.totals
    }

    /// A restart that only once was slow met a busy machine; one that is slow again is our fault.
    func outcome(of part: Part, _ index: Int, on stand: Stand) async throws -> TrialOutcome {
        var outcome = try await stand.outcome(of: part.trial(index))
        for _ in 0..<2 where outcome.isOnlySlow {
            outcome = try await stand.outcome(of: part.trial(index))
        }
        return outcome
    }

    private func report(_ outcome: TrialOutcome, _ part: Part, _ index: Int) {
        guard !outcome.violations.isEmpty else { return }
        let sentences = outcome.violations.map(\.sentence).joined(separator: ", ")
        tell("\(part.name), point \(index): \(sentences)")
        tell("  again: martlet-proof pop --only \(part.name) --at \(index)\n\(outcome.evidence)")
    }

    private func tellProgress(
        _ totals: PartTotals, _ part: Part, of count: Int, since start: ContinuousClock.Instant
    ) {
        guard totals.runs % 500 == 0 || totals.runs == count else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let rate = Int(Double(totals.runs) / max(seconds, 0.001))
        tell("\(part.name): \(totals.runs) of \(count), \(rate)/s, \(totals.failed) wrong")
    }
}

extension TrialOutcome {
    fileprivate var isOnlySlow: Bool {
        !violations.isEmpty
            && violations.allSatisfy { if case .slowRestart = $0 { true } else { false } }
    }
}
