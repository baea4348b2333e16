import App
import ArgumentParser

/// The subcommands that bring mail in and out as files.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import mbox files, Maildirs and .eml files; octets stay as they are.",
        discussion: """
            Messages that the mailbox holds already, octet for octet, are skipped. So an import that \
            was cut short can be done again.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "Import also what is there already.") var duplicates = false
    @Argument(help: "The account.") var account: String
    @Argument(help: "A mailbox of it on this computer, by name or role.") var mailbox: String
    @Argument(help: "mbox files, Maildirs, .eml files or folders of them.") var paths: [String]

    func run() throws {
        let command = ImportCommand(
            account: account, mailbox: mailbox, paths: paths, keepsDuplicates: duplicates)
        try finish(common.program.run(.importing(command), isJSON: output.json))
    }
}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export messages as mbox, maildir or eml; octets stay as they are.",
        discussion: """
            With -f the destination is that mailbox: an mbox file, a Maildir or a folder of .eml \
            files. Without it, it is a folder with one of these for each mailbox. Nothing is \
            overwritten.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "Only this account.") var account: String?
    @Option(name: .customShort("f"), help: "Only this mailbox, by name or role.")
    var mailbox: String?
    @Argument(help: "mbox, maildir or eml.") var form: String
    @Argument(help: "A place that does not exist, or an empty folder.") var destination: String
    @Argument(help: "As for search; without one, every message.") var query: [String] = []

    func validate() throws {
        guard ExportCommand.forms.contains(form) else {
            throw ValidationError("The forms are mbox, maildir and eml.")
        }
    }

    func run() throws {
        let command = ExportCommand(
            form: form, destination: destination, account: account, mailbox: mailbox,
            query: query.joined(separator: " "))
        try finish(common.program.run(.exporting(command), isJSON: output.json))
    }
}
