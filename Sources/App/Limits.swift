/// Every bound of the program on what comes from outside, in one place.
enum Limits {
    /// Octets of a message in a file or on standard input.
    static let messageFileOctets = 256 << 20
    /// Octets of a message that is fetched and read before anybody asked.
    static let preparedOctets = 1 << 20
    /// Messages one wish may have read ahead.
    static let preparedMessages = 8
    /// Readable forms that are kept.
    static let cachedDocuments = 32
    /// Octets of the messages whose readable forms are kept.
    static let cachedOctets = 16 << 20
    /// Addresses of one header field that are shown; the others are counted.
    static let shownAddresses = 100
    /// Octets of a text in which the mark of OpenPGP is looked for; it stands at the beginning.
    static let armourOctets = 8_192
    /// Octets of a link that is opened; more than any browser takes.
    static let linkOctets = 16_384
    /// Octets of a program's output that are shown; the rest is read and dropped.
    static let outputOctets = 4 << 20
    /// Octets of one line of it.
    static let outputLineOctets = 4_096
    /// Seconds that a command spends on the search index before it answers.
    static let indexingSeconds = 10
    /// Enclosed messages inside each other that are opened one by one.
    static let enclosedDepth = 50
    /// Octets of one message of a file that is imported.
    static let importedMessageOctets = 256 << 20
    /// Octets of a file that says which flags or keywords messages have.
    static let flagFileOctets = 64 << 20
    /// Messages that could not be read and are told one by one; the others are counted.
    static let toldMessages = 20
}
