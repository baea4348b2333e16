import Mail

/// The flags of a message as programs note them in mbox files and names of Maildir files.
public struct MailStatus: Hashable, Sendable {
    public var flags: Flags
    public var keywords: [Keyword]

    public init(flags: Flags = [], keywords: [Keyword] = []) {
        self.flags = flags
        self.keywords = keywords
    }

    /// The keyword for a message that was forwarded, which Maildir has a letter for.
    public static let forwarded = Keyword("$Forwarded")

    mutating func add(_ keyword: Keyword?) {
        if let keyword, !keywords.contains(keyword) { keywords.append(keyword) }
    }

    // MARK: Letters

    /// `Status` of an mbox file: R is seen, O has been in a mailbox before.
    var statusLetters: String { flags.contains(.seen) ? "RO" : "O" }

    /// `X-Status` of an mbox file, in the order other programs write it.
    var extendedLetters: String {
        MailStatus.mboxLetters.filter { flags.contains($0.flag) }.map { String($0.letter) }.joined()
    }

    /// Reads the letters of `Status` and `X-Status`, which say different things.
    mutating func read(letters: String) {
        for (letter, flag) in MailStatus.mboxLetters + [("R", .seen)] where letters.contains(letter)
        {
            flags.insert(flag)
        }
    }

    private static let mboxLetters: [(letter: Character, flag: Flags)] = [
        ("A", .answered), ("F", .flagged), ("T", .draft), ("D", .deleted),
    ]
}
