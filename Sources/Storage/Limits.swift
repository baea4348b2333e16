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
    /// Words of one limit that are looked at.
    static let words = 16
    /// Octets written to the log before a checkpoint is due.
    static let logBeforeCheckpoint = 4 * 1_024 * 1_024
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
    /// Seconds another process may keep the store locked.
    static let busySeconds = 5.0
}
