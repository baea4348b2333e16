/// What a server that hands its mail over still holds, as it was when it was last looked at.
public struct MaildropHoldings: Hashable, Sendable {
    public var listed: Timestamp
    public var messages: Int
    /// By the server's own sizes.
    public var octets: Int
    /// Messages that will be deleted there next.
    public var due: Int
    /// When they may be deleted; nil: at the next look.
    public var dueAt: Timestamp?

    public init(
        listed: Timestamp, messages: Int, octets: Int, due: Int = 0, dueAt: Timestamp? = nil
    ) {
        self.listed = listed
        self.messages = messages
        self.octets = octets
        self.due = due
        self.dueAt = dueAt
    }
}
