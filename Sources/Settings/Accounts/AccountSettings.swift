import Mail

/// One `[accounts.NAME]` of the file.
public struct AccountSettings: Hashable, Sendable {
    /// The word after `accounts.`: letters, digits, `-` and `_`.
    public var name: String
    public var kind: AccountKind
    /// The person, as others see it in From; may be empty.
    public var person: String
    /// Empty when not set.
    public var address: String
    /// Other addresses of the person; `*` stands for any text.
    public var aliases: [String]
    /// Rules for mail that arrives, in the file's order.
    public var filters: [FilterRule]
    /// How long mail may lie in Trash; nil: for ever, and always so with IMAP.
    public var emptyTrashAfter: Duration?
    /// The same for Junk.
    public var emptyJunkAfter: Duration?
    public var incoming: IncomingSettings

    public init(
        name: String, kind: AccountKind, person: String = "", address: String = "",
        aliases: [String] = [], filters: [FilterRule] = [], emptyTrashAfter: Duration? = nil,
        emptyJunkAfter: Duration? = nil, incoming: IncomingSettings
    ) {
        self.name = name
        self.kind = kind
        self.person = person
        self.address = address
        self.aliases = aliases
        self.filters = filters
        self.emptyTrashAfter = emptyTrashAfter
        self.emptyJunkAfter = emptyJunkAfter
        self.incoming = incoming
    }
}

/// One `[accounts.NAME.incoming]`: the server mail comes from.
public struct IncomingSettings: Hashable, Sendable {
    public var host: String
    public var port: UInt16
    public var security: ConnectionSecurity
    /// A login without TLS is allowed: only with ``ConnectionSecurity/none``, and there on
    /// loopback or by the person's word.
    public var allowsPlaintext: Bool
    public var user: String
    public var auth: AuthMethod
    public var credential: CredentialSource
    /// A file with trust anchors beyond the system's; nil when not set.
    public var caFile: String?
    public var fingerprint: Fingerprint?
    public var certificate: CertificateFiles?
    /// POP only; nil when not set: the first run tells what the next will delete.
    public var leaveOnServer: LeaveOnServer?
    /// POP only: how long a message stays at the server at least, once it is here.
    public var deleteGrace: Duration
    /// POP only, in octets: of larger messages only the header is fetched; nil for no limit.
    public var sizeLimit: Int?
    /// The time between two looks at the server where it cannot tell of news by itself.
    public var poll: Duration

    public init(
        host: String, port: UInt16, security: ConnectionSecurity = .tls,
        allowsPlaintext: Bool = false, user: String, auth: AuthMethod = .auto,
        credential: CredentialSource = .ask, caFile: String? = nil,
        fingerprint: Fingerprint? = nil, certificate: CertificateFiles? = nil,
        leaveOnServer: LeaveOnServer? = nil, deleteGrace: Duration = .zero, sizeLimit: Int? = nil,
        poll: Duration = IncomingSettings.defaultPoll
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.allowsPlaintext = allowsPlaintext
        self.user = user
        self.auth = auth
        self.credential = credential
        self.caFile = caFile
        self.fingerprint = fingerprint
        self.certificate = certificate
        self.leaveOnServer = leaveOnServer
        self.deleteGrace = deleteGrace
        self.sizeLimit = sizeLimit
        self.poll = poll
    }

    public static let defaultPoll = Duration.seconds(300)
}
