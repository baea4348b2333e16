/// Every limit on what comes from outside.
enum Limits {
    /// Addresses of one host that are tried; a name can be given hundreds.
    static let addressesTried = 8
    /// Look-ups that may hang at the same time before others have to wait.
    static let lookupThreads = 8
    /// Characters kept of a text that a certificate brings.
    static let certificateText = 300
    /// Octets of one look at the socket, and of the buffer for it.
    static let readChunk = 256 * 1024
    /// Octets taken in before the events in them are handed on.
    static let readTurn = 256 * 1024
}
