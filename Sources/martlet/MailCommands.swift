import App
import ArgumentParser

/// The subcommands that read or change mail.
struct Accounts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "List the accounts, rename or remove one.",
        subcommands: [ListAccounts.self, RenameAccount.self, RemoveAccount.self],
        defaultSubcommand: ListAccounts.self)
}

struct RenameAccount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Keep an account's mail under the name the settings use now.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The name before.") var old: String
    @Argument(help: "The name in the settings now.") var new: String

    func run() throws {
        let command = AccountUpkeep(.rename(from: old, to: new))
        try finish(common.program.run(.upkeep(command), isJSON: false))
    }
}

struct RemoveAccount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an account that left the settings, with its mail.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The account's name.") var account: String
    @Flag(help: "Do it: its mail on this computer is gone then.") var yes = false

    func run() throws {
        let command = AccountUpkeep(.remove(account, isConfirmed: yes))
        try finish(common.program.run(.upkeep(command), isJSON: false))
    }
}

struct ListAccounts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts with kind and state.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "This account's changed server holds the same mail as before.")
    var sameMail: String?

    func run() throws {
        let command = AccountsCommand(sameMail: sameMail)
        try finish(common.program.run(.accounts(command), isJSON: output.json))
    }
}

struct Mailboxes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailboxes", abstract: "List the mailboxes; make, rename or remove one.",
        subcommands: [
            ListMailboxes.self, CreateMailbox.self, RenameMailbox.self, RemoveMailbox.self,
        ], defaultSubcommand: ListMailboxes.self)
}

struct ListMailboxes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the mailboxes with counts.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "Only this account's.") var account: String?

    func run() throws {
        let command = MailboxesCommand(account: account)
        try finish(common.program.run(.mailboxes(command), isJSON: output.json))
    }
}

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Connect and log in; show capabilities and each step's time.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Argument(help: "Accounts; none: all.") var accounts: [String] = []

    func run() throws {
        let command = CheckCommand(accounts: accounts)
        try finish(common.program.run(.check(command), isJSON: output.json))
    }
}

struct Sync: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring store and server together.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "Go on until ended.") var watch = false
    @Argument(help: "Accounts; none: all.") var accounts: [String] = []

    func run() throws {
        let command = SyncCommand(accounts: accounts, watches: watch)
        try finish(common.program.run(.sync(command), isJSON: output.json))
    }
}

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List messages, newest first.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "Only this account.") var account: String?
    @Option(name: .customShort("f"), help: "A mailbox by name or role; default: inboxes.")
    var mailbox: String?
    @Option(help: "At most so many.") var limit = 50
    @Argument(parsing: .allUnrecognized, help: "A query, such as from:alice budget.")
    var query: [String] = []

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
        let command = ListCommand(
            account: account, mailbox: mailbox, limit: limit, query: typed(query))
        try finish(common.program.run(.list(command), isJSON: output.json))
    }
}

struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find messages in all accounts, newest first.",
        discussion: """
            Words are looked for in subject, people and text. Terms: from: to: cc: subject: body: \
            filename: list: has:attachment is:unread is:flagged is:answered in:MAILBOX \
            account:NAME label:NAME before:2026-01-31 after:3w larger:1M smaller:20K; \
            -term, OR, "a phrase", parentheses; Mutt's ~f ~t ~s ~b ~N ~F ~D ~d ~z ~A.
            The exit code is 1 when nothing is found.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Option(help: "At most so many.") var limit = 50
    @Argument(parsing: .allUnrecognized, help: "What to look for.") var query: [String]

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
        let command = SearchCommand(query: typed(query), limit: limit)
        try finish(common.program.run(.search(command), isJSON: output.json))
    }
}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a message as text, its octets, or a decoded part.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "The octets as received.") var raw = false
    @Flag(help: "Every header field.") var headers = false
    @Option(help: "A part by its number, decoded.") var part: String?
    @OptionGroup var layout: ColumnsOption
    @Argument(help: "The message's id, as list prints it.") var id: Int64

    func run() throws {
        let form: ShowCommand.Form =
            if raw { .raw } else if let part { .part(part) } else if headers { .headers } else {
                .text
            }
        let command = ShowCommand(id: id, form: form, columns: layout.columns)
        try finish(common.program.run(.show(command), isJSON: output.json))
    }
}

/// What the triage verbs share.
struct TriageOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption
    @Flag(help: "Wait until the server has heard of it.") var wait = false

    func run(_ wish: TriageCommand.Wish, _ ids: [Int64]) throws {
        let command = TriageCommand(ids: ids, wish: wish, waits: wait)
        try finish(common.program.run(.triage(command), isJSON: output.json))
    }
}

struct Mark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Set or clear flags: martlet mark 12 13 +seen -flagged.")
    @OptionGroup var options: TriageOptions
    @Argument(parsing: .allUnrecognized, help: "Ids, then +FLAG or -FLAG.") var words: [String]

    func run() throws {
        let words = words.filter { $0 != "--" }
        let ids = words.compactMap { Int64($0) }.filter { $0 > 0 }
        let marks = words.filter { $0.hasPrefix("+") || ($0.hasPrefix("-") && Int64($0) == nil) }
        guard ids.count + marks.count == words.count, !ids.isEmpty, !marks.isEmpty else {
            throw ValidationError("Ids come first, then +FLAG or -FLAG.")
        }
        try options.run(.mark(marks), ids)
    }
}

struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move messages to a mailbox.")
    @OptionGroup var options: TriageOptions
    @Argument(help: "Ids, then the mailbox.") var words: [String]

    func run() throws {
        let (ids, mailbox) = try idsAndMailbox(words)
        try options.run(.move(to: mailbox), ids)
    }
}

struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Copy messages to a mailbox.")
    @OptionGroup var options: TriageOptions
    @Argument(help: "Ids, then the mailbox.") var words: [String]

    func run() throws {
        let (ids, mailbox) = try idsAndMailbox(words)
        try options.run(.copy(to: mailbox), ids)
    }
}

struct Archive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Move messages to Archive.")
    @OptionGroup var options: TriageOptions
    @Argument(help: "Ids of messages.") var ids: [Int64]

    func run() throws { try options.run(.archive, ids) }
}

struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Move messages to Trash.")
    @OptionGroup var options: TriageOptions
    @Argument(help: "Ids of messages.") var ids: [Int64]

    func run() throws { try options.run(.delete, ids) }
}

struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the last change.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: JSONOption

    func run() throws {
        try finish(common.program.run(.undo(UndoCommand()), isJSON: output.json))
    }
}

/// A query as it was typed; `--` only ends the options.
private func typed(_ query: [String]) -> String {
    query.filter { $0 != "--" }.joined(separator: " ")
}

private func idsAndMailbox(_ words: [String]) throws -> ([Int64], String) {
    let ids = words.dropLast().compactMap { Int64($0) }
    guard let mailbox = words.last, !ids.isEmpty, ids.count == words.count - 1 else {
        throw ValidationError("Ids come first, then the mailbox.")
    }
    return (ids, mailbox)
}
