import Console
import Mail

/// A question in the bottom line; while it is there it gets the keys.
enum Prompt: Equatable, Sendable {
    case text(TextPrompt)
    case confirmation(Confirmation)
    case mailbox(MailboxPrompt)
    case charset(CharsetPrompt)
    case commandLine(CommandPrompt)
    case password(PasswordPrompt)
}

/// What a key did to a prompt that is a line of text.
enum PromptOutcome: Equatable, Sendable {
    case stays, cancelled, accepted
}

/// A question answered with a line of text.
struct TextPrompt: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
        case limit, search, tagQuery, jump, helpSearch
        case findInMessage, link
        case createMailbox(AccountID, of: String)
        case renameMailbox(MailboxID, from: String)
        case save(EntryID, part: String)
        case saveAll(EntryID, parts: [String])
        /// Nil: the whole message.
        case pipe(EntryID, part: String?)
    }

    let purpose: Purpose
    var editor: LineEditor

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        editor = LineEditor(text: text)
    }

    var label: TerminalText {
        switch purpose {
        case .limit: "Limit to: "
        case .search, .helpSearch: "Search for: "
        case .tagQuery: "Tag messages with: "
        case .jump: "Jump to message: "
        case .findInMessage: "Find in the message: "
        case .link: "Number of the link: "
        case .createMailbox(_, let account): "New mailbox in \(account): "
        case .renameMailbox(_, let name): "Rename \(name) to: "
        case .save: "Save to file: "
        case .saveAll(_, let parts): "Save \(counted(parts.count, "attachment")) into folder: "
        case .pipe(_, let part): part == nil ? "Pipe the message to: " : "Pipe to: "
        }
    }

    /// Whether the answer is a question for messages.
    var isQuery: Bool { [.limit, .search, .tagQuery].contains(purpose) }

    /// What to say when nothing was typed, where something must be.
    var refusalOfNothing: String? {
        switch purpose {
        case .save: "Type a name; Esc leaves it"
        case .saveAll: "Type a folder; Esc leaves it"
        case .pipe: "Type a command; Esc leaves it"
        case .createMailbox, .renameMailbox: "Type a name; Esc leaves it"
        default: nil
        }
    }
}

/// A question answered with yes or no.
struct Confirmation: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
        case quit
        case expunge([ListRow])
        case removeMailbox(MailboxID)
        case emptyTrash([MailboxID])
        case openLink(String)
        case openPart(EntryID, part: String)
    }

    let purpose: Purpose
    let question: String

    /// Whether a line has room for the question and for what may be answered.
    func fits(_ columns: Int) -> Bool {
        TerminalText(question).width + 9 <= columns
    }
}

/// The question for an account's password; the text is never shown.
struct PasswordPrompt: Equatable, Sendable {
    let account: AccountID
    let label: String
    var editor = LineEditor(text: "")
}

/// A command being typed after `:`.
struct CommandPrompt: Equatable, Sendable {
    var editor = LineEditor(text: "")

    /// The commands whose name begins with what was typed.
    var candidates: [CommandEntry] {
        let text = editor.text
        guard !text.contains(" ") else { return [] }
        return Command.table.filter { $0.command.rawValue.hasPrefix(text) }
    }

    /// Completes the name as far as all candidates agree.
    mutating func complete() {
        let names = candidates.map(\.command.rawValue)
        guard let first = names.first else { return }
        if names.count == 1 {
            editor = LineEditor(text: first + " ")
            return
        }
        let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        editor = LineEditor(text: common)
    }
}

extension LineEditor {
    /// What keys mean in every one-line prompt.
    mutating func answer(_ key: Key) -> PromptOutcome {
        switch key {
        case .escape, .control("g"), .control("c"):
            return .cancelled
        case .enter:
            return .accepted
        default:
            _ = handle(key)
            return .stays
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
