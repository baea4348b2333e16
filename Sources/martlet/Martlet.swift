import App
import ArgumentParser

/// The program: without a subcommand it opens the screen.
@main
struct Martlet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "A mail program for the terminal, for POP and IMAP alike.",
        version: Program.version,
        subcommands: [
            Screen.self, Demo.self, Accounts.self, Mailboxes.self, Filter.self, EmptyTrash.self,
            Check.self, Sync.self, List.self, Search.self, Show.self, Mark.self, Move.self,
            Copy.self, Archive.self, Delete.self, Undo.self, Import.self, Export.self,
            Inspect.self, Doctor.self, BackupMail.self, RestoreMail.self, Config.self,
        ],
        defaultSubcommand: Screen.self)

    static func main() {
        main(Martlet.settingsLast(Array(CommandLine.arguments.dropFirst())))
    }

    /// `-F FILE` may stand before the command's name as well as behind it.
    private static func settingsLast(_ arguments: [String]) -> [String] {
        guard arguments.count > 2, arguments[0] == "-F", !arguments[2].hasPrefix("-") else {
            return arguments
        }
        return Array(arguments.dropFirst(2)) + arguments.prefix(2)
    }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .customShort("F"), help: "The settings file.")
    var settings: String?

    var program: Program { Program(settings: settings) }
}

struct JSONOption: ParsableArguments {
    @Flag(help: "One JSON object a line.")
    var json = false
}

/// How wide a message is printed.
struct ColumnsOption: ParsableArguments {
    @Option(help: "Columns of the text; default: the terminal's, else 80.")
    var columns: Int?

    func validate() throws {
        guard let columns, !(20...1_000).contains(columns) else { return }
        throw ValidationError("--columns must be 20 to 1000.")
    }
}

struct Screen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Open the screen (what martlet does by itself).", shouldDisplay: false)

    @OptionGroup var common: CommonOptions

    @Option(help: "Begin with this account's inbox.")
    var account: String?

    @Option(name: .customShort("f"), help: "Begin with this mailbox.")
    var mailbox: String?

    func run() throws {
        try finish(common.program.screen(account: account, mailbox: mailbox))
    }
}

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Try the program on sample mail, without an account or a network.")

    @Flag(help: "Only serve; print the ports and a settings file for them.")
    var headless = false

    func run() throws {
        try finish(Program(settings: nil).demo(isHeadless: headless))
    }
}

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Parse one message without storing it.")

    @OptionGroup var output: JSONOption

    @OptionGroup var common: CommonOptions

    @OptionGroup var layout: ColumnsOption

    @Argument(help: "A file with a raw message, or - for standard input.")
    var file: String

    func run() throws {
        try finish(
            Program(settings: nil).inspect(file, isJSON: output.json, columns: layout.columns))
    }
}

struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "The settings: check them, show them, say where they are.",
        subcommands: [CheckSettings.self, ShowSettings.self, SettingsPath.self])

    struct CheckSettings: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say everything that is wrong in the settings file.")
        @OptionGroup var common: CommonOptions

        func run() throws { try finish(common.program.checkSettings()) }
    }

    struct ShowSettings: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the settings in force, secrets left out.")
        @OptionGroup var common: CommonOptions

        func run() throws { try finish(common.program.showSettings()) }
    }

    struct SettingsPath: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "path", abstract: "Print where the settings file is.")
        @OptionGroup var common: CommonOptions

        func run() throws { try finish(common.program.settingsPath()) }
    }
}

/// Ends the process with the status a command came to.
func finish(_ status: ExitStatus) throws {
    guard status != .done else { return }
    throw ExitCode(status.rawValue)
}
