import Mail

/// What one commit, or several merged while nobody looked, changed.
public struct Touched: Hashable, Sendable {
    /// Mailboxes whose entries or counts are different.
    public var mailboxes: Set<MailboxID>
    /// Accounts whose pending changes or own record are different.
    public var accounts: Set<AccountID>
    /// Another process wrote: anything may be different.
    public var everything: Bool
    /// Mailboxes were added, renamed or hidden.
    public var mailboxList: Bool
    /// The newest change of this run that the store contains.
    public var upTo: ChangeNumber

    public init(
        mailboxes: Set<MailboxID> = [], accounts: Set<AccountID> = [], everything: Bool = false,
        mailboxList: Bool = false, upTo: ChangeNumber = .none
    ) {
        self.mailboxes = mailboxes
        self.accounts = accounts
        self.everything = everything
        self.mailboxList = mailboxList
        self.upTo = upTo
    }

    /// Whether nothing is different at all.
    var isEmpty: Bool {
        mailboxes.isEmpty && accounts.isEmpty && !everything && !mailboxList
    }

    /// Both commits taken together.
    mutating func merge(_ later: Touched) {
        mailboxes.formUnion(later.mailboxes)
        accounts.formUnion(later.accounts)
        everything = everything || later.everything
        mailboxList = mailboxList || later.mailboxList
        upTo = max(upTo, later.upTo)
    }
}
