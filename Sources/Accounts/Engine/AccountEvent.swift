import Mail

/// What an engine tells the screen; the mail itself is told by the store.
public enum AccountEvent: Hashable, Sendable {
    case state(AccountID, AccountState)
    /// Messages arrived that no one has seen.
    case newMail(AccountID, count: Int)
    /// A plain remark about what was done.
    case remark(AccountID, String)
    /// The server would not do a change; the store has taken its effect back.
    case refused(Problem)
}
