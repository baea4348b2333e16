import MIME

/// Judges one mail of a corpus by what `inspect` says of it.
struct MailScore {
    let corpus: ScoredCorpus
    let program: InspectedProgram
    let idleMegabytes: Double

    /// - Parameters:
    ///   - run: `inspect --json` of the mail.
    ///   - field: only this field, and no rules.
    func add(
        _ mail: ScoredCorpus.Mail, _ run: InspectRun, only field: String?, to book: inout ScoreBook
    ) throws {
        guard run.status == 0 else {
            book.crashes.append("\(mail.name): \(run.status.map { "exit \($0)" } ?? "signal")")
            return
        }
        let report: JSON
        do {
            report = try JSON(parsing: try run.printed())
        } catch {
            book.crashes.append("\(mail.name): \(error)")
            return
        }
        let comparison = FieldComparison(
            report: report, message: ParsedMessage(try corpus.octets(of: mail.name)))
        for (name, expected) in mail.expected.fields where field == nil || field == name {
            book.add(
                name, of: mail.name, origin: mail.expected.origin, expected: expected,
                found: comparison.disagreement(name, expected))
        }
        if field == nil { try addRules(mail, report, run, to: &book) }
    }

    /// What no mail may do to a terminal is a rule for every one of them.
    private func addRules(
        _ mail: ScoredCorpus.Mail, _ report: JSON, _ run: InspectRun, to book: inout ScoreBook
    ) throws {
        let shown = try program.inspect(corpus.path(of: mail.name), into: "shown")
        let screen = ScreenText(try shown.printed())
        if shown.status != 0 { book.crashes.append("\(mail.name): inspect for people") }
        book.add(
            rule: "harmless on a terminal", of: mail.name, wanted: .null,
            screen.fault.map { .broken($0) } ?? .holds)
        let comparison = RuleComparison(
            report: report, screen: screen,
            cost: .init(
                milliseconds: run.milliseconds, megabytesMore: run.megabytes - idleMegabytes),
            networkCalls: try networkCalls(mail))
        for (name, wanted) in mail.expected.rules {
            book.add(rule: name, of: mail.name, wanted: wanted, comparison.outcome(name, wanted))
        }
    }

    private func networkCalls(_ mail: ScoredCorpus.Mail) throws -> [String]? {
        let isAsked = mail.expected.rules.contains { $0.name == "must_not_connect" }
        guard isAsked, NetworkTrap.isAvailable else { return nil }
        return try NetworkTrap.calls(of: program, on: corpus.path(of: mail.name))
    }
}
