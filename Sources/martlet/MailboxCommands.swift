import App
import ArgumentParser

/// What the commands about mailboxes of one's own share.
struct UpkeepOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "The account; needed where there are several.") var account: String?

    func run(_ wish: MailboxUpkeep.Wish) throws {
        let command = MailboxUpkeep(wish, account: account)
        try finish(common.program.run(.mailboxUpkeep(command), isJSON: output.json))
    }
}

struct CreateMailbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a mailbox on this computer.")
    @OptionGroup var options: UpkeepOptions
    @Argument(help: "Its name; / parts levels.") var name: String

    func run() throws { try options.run(.create(name)) }
}

struct RenameMailbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Rename a mailbox and those below it.")
    @OptionGroup var options: UpkeepOptions
    @Argument(help: "The name now.") var old: String
    @Argument(help: "The new name.") var new: String

    func run() throws { try options.run(.rename(old, to: new)) }
}

struct RemoveMailbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a mailbox and those below it; their mail goes to Trash.")
    @OptionGroup var options: UpkeepOptions
    @Flag(help: "Do it, though there is mail in it.") var yes = false
    @Argument(help: "The mailbox.") var name: String

    func run() throws { try options.run(.remove(name, isConfirmed: yes)) }
}

struct EmptyTrash: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "empty-trash", abstract: "Delete all mail in an account's Trash for good.")
    @OptionGroup var options: UpkeepOptions
    @Flag(help: "Do it: what is kept on this computer only is gone then.") var yes = false

    func run() throws { try options.run(.emptyTrash(isConfirmed: yes)) }
}

struct Filter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Give the mail of a mailbox to its account's filters.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "The account; needed where several have the mailbox.") var account: String?
    @Option(name: .customShort("f"), help: "A mailbox by name or role.") var mailbox = "inbox"
    @Flag(help: "Only say what would be done.") var dryRun = false

    func run() throws {
        let command = FilterCommand(account: account, mailbox: mailbox, isDryRun: dryRun)
        try finish(common.program.run(.filter(command), isJSON: output.json))
    }
}
