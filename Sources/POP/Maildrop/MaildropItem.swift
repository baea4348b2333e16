/// One message the server holds, as UIDL lists it.
public struct MaildropItem: Hashable, Sendable {
    public var number: MessageNumber
    /// Nil where the server sent none, or one that breaks the rules.
    public var uniqueID: UniqueID?
    /// Counts, from 0, the messages that share one unique-id: identical copies may
    /// (RFC 1939 §7).
    public var ordinal: Int

    public init(number: MessageNumber, uniqueID: UniqueID?, ordinal: Int = 0) {
        self.number = number
        self.uniqueID = uniqueID
        self.ordinal = ordinal
    }
}
