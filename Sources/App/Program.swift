import Accounts
import Console
import Curses
import EventLoop
import Glibc
import MIME
import Mail
import Presentation
import Settings
import Storage

/// A command that works on the mail store.
public enum MailCommand: Sendable {
    case accounts(AccountsCommand)
    case upkeep(AccountUpkeep)
    case mailboxes(MailboxesCommand)
    case mailboxUpkeep(MailboxUpkeep)
    case filter(FilterCommand)
    case check(CheckCommand)
    case sync(SyncCommand)
    case list(ListCommand)
    case search(SearchCommand)
    case show(ShowCommand)
    case triage(TriageCommand)
    case undo(UndoCommand)
    case importing(ImportCommand)
    case exporting(ExportCommand)

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        switch self {
        case .accounts(let command): try await command.run(in: workplace, output)
        case .upkeep(let command): try await command.run(in: workplace, output)
        case .mailboxes(let command): try await command.run(in: workplace, output)
        case .mailboxUpkeep(let command): try await command.run(in: workplace, output)
        case .filter(let command): try await command.run(in: workplace, output)
        case .check(let command): try await command.run(in: workplace, output)
        case .sync(let command): try await command.run(in: workplace, output)
        case .list(let command): try await command.run(in: workplace, output)
        case .search(let command): try await command.run(in: workplace, output)
        case .show(let command): try await command.run(in: workplace, output)
        case .triage(let command): try await command.run(in: workplace, output)
        case .undo(let command): try await command.run(in: workplace, output)
        case .importing(let command): try await command.run(in: workplace, output)
        case .exporting(let command): try await command.run(in: workplace, output)
        }
    }
}

/// One run of the program, whatever it was started for.
public struct Program: Sendable {
    public static let version = "0.1.0"

    let paths: Paths

    /// - Parameter settings: the file given with `-F`.
    public init(settings: String?) {
        self.init(paths: Paths(settings: settings))
    }

    init(paths: Paths) {
        self.paths = paths
        ProcessRules.apply(log: LogFile(paths.log))
    }

    // MARK: Mail

    public func run(_ command: MailCommand, isJSON: Bool) -> ExitStatus {
        let output = Output(isJSON: isJSON)
        return Program.ending(output) { () throws(SettingsFailure) in
            let workplace = try Workplace(paths)
            return Program.waitFor { () async -> ExitStatus in
                do throws(Problem) {
                    try await command.run(in: workplace, output)
                    return .done
                } catch {
                    if !error.headline.isEmpty { output.problem(error) }
                    return ExitStatus(error.kind)
                }
            }
        }
    }

    /// Opens the screen and stays until the person quits.
    public func screen(account: String?, mailbox: String?) -> ExitStatus {
        let output = Output(isJSON: false)
        return Program.ending(output) { () throws(SettingsFailure) in
            let workplace = try Workplace(paths)
            do throws(Problem) {
                try workplace.showScreen(account: account, mailbox: mailbox)
                return .done
            } catch {
                throw SettingsFailure([error])
            }
        }
    }

    /// Shows the program on sample mail, or only serves that mail.
    public func demo(isHeadless: Bool) -> ExitStatus {
        Program.ending(Output(isJSON: false)) { () throws(SettingsFailure) in
            try DemoCommand(isHeadless: isHeadless).run()
            return .done
        }
    }

    // MARK: Settings

    public func checkSettings() -> ExitStatus {
        let output = Output(isJSON: false)
        return Program.ending(output) { () throws(SettingsFailure) in
            let file = SettingsFile(paths.settings)
            let reading = try file.examine()
            for problem in reading.problems {
                for line in file.line(of: problem).split(separator: "\n") {
                    output.note(String(line))
                }
            }
            guard let settings = reading.settings else { return .settings }
            output.text(
                "\(paths.settings): \(counted(settings.accounts.count, "account")), no errors")
            return .done
        }
    }

    public func showSettings() -> ExitStatus {
        let output = Output(isJSON: false)
        return Program.ending(output) { () throws(SettingsFailure) in
            output.text(try SettingsFile(paths.settings).read().rendered())
            return .done
        }
    }

    public func settingsPath() -> ExitStatus {
        Output(isJSON: false).text(paths.settings)
        return .done
    }

    // MARK: One message

    /// Parses a file, or standard input for "-", and prints what is in it.
    public func inspect(_ file: String, isJSON: Bool, columns: Int? = nil) -> ExitStatus {
        let output = Output(isJSON: isJSON)
        do throws(Problem) {
            let report = InspectReport(try MessageFile.read(file))
            if isJSON {
                output.result(report.json, "")
            } else {
                output.lines(report.lines(columns: columns ?? Output.columns))
            }
            return .done
        } catch {
            output.problem(error)
            return .unreadableInput
        }
    }

    // MARK: Running

    private static func ending(
        _ output: Output, _ body: () throws(SettingsFailure) -> ExitStatus
    ) -> ExitStatus {
        do throws(SettingsFailure) {
            return try body()
        } catch {
            for problem in error.problems { output.problem(problem) }
            return error.problems.first.map { ExitStatus($0.kind) } ?? .ourBug
        }
    }

    /// Keeps the process's first thread here until asynchronous work is done.
    static func waitFor<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let answer = Answer<Value>()
        Task { answer.give(await body()) }
        return answer.take()
    }
}
