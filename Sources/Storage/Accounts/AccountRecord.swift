import Mail

/// What the settings say of an account, as far as the store must know it.
public struct AccountRecord: Hashable, Sendable {
    /// The name in the settings; an account is found again by it.
    public var name: String
    public var kind: AccountKind
    public var address: String
    /// Protocol, user and host, such as `imap://user@host:993`.
    ///
    /// When it changes, the mail here may be other mail than the server's, and the person is asked.
    public var server: String

    public init(name: String, kind: AccountKind, address: String, server: String) {
        self.name = name
        self.kind = kind
        self.address = address
        self.server = server
    }
}

/// An account of the settings and how the store knows it.
public struct AdoptedAccount: Hashable, Sendable {
    /// How an account of the settings was found in the store.
    public enum Match: Hashable, Sendable {
        case same, new
        /// Known under this name with another server; nothing was written until
        /// ``Store/acceptServer(of:_:)``.
        case serverChanged(was: String)
    }

    public var id: AccountID
    public var record: AccountRecord
    public var match: Match

    public init(id: AccountID, record: AccountRecord, match: Match) {
        self.id = id
        self.record = record
        self.match = match
    }
}

/// An account as the store keeps it, whether or not the settings still name it.
public struct StoredAccount: Hashable, Sendable, Identifiable {
    public var id: AccountID
    public var record: AccountRecord
    public var isInSettings: Bool
    /// When store and server last agreed; nil: never.
    public var lastSync: Timestamp?

    public init(
        id: AccountID, record: AccountRecord, isInSettings: Bool, lastSync: Timestamp? = nil
    ) {
        self.id = id
        self.record = record
        self.isInSettings = isInSettings
        self.lastSync = lastSync
    }
}
