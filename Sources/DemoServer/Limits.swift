/// Every limit on what a client sends.
enum Limits {
    /// The longest line of a command, in octets without its end.
    static let line = 65_536
    /// The largest command with all its literals, in octets; an appended mail included.
    static let command = 64 << 20
    /// How deep parts of a mail are looked into; deeper ones are leaves.
    static let partDepth = 50
    /// How deep parentheses of a search may nest.
    static let searchDepth = 50
}
