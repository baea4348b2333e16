/// Every bound of the accounts on what messages may make them do, in one place.
enum Limits {
    /// Octets at the beginning of a message whose text is indexed; an attachment before the text
    /// that is longer hides it.
    static let indexedBeginning = 1 << 20
    /// Messages of one commit of the search index.
    static let indexedMessages = 1_000
    /// Octets of the messages of one commit, from which on it takes no further one.
    static let indexedOctets = 8 << 20
    /// How far the thread that indexes stands back; 19 is the farthest.
    static let indexerNiceness: Int32 = 10
}
