import Mail

/// What a change did to the store.
public struct ChangeOutcome: Hashable, Sendable {
    /// Entries that are different now; those that already were as wanted are not counted.
    public var affected: Int
    /// Accounts whose servers may have something to hear.
    public var accounts: Set<AccountID>
    /// For the status line and for undo, such as "archive of 3 messages".
    public var description: String
    /// Entries of the change that the store no longer has.
    public var missing: Int
    /// Mailboxes that filters named and the account does not have.
    public var unknownMailboxes: Set<String>

    public init(
        affected: Int, accounts: Set<AccountID>, description: String, missing: Int = 0,
        unknownMailboxes: Set<String> = []
    ) {
        self.affected = affected
        self.accounts = accounts
        self.description = description
        self.missing = missing
        self.unknownMailboxes = unknownMailboxes
    }
}
