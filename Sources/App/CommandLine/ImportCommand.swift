import Accounts
import Glibc
import Mail
import Storage

/// `martlet import`: messages of mbox files, Maildirs and .eml files into a mailbox.
public struct ImportCommand: Sendable {
    public var account: String
    public var mailbox: String
    public var paths: [String]
    public var keepsDuplicates: Bool

    public init(account: String, mailbox: String, paths: [String], keepsDuplicates: Bool) {
        self.account = account
        self.mailbox = mailbox
        self.paths = paths
        self.keepsDuplicates = keepsDuplicates
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let names = try await workplace.names()
        let target = try mailbox(names)
        let start = ContinuousClock.now
        var work: MailImport
        do throws(StoreFault) {
            work = try await MailImport(
                into: target, of: workplace.store, keepsDuplicates: keepsDuplicates)
        } catch {
            throw Problem(error)
        }
        let progress = ExchangeProgress("import")
        var failure: Problem?
        do throws(Problem) {
            for path in paths {
                try await take(
                    TypedPath(typed: path, home: workplace.paths.home), &work, progress, output)
            }
            try await work.finish()
        } catch {
            failure = error
            await work.keepWhatIsWhole()
        }
        await progress.end()
        if work.tally.imported > 0 { try await workplace.tellServers(of: [], waits: false) }
        show(work.tally, names.mailbox(target), took: .now - start, output)
        if let failure { throw stopped(failure, work.tally) }
        guard work.tally.unreadable == 0 else { throw Problem(.unreadableInput, headline: "") }
    }

    /// The mailbox; one that a server keeps is refused, because the server would not hear of it.
    private func mailbox(_ names: Names) throws(Problem) -> MailboxID {
        let id = try names.mailbox(named: mailbox, in: try names.account(named: account))
        guard let summary = names.summary(id), summary.isOnServer else { return id }
        throw Problem(
            .usage, account: account,
            headline: "\(summary.name) is kept on the server, and mail is imported into mailboxes "
                + "of this computer only",
            remedy: "Import into a POP account; martlet mailboxes --json shows \"where\": "
                + "\"local\" for mailboxes that can take it.")
    }

    /// Takes all messages of a path; what cannot be read is told and passed over.
    private func take(
        _ path: TypedPath, _ work: inout MailImport, _ progress: ExchangeProgress,
        _ output: Output
    ) async throws(Problem) {
        var source: any MailSource
        do throws(Problem) {
            source = try ImportPath.source(path)
            if MaildirSource.isOne(path.text), try MaildirSource.subfolders(of: path.text) > 0 {
                output.note("\(path.text): folders inside it are imported when they are named.")
            }
        } catch {
            tell(error, &work, output)
            return
        }
        progress.begin(octets: source.octets)
        while true {
            if ExitSignals.take() != nil { throw Problem(.cancelled, headline: "Stopped") }
            do throws(Problem) {
                guard let found = try source.next() else { return }
                try await work.take(found)
                progress.add(octets: found.range.count)
            } catch {
                guard error.kind == .unreadableInput else { throw error }
                tell(error, &work, output)
            }
        }
    }

    private func tell(_ problem: Problem, _ work: inout MailImport, _ output: Output) {
        work.noteUnreadable()
        guard work.tally.unreadable <= Limits.toldMessages else { return }
        output.problem(problem)
    }

    private func show(
        _ tally: MailImport.Tally, _ mailbox: String, took: Duration, _ output: Output
    ) {
        var words = "\(account) \(mailbox): \(tally.imported) imported"
        if tally.skipped > 0 { words += ", \(tally.skipped) skipped that were there already" }
        if tally.unreadable > 0 { words += ", \(tally.unreadable) could not be read" }
        output.result(
            .object([
                ("account", .string(account)), ("mailbox", .string(mailbox)),
                ("imported", JSONValue(tally.imported)), ("skipped", JSONValue(tally.skipped)),
                ("unreadable", JSONValue(tally.unreadable)), ("bytes", JSONValue(tally.octets)),
                ("seconds", .number(took / .seconds(1))),
            ]), words)
    }

    /// A problem that ended the work, with how far it came.
    private func stopped(_ problem: Problem, _ tally: MailImport.Tally) -> Problem {
        var problem = problem
        problem.headline += ": \(tally.imported) messages are imported"
        problem.remedy +=
            (problem.remedy.isEmpty ? "" : " ")
            + "Import the same files again: what is there already is skipped."
        return problem
    }
}
