import Console
import Mail

/// What happened, as a value: the only thing that changes the screen's state.
public enum Event: Equatable, Sendable {
    case key(Key)
    case resized(Size)
    /// The time now: dates, and count-downs to the next try.
    case tick(Timestamp)
    /// A key that begins a sequence was pressed 300 ms ago.
    case prefixTimeout

    case accounts([AccountSummary])
    /// All mailboxes, with the newest change of this run that their counts contain.
    case mailboxes([MailboxSummary], upTo: ChangeNumber)
    /// Something was committed to the store; the rows shown may be old.
    case storeChanged
    /// The answer to an ``Effect/load(_:)``.
    case rows(ListSnapshot)
    /// The answer to an ``Effect/open(_:)``; `fetching` may come first.
    case document(DocumentRequest, DocumentResult)
    /// The answer to an ``Effect/loadConversation(_:)``: the rows of its thread, oldest first.
    case conversation(EntryID, [ListRow])
    /// The answer to an ``Effect/openRaw(_:)``.
    case raw(EntryID, RawResult)

    case changeRefused(ChangeNumber, Problem)
    /// Nil: there was nothing to undo.
    case undone(UndoReport?)
    /// Nil: there was nothing to redo.
    case redone(UndoReport?)

    /// The settings were read again.
    case preferences(Preferences)
    case passwordWanted(AccountID, prompt: String)
    case saved(path: String)
    case savedAll(count: Int, folder: String)
    case problem(Problem)
    case notice(String)
    case newMail(AccountID, count: Int)
}

/// What became of the wish to read a message.
public enum DocumentResult: Equatable, Sendable {
    case ready(MessageDocument)
    /// Its text is not here yet and is being brought.
    case fetching
    case failed(Problem)
}

/// The octets of a message as text, or why they are not to be had.
public enum RawResult: Equatable, Sendable {
    case ready(String)
    case failed(Problem)
}
