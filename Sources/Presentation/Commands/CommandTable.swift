/// What keys, the command line, the help screen and the manual page need to know of a command.
public struct CommandEntry: Hashable, Sendable {
    public var command: Command
    /// One sentence of help.
    public var sentence: String
    public var contexts: Set<CommandContext>

    init(_ command: Command, _ contexts: Set<CommandContext>, _ sentence: String) {
        self.command = command
        self.sentence = sentence
        self.contexts = contexts
    }
}

extension Command {
    private static let anywhere = Set(CommandContext.allCases)
    private static let mail: Set<CommandContext> = [.list, .message]
    private static let mailboxPlaces: Set<CommandContext> = [.list, .mailboxes]

    /// Every command, in the order help shows them.
    public static let table: [CommandEntry] = [
        CommandEntry(.next, anywhere, "Go to the next message or line"),
        CommandEntry(.previous, anywhere, "Go to the previous message or line"),
        CommandEntry(.first, anywhere, "Go to the first message or the top"),
        CommandEntry(.last, anywhere, "Go to the last message or the end"),
        CommandEntry(.pageDown, anywhere, "One page forward"),
        CommandEntry(.pageUp, anywhere, "One page back"),
        CommandEntry(.lineDown, [.message, .help], "One line forward"),
        CommandEntry(.lineUp, [.message, .help], "One line back"),
        CommandEntry(
            .jump, [.list, .links],
            "Jump to a message or link by its number; typing digits does it too"),
        CommandEntry(.nextUnread, mail, "Go to the next unread message, in any mailbox"),
        CommandEntry(
            .open, [.list, .attachments, .links, .mailboxes, .accounts], "Open what is selected"),
        CommandEntry(.back, anywhere, "Leave this place; in the list: ask whether to quit"),
        CommandEntry(.archive, mail, "Move to Archive and go on"),
        CommandEntry(
            .delete, mail, "Move to Trash and go on; in Trash: delete for good, after asking"),
        CommandEntry(.move, mail, "Move to another mailbox and go on"),
        CommandEntry(.copy, mail, "Copy to another mailbox"),
        CommandEntry(.junk, mail, "Move to Junk and go on; in Junk: back to the inbox"),
        CommandEntry(.flag, mail, "Flag, or take the flag away"),
        CommandEntry(.toggleSeen, mail, "Mark as read or as unread"),
        CommandEntry(.catchUp, [.list], "Mark every message of this mailbox as read"),
        CommandEntry(.undo, mail.union(mailboxPlaces), "Undo the last change, again and again"),
        CommandEntry(.redo, mail.union(mailboxPlaces), "Redo what was undone"),
        CommandEntry(.tag, mail, "Tag the message, or take its tag away"),
        CommandEntry(.tagWords, [.list], "Tag the messages that a query finds"),
        CommandEntry(.applyToTagged, [.list], "Apply the next command to the tagged messages"),
        CommandEntry(
            .selectRange, [.list], "Select from here on; the next command takes the range"),
        CommandEntry(
            .search, [.list, .message, .help],
            "Search for words; in a list by a query, forward"),
        CommandEntry(.searchNext, mail, "Go to the next match of the last search"),
        CommandEntry(
            .searchPrevious, [.message], "Go to the previous match of the last search"),
        CommandEntry(.limit, [.list], "Show only what a query finds"),
        CommandEntry(.showAll, [.list], "Show all messages again"),
        CommandEntry(.mailbox, mail, "Change to another mailbox of any account"),
        CommandEntry(
            .mailboxes, mail.union(mailboxPlaces),
            "List the mailboxes, to make, rename or remove one"),
        CommandEntry(.createMailbox, mailboxPlaces, "Make a mailbox; / parts its levels"),
        CommandEntry(.renameMailbox, mailboxPlaces, "Rename the mailbox and those below it"),
        CommandEntry(
            .removeMailbox, mailboxPlaces,
            "Remove the mailbox; its mail goes to Trash, after asking"),
        CommandEntry(
            .emptyTrash, mailboxPlaces,
            "Delete all mail in the account's Trash for good, after asking"),
        CommandEntry(.filter, [.list], "Give the mail of this mailbox to the account's filters"),
        CommandEntry(.account, mail, "Go to the inbox of an account by number or name; 0 is all"),
        CommandEntry(.nextAccount, mail, "Go to the next account"),
        CommandEntry(.previousAccount, mail, "Go to the previous account"),
        CommandEntry(.check, [.list, .message, .accounts], "Check for new mail now"),
        CommandEntry(.sendPending, [.list, .message, .accounts], "Send pending changes now"),
        CommandEntry(.cancelWork, [.list, .message, .accounts], "Cancel the work under way"),
        CommandEntry(.sidebar, mail, "Show or hide the sidebar"),
        CommandEntry(.sidebarNext, mail, "Move down in the sidebar"),
        CommandEntry(.sidebarPrevious, mail, "Move up in the sidebar"),
        CommandEntry(.sidebarOpen, mail, "Open the mailbox marked in the sidebar"),
        CommandEntry(.allHeaders, [.message], "Show all headers, or the chosen ones"),
        CommandEntry(.raw, [.message], "Show the raw message, or the readable one"),
        CommandEntry(.otherForm, [.message], "Show the HTML form, or the plain text"),
        CommandEntry(
            .charset, [.message], "Read the text as another character set, now and from its sender"),
        CommandEntry(
            .foldQuotes, [.message], "Fold long quotations, none of them, or all"),
        CommandEntry(.conversation, [.message], "List the messages of this conversation, or not"),
        CommandEntry(.nextInThread, [.message], "Go to the next message of the conversation"),
        CommandEntry(
            .previousInThread, [.message], "Go to the previous message of the conversation"),
        CommandEntry(.links, [.message], "List the links"),
        CommandEntry(.copyLink, [.links], "Copy the link to the clipboard"),
        CommandEntry(.attachments, [.message], "List the attachments"),
        CommandEntry(.save, [.attachments], "Save the attachment to a file"),
        CommandEntry(.saveAll, [.attachments], "Save all attachments into a folder"),
        CommandEntry(
            .pipe, [.message, .attachments], "Give the message or the attachment to a command"),
        CommandEntry(
            .accounts, [.list, .message, .accounts], "Account states and their last problems"),
        CommandEntry(.help, anywhere, "The keys of this place"),
        CommandEntry(.commandLine, anywhere, "Type a command by its name"),
        CommandEntry(.redraw, anywhere, "Draw the screen again"),
        CommandEntry(.suspend, anywhere, "Go back to the shell for a while"),
        CommandEntry(.quit, anywhere, "Quit"),
    ]

    private static let entries = Dictionary(
        uniqueKeysWithValues: table.map { ($0.command, $0) })

    /// The contexts the command belongs to.
    public var contexts: Set<CommandContext> { Command.entries[self]?.contexts ?? [] }

    /// One sentence of help.
    public var sentence: String { Command.entries[self]?.sentence ?? "" }
}
