/// A key the settings know: what kind of value it takes, and how it is written rightly.
struct KnownKey: Sendable {
    enum Kind: Sendable {
        case text, number, flag, texts, table
        /// `[[…]]`: any number of tables.
        case tables
        /// A text, or a list of texts.
        case textOrTexts
        /// A text, or the number 0.
        case textOrZero

        var words: String {
            switch self {
            case .text, .textOrZero: "a text in quotes"
            case .number: "a whole number"
            case .flag: "true or false"
            case .texts: "a list of texts"
            case .table: "a table"
            case .tables: "a list of tables"
            case .textOrTexts: "a text in quotes, or a list of texts"
            }
        }

        func accepts(_ node: TOMLNode) -> Bool {
            switch (self, node) {
            case (.text, .text), (.number, .number), (.flag, .flag), (.table, .table),
                (.textOrZero, .text), (.textOrZero, .number(0)):
                true
            case (.texts, .list(let items)), (.textOrTexts, .list(let items)):
                items.allSatisfy { if case .text = $0 { true } else { false } }
            case (.textOrTexts, .text): true
            case (.tables, .list(let items)):
                items.allSatisfy { if case .table = $0 { true } else { false } }
            default: false
            }
        }
    }

    var name: String
    var kind: Kind
    /// A right value, as TOML.
    var example: String
    /// Its value is never repeated to anyone.
    var isSecret = false
    /// Part of the interface, without effect in this version.
    var isPlanned = false

    init(
        _ name: String, _ kind: Kind, _ example: String, isSecret: Bool = false,
        isPlanned: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.example = example
        self.isSecret = isSecret
        self.isPlanned = isPlanned
    }

    static let root = [
        KnownKey("general", .table, "[general]"),
        KnownKey("programs", .table, "[programs]"),
        KnownKey("accounts", .table, "[accounts.work]"),
    ]

    static let general = [
        KnownKey("start", .text, #""unified""#),
        KnownKey("keys", .text, #""mutt""#),
        KnownKey("theme", .text, #""default-dark""#),
        KnownKey("editor", .text, #""vim""#),
        KnownKey("mouse", .flag, "true"),
        KnownKey("clipboard", .flag, "true"),
        KnownKey("cache_limit", .textOrZero, #""2 GB""#),
    ]

    /// Beside these, any media type in quotes.
    static let programs = [
        KnownKey("links", .texts, #"["xdg-open"]"#),
        KnownKey("default", .texts, #"["xdg-open"]"#),
    ]

    static let account = [
        KnownKey("protocol", .text, #""imap""#),
        KnownKey("name", .text, #""Alice Example""#),
        KnownKey("address", .text, #""alice@example.org""#),
        KnownKey("aliases", .texts, #"["*@alice.example"]"#),
        KnownKey("filters", .tables, "[[accounts.work.filters]]"),
        KnownKey("empty_trash_after", .text, #""30d""#),
        KnownKey("empty_junk_after", .text, #""30d""#),
        KnownKey("incoming", .table, "[accounts.work.incoming]"),
        KnownKey("outgoing", .table, "[accounts.work.outgoing]", isPlanned: true),
    ]

    static let filter = [
        KnownKey("from", .textOrTexts, #""*@example.org""#),
        KnownKey("to", .textOrTexts, #""alice+shop@example.org""#),
        KnownKey("subject", .textOrTexts, #""[build]""#),
        KnownKey("list", .textOrTexts, #""dev.lists.example.org""#),
        KnownKey("move", .text, #""Lists/Dev""#),
        KnownKey("label", .textOrTexts, #"["dev"]"#),
        KnownKey("seen", .flag, "true"),
        KnownKey("stop", .flag, "true"),
    ]

    static let incoming = [
        KnownKey("host", .text, #""imap.example.org""#),
        KnownKey("port", .number, "993"),
        KnownKey("security", .text, #""tls""#),
        KnownKey("allow_plaintext", .flag, "true"),
        KnownKey("user", .text, #""alice@example.org""#),
        KnownKey("auth", .text, #""auto""#),
        KnownKey("password_command", .texts, #"["pass", "show", "mail/work"]"#),
        KnownKey("token_command", .texts, #"["oauth-token", "work"]"#),
        KnownKey("password_file", .text, #""/home/alice/.mail-password""#),
        KnownKey("password", .text, #""…""#, isSecret: true),
        KnownKey("keyring", .flag, "true", isPlanned: true),
        KnownKey("oauth2", .table, "[accounts.work.incoming.oauth2]", isPlanned: true),
        KnownKey("ca_file", .text, #""/etc/ssl/our-ca.pem""#),
        KnownKey("fingerprint", .text, #""sha256:…""#),
        KnownKey("client_certificate", .text, #""/home/alice/mail.pem""#),
        KnownKey("client_key", .text, #""/home/alice/mail.key""#),
        KnownKey("leave_on_server", .text, #""14d""#),
        KnownKey("delete_grace", .text, #""1h""#),
        KnownKey("size_limit", .textOrZero, #""25 MB""#),
        KnownKey("poll", .text, #""5m""#),
    ]

    /// Every key with the table it belongs to, for those that stand in the wrong one.
    static let tables: [(name: String, keys: [KnownKey])] = [
        ("general", general), ("programs", programs), ("accounts.NAME", account),
        ("accounts.NAME.incoming", incoming), ("[accounts.NAME.filters]", filter),
    ]
}
