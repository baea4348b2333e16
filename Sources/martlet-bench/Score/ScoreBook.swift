/// What a run of the scorer has found so far.
struct ScoreBook {
    struct Tally {
        var agreed = 0
        var total = 0

        var percent: Double { total == 0 ? 100 : 100 * Double(agreed) / Double(total) }

        mutating func add(_ agrees: Bool) {
            total += 1
            if agrees { agreed += 1 }
        }
    }

    struct Disagreement {
        let mail: String
        let field: String
        let expected: String
        let found: String
    }

    private(set) var whole = Tally()
    private(set) var fields: [String: Tally] = [:]
    private(set) var origins: [String: Tally] = [:]
    private(set) var rules: [String: Tally] = [:]
    /// Sentences that only people can judge.
    private(set) var leftToPeople = 0
    private(set) var disagreements: [Disagreement] = []
    private(set) var brokenRules: [Disagreement] = []
    /// Mails that `inspect` did not end well on, or printed no JSON for.
    var crashes: [String] = []

    mutating func add(
        _ field: String, of mail: String, origin: String, expected: JSON, found: String?
    ) {
        whole.add(found == nil)
        fields[field, default: Tally()].add(found == nil)
        origins[origin, default: Tally()].add(found == nil)
        guard let found else { return }
        disagreements.append(
            Disagreement(mail: mail, field: field, expected: expected.summary, found: found))
    }

    mutating func add(
        rule: String, of mail: String, wanted: JSON, _ outcome: RuleComparison.Outcome
    ) {
        switch outcome {
        case .holds: rules[rule, default: Tally()].add(true)
        case .broken(let found):
            rules[rule, default: Tally()].add(false)
            brokenRules.append(
                Disagreement(mail: mail, field: rule, expected: wanted.summary, found: found))
        case .forPeople: leftToPeople += 1
        }
    }

    /// Everything for people, as Markdown.
    func text(isDetailed: Bool) -> String {
        var text = table("Fields", fields) + table("Origins", origins)
        if !rules.isEmpty { text += table("Rules", rules) }
        if isDetailed { text += ScoreBook.list("Fields that disagree", disagreements) }
        text += ScoreBook.list("Rules that do not hold", brokenRules)
        if !crashes.isEmpty { text += "\nCrashes\n\n" + crashes.joined(separator: "\n") + "\n" }
        return text + "\n\(whole.agreed) of \(whole.total) fields agree "
            + "(\(Figure.text(whole.percent)) %); \(brokenRules.count) rules are broken, "
            + "\(leftToPeople) are for people to judge; \(crashes.count) crashes"
    }

    private func table(_ title: String, _ tallies: [String: Tally]) -> String {
        var table = Table(title, ["", "agree", "of", "%"])
        for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
            table.add([name, "\(tally.agreed)", "\(tally.total)", Figure.text(tally.percent)])
        }
        return table.text
    }

    private static func list(_ title: String, _ rows: [Disagreement]) -> String {
        let lines = rows.map {
            "\($0.mail) · \($0.field)\n    expected \($0.expected)\n    found    \($0.found)"
        }
        return rows.isEmpty ? "" : "\n\(title)\n\n" + lines.joined(separator: "\n") + "\n"
    }
}
