import Mail

/// What was saved of a damaged store, and what was not.
public struct SalvageReport: Sendable {
    /// A message that did not come through as it was.
    public struct Loss: Hashable, Sendable {
        public enum Kind: String, Sendable {
            /// Its octets are gone; what a list shows of it is all that is left.
            case lost
            /// Octets are missing or wrong; what is left of it was kept.
            case damaged
            /// Whole, but what was noted of it is gone: it is in the mailbox "Recovered".
            case unfiled
        }

        public var kind: Kind
        public var account: String
        public var mailbox: String
        public var subject: String
        public var from: String
        public var date: Timestamp?
    }

    /// Messages with all their octets, each verified where a hash was known.
    public internal(set) var whole = 0
    /// Messages whose octets a server has.
    public internal(set) var remote = 0
    /// How many did not come through as they were, by what happened.
    public internal(set) var counts: [Loss.Kind: Int] = [:]
    /// The first thousand of them by name.
    public internal(set) var losses: [Loss] = []
    /// Remembered messages of POP servers, so that none comes twice.
    public internal(set) var maildropItems = 0
    /// Messages that a POP server is asked for again, if it still has them.
    public internal(set) var wantedAgain = 0
    /// Entries that named a message nothing is left of.
    public internal(set) var emptyEntries = 0
    /// Accounts and mailboxes whose names are gone.
    public internal(set) var unnamed: [String] = []
    /// Pages of the old file, and those of them that cannot be read.
    public internal(set) var pages = 0
    public internal(set) var badPages = 0

    mutating func add(_ loss: Loss) {
        counts[loss.kind, default: 0] += 1
        if losses.count < Limits.namedLosses { losses.append(loss) }
    }

    /// Nothing of the mail is missing.
    public var isComplete: Bool {
        counts.isEmpty && emptyEntries == 0 && unnamed.isEmpty
    }
}
