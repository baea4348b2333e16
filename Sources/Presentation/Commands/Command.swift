/// A named action of the screen; the raw value is its name on the command line and in key maps.
public enum Command: String, CaseIterable, Hashable, Sendable {
    case next, previous, first, last
    case pageDown = "page-down"
    case pageUp = "page-up"
    case lineDown = "line-down"
    case lineUp = "line-up"
    case jump
    case nextUnread = "next-unread"
    case open, back
    case archive, delete, move, copy, junk
    case flag
    case toggleSeen = "toggle-seen"
    case catchUp = "catchup"
    case undo, redo
    case tag
    case tagWords = "tag-words"
    case applyToTagged = "apply-to-tagged"
    case selectRange = "select-range"
    case search
    case searchNext = "search-next"
    case limit
    case showAll = "show-all"
    case mailbox
    case mailboxes
    case createMailbox = "create-mailbox"
    case renameMailbox = "rename-mailbox"
    case removeMailbox = "remove-mailbox"
    case emptyTrash = "empty-trash"
    case filter
    case account
    case nextAccount = "next-account"
    case previousAccount = "previous-account"
    case check
    case sendPending = "send-pending"
    case cancelWork = "cancel-work"
    case sidebar
    case sidebarNext = "sidebar-next"
    case sidebarPrevious = "sidebar-previous"
    case sidebarOpen = "sidebar-open"
    case allHeaders = "all-headers"
    case raw
    case otherForm = "other-form"
    case charset
    case foldQuotes = "fold-quotes"
    case searchPrevious = "search-previous"
    case conversation
    case nextInThread = "next-in-thread"
    case previousInThread = "previous-in-thread"
    case links
    case copyLink = "copy-link"
    case attachments
    case save
    case saveAll = "save-all"
    case pipe
    case accounts
    case help
    case commandLine = "command-line"
    case redraw, suspend, quit
}

/// The places of the screen that have keys of their own.
public enum CommandContext: String, CaseIterable, Hashable, Sendable {
    case list, message, attachments, links, mailboxes, accounts, help
}

/// A command with the words that follow it: `move Archive`.
public struct Invocation: Hashable, Sendable {
    public var command: Command
    /// Empty where the command asks by itself.
    public var argument: String

    public init(_ command: Command, _ argument: String = "") {
        self.command = command
        self.argument = argument
    }

    /// Reads what was typed after `:` or stands in a key map; nil when no command has that name.
    public init?(text: String) {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let name = words.first, let command = Command(rawValue: String(name)) else {
            return nil
        }
        self.command = command
        let rest = words.count > 1 ? words[1] : ""
        argument = String(rest.drop { $0 == " " })
    }
}

/// Whether a command can work now, or the reason why not.
public enum Availability: Hashable, Sendable {
    case available
    /// A sentence for the person, without a full stop.
    case unavailable(String)
}
