/// Every limit on what a settings file may say, in one table.
public enum Limits {
    /// Octets of the file.
    public static let fileOctets = 1 << 20
    /// Lists and tables within each other, and parts of one dotted key.
    public static let nesting = 32
    /// Accounts in one file.
    public static let accounts = 100
    /// Filters of one account, and texts of one condition.
    public static let filters = 1_000
    public static let filterTexts = 1_000
    /// Octets of one text of a condition.
    public static let filterOctets = 1_000
    /// The longest relative time: ten years.
    public static let relativeSeconds = 10 * 366 * 86_400
    /// The shortest time mail must lie in Trash before it is deleted for good, in seconds.
    public static let shortestRetention = 86_400
    /// The shortest time between two looks at a maildrop, in seconds.
    public static let shortestPoll = 1
    /// The largest cache: a petabyte, in octets.
    public static let cacheOctets = 1_000_000_000_000_000
}
