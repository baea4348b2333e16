import Mail

/// `martlet export`: messages as mbox files, Maildirs or .eml files.
public struct ExportCommand: Sendable {
    /// The words for the forms, as the command line takes them.
    public static let forms = ["mbox", "maildir", "eml"]

    public var form: String
    public var destination: String
    public var account: String?
    public var mailbox: String?
    public var query: String

    public init(
        form: String, destination: String, account: String?, mailbox: String?, query: String
    ) {
        self.form = form
        self.destination = destination
        self.account = account
        self.mailbox = mailbox
        self.query = query
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        guard let form = MailExport.Form(rawValue: form) else {
            throw Problem(.usage, headline: "The forms are mbox, maildir and eml")
        }
        let place = TypedPath(typed: destination, home: workplace.paths.home)
        try check(place)
        let start = ContinuousClock.now
        let query = try Query(typed: query)
        try await workplace.prepare(query, output)
        let plan = try await ExportPlan(
            account: account, mailbox: mailbox, query: query, try await workplace.names(),
            workplace)
        guard plan.count > 0 || query.isEmpty else {
            throw Problem(.notFound, headline: "No message matches; nothing was written")
        }
        let progress = ExchangeProgress("export", total: plan.count)
        let work = MailExport(form, to: place, workplace, progress)
        var failure: Problem?
        do throws(Problem) {
            try await work.run(plan)
        } catch {
            failure = error
        }
        await progress.end()
        show(work, mailboxes: plan.items.count, took: .now - start, output)
        if let failure { throw stopped(failure, work.settled, of: plan.count) }
        if work.missing > 0 { throw incomplete(work) }
    }

    /// A place where anything is already is found out before the mail is looked through.
    private func check(_ place: TypedPath) throws(Problem) {
        guard exists(place.text) else { return }
        try ExportFolder.checkEmpty(place.text)
    }

    private func show(
        _ work: MailExport, mailboxes: Int, took: Duration, _ output: Output
    ) {
        if !work.lostKeywords.isEmpty {
            let words = work.lostKeywords.sorted().map(\.name).joined(separator: ", ")
            output.note("A Maildir has room for 26 keywords; left out: \(words).")
        }
        output.result(
            .object([
                ("format", .string(form)), ("destination", .string(destination)),
                ("mailboxes", JSONValue(mailboxes)), ("messages", JSONValue(work.settled)),
                ("missing", JSONValue(work.missing)), ("bytes", JSONValue(work.octets)),
                ("seconds", .number(took / .seconds(1))),
            ]),
            "\(destination): \(work.settled) messages")
    }

    /// A problem that ended the work, with how far it came.
    private func stopped(_ problem: Problem, _ settled: Int, of count: Int) -> Problem {
        var problem = problem
        problem.headline += ": \(settled) of \(count) messages are written"
        return problem
    }

    private func incomplete(_ work: MailExport) -> Problem {
        let reason = work.obstacle
        return Problem(
            reason?.kind ?? .unreachable,
            headline: "\(work.missing) messages are on the server only and were not written",
            detail: reason?.headline ?? "",
            remedy: "When the server can be reached, export again to another place.")
    }
}
