/// What became of one row.
struct Verdict: Sendable {
    struct Line: Sendable {
        var word: String
        var finding: Finding
    }

    var id: String
    var lines: [Line]
    var time = Duration.zero

    init(_ scenario: Scenario, findings: [Line]) {
        id = scenario.id
        lines = findings
    }

    init(_ scenario: Scenario, all finding: Finding) {
        self.init(
            scenario, findings: scenario.pass.map { Line(word: $0, finding: finding) })
    }

    var hasFailed: Bool {
        lines.contains { if case .fails = $0.finding { true } else { false } }
    }
    /// Everything was looked at, and all of it holds.
    var hasPassed: Bool { !lines.isEmpty && lines.allSatisfy(\.finding.isGood) }

    /// One line, and one more for each word that does not simply hold.
    var text: String {
        let state = hasFailed ? "FAILED" : hasPassed ? "passed" : "partly"
        let notes = lines.compactMap { line -> String? in
            switch line.finding {
            case .holds: nil
            case .fails(let words): "    fails: \(line.word): \(words)"
            case .unchecked(let words): "    unchecked: \(line.word): \(words)"
            case .disputed(let words): "    disputed: \(line.word): \(words)"
            }
        }
        return ([state + "  " + id] + notes).joined(separator: "\n")
    }
}
