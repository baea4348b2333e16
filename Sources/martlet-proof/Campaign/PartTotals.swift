/// What came of one part.
struct PartTotals: Sendable {
    let title: String
    /// How many there are.
    let points: Int
    /// How many were tried.
    private(set) var runs = 0
    /// In how many of them the program got as far as the fault.
    private(set) var reached = 0
    private(set) var lost = 0
    private(set) var doubled = 0
    private(set) var damaged = 0
    /// Trials in which anything at all was wrong.
    private(set) var failed = 0
    private(set) var worstRestart: Duration?

    init(title: String, points: Int) {
        self.title = title
        self.points = points
    }

    mutating func add(_ outcome: TrialOutcome) {
        runs += 1
        if outcome.isReached { reached += 1 }
        if !outcome.violations.isEmpty { failed += 1 }
        worstRestart = [worstRestart, outcome.restart].compactMap { $0 }.max()
        for violation in outcome.violations {
            switch violation {
            case .lost(let count), .deletedUnstored(let count): lost += count
            case .doubled(let count): doubled += count
            case .damaged(let count): damaged += count
            case .storeDamaged: damaged += 1
            default: break
            }
        }
    }

    static let columns = [
        "what goes wrong", "points", "tried", "reached", "lost", "doubled", "damaged",
        "runs that went wrong", "worst restart",
    ]

    var cells: [String] {
        let restart = worstRestart.map { "\(Int($0 / .milliseconds(1))) ms" } ?? "unknown"
        return [
            title, PartTotals.text(points), PartTotals.text(runs), PartTotals.text(reached),
            PartTotals.text(lost), PartTotals.text(doubled), PartTotals.text(damaged),
            PartTotals.text(failed), restart,
        ]
    }

    /// With commas between thousands.
    private static func text(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
