/// The two kinds of account there are.
///
/// Switched on in the backend factory and the account form only; everyone else reads
/// ``Capabilities``. A description for the person may print it.
public enum AccountKind: String, Hashable, Sendable, CaseIterable {
    case imap, pop
}

/// An account as the sidebar and `martlet accounts` show it.
public struct AccountSummary: Hashable, Sendable, Identifiable {
    public var id: AccountID
    /// The name in the settings, `work` in `[accounts.work]`.
    public var name: String
    public var kind: AccountKind
    public var address: String
    public var capabilities: Capabilities
    public var state: AccountState
    /// When store and server last agreed.
    public var lastSync: Timestamp?
    /// Changes that the server has not yet heard.
    public var pending: Int
    /// What the server still holds, where mail is handed over rather than kept there.
    public var holdings: MaildropHoldings?

    public init(
        id: AccountID, name: String, kind: AccountKind, address: String,
        capabilities: Capabilities, state: AccountState, lastSync: Timestamp? = nil,
        pending: Int = 0, holdings: MaildropHoldings? = nil
    ) {
        self.holdings = holdings
        self.id = id
        self.name = name
        self.kind = kind
        self.address = address
        self.capabilities = capabilities
        self.state = state
        self.lastSync = lastSync
        self.pending = pending
    }
}

/// How an account stands with its server.
public enum AccountState: Hashable, Sendable {
    /// Nothing was tried yet, or the next look comes at its time (polled accounts).
    case resting
    case connecting
    case online
    case working(Activity)
    /// Tried again by itself at that moment; nil: when the person asks.
    case offline(Problem, retryAt: Timestamp?)
    /// Login or certificate refused: not tried again without the person.
    case refused(Problem)
    /// A password is being asked for on the screen.
    case needsPassword
    /// Another process of ours talks to the server; its mail is seen here as well.
    case elsewhere(Problem)
    /// In the store but no longer in the settings.
    case notConnected
}

/// Work under way for an account.
public struct Activity: Hashable, Sendable {
    /// What is being done, for the status line: "INBOX", "downloading".
    public var label: String
    public var done: Int
    /// Nil while unknown.
    public var total: Int?
    public var bytes: Int
    /// Nil while unknown.
    public var bytesTotal: Int?
    /// Bytes a second; nil while unknown.
    public var rate: Int?

    public init(
        label: String, done: Int = 0, total: Int? = nil, bytes: Int = 0, bytesTotal: Int? = nil,
        rate: Int? = nil
    ) {
        self.label = label
        self.done = done
        self.total = total
        self.bytes = bytes
        self.bytesTotal = bytesTotal
        self.rate = rate
    }

    /// What is left at this rate, in seconds; nil while nobody can tell.
    public var secondsLeft: Int? {
        guard let bytesTotal, let rate, rate > 0, bytesTotal > bytes else { return nil }
        return (bytesTotal - bytes) / rate
    }
}
