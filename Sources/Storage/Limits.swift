/// Every bound of the store in one place.
enum Limits {
    /// Octets of one chunk row; a message is as many chunks as it needs.
    static let chunk = 256 * 1_024
    /// Steps of undo that are kept.
    static let undoSteps: Int64 = 10_000
    /// References of one message that threading looks at, the newest ones.
    static let references = 20
    /// Rows counted to say where a window lies; beyond, its position is unknown.
    static let positionCount = 2_000
    /// Rows of one window, however many are asked for.
    static let windowRows = 2_000
    /// Octets of a page where a file does not tell: SQLite's own choice.
    static let page = 4_096
    /// Messages found by their words that are put in order; among more the list is walked along.
    static let sortedMessages = 10_000
    /// Answers to questions for words that are kept, and messages of one that is.
    static let rememberedAnswers = 8
    static let rememberedMessages = 200_000
    /// Letters from which on a word stands for longer words of a text that begin with it.
    static let prefixLetters = 3
    /// Octets of words that the index gathers in memory before it writes them.
    static let searchHash = 4 * 1_024 * 1_024
    /// Messages that one piece of filling the index's queue looks at.
    static let queuedAtOnce: Int64 = 1_000
    /// Octets of one message's text that are indexed.
    static let indexedText = 1 << 20
    /// Octets of the names of one message's files that are indexed.
    static let indexedNames = 16 << 10
    /// Dead messages of a shard below which it is not made anew.
    static let deadMessages: Int64 = 4_000
    /// Octets written to the log before a checkpoint is due.
    static let logBeforeCheckpoint = 8 * 1_024 * 1_024
    /// Entries that one piece of housekeeping looks at.
    static let entriesAtOnce: Int64 = 5_000
    /// Bodies that one step of making room in the cache takes away.
    static let evictedAtOnce: Int64 = 50
    /// Refusals of servers that are kept for the person.
    static let refusals = 200
    /// Messages of one thread that a conversation shows.
    static let conversationRows = 500
    /// Entries of one thread that are looked at for it; a mail may stand in several mailboxes.
    static let conversationEntries = 2_000
    /// Senders whose character set is remembered.
    static let senderCharsets: Int64 = 10_000
    /// Octets of a sender's address that can be remembered.
    static let senderOctets = 320
    /// Messages of a maildrop that one transaction takes note of.
    static let notesAtOnce = 500
    /// Messages whose download broke off that are remembered.
    static let troubles = 1_000
    /// Seconds another process may keep the store locked.
    static let busySeconds = 5.0
    /// Messages, and about so many octets, that one transaction of emptying Trash deletes.
    static let sweptAtOnce: Int64 = 25
    static let sweptOctets: Int64 = 8 * 1_024 * 1_024
    /// Messages in Trash that one transaction gives the moment from which they count.
    static let datedAtOnce = 500
    /// Octets of one row that is read out of a damaged file.
    static let salvagedRow: Int64 = 16 << 20
    static let salvagedColumns = 100
    /// Highest id that is believed of a damaged file; a wild one would use up all that follow.
    static let salvagedNumber: Int64 = 1 << 48
    /// Octets at a message's beginning in which its header is looked for.
    static let envelopeOctets = 256 << 10
    /// Messages that a report names; the others are counted.
    static let namedLosses = 1_000
    /// Remarks of SQLite on a damaged file that are read.
    static let checkWords = 20
    /// Times that the store is asked for, 10 ms apart, before it counts as taken.
    static let lockTries = 300
    /// Pages that one step of a copy moves, and one step of giving room back.
    static let pagesAtOnce: Int32 = 256
    /// Octets that may lie free in the file, because new mail will need them again.
    static let freeOctets: Int64 = 64 << 20
    /// Free octets that are left when room is given back.
    static let freeOctetsKept: Int64 = 16 << 20
    /// Messages with wrong octets that the doctor names.
    static let namedFindings = 100
    /// Free octets on the disk below which the doctor warns.
    static let diskKept = 200 << 20
}
