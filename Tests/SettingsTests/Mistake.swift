import Testing

@testable import Settings

/// A mistake, and how it must be told.
struct Mistake: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var place: String
    var message: String
    var remedy: String
    var severity: SettingsProblem.Severity

    init(
        _ name: String, _ text: String, _ place: String, _ message: String, _ remedy: String,
        _ severity: SettingsProblem.Severity = .error
    ) {
        self.name = name
        self.text = text
        self.place = place
        self.message = message
        self.remedy = remedy
        self.severity = severity
    }

    var testDescription: String { name }

    /// A right account with lines put into `[accounts.a.incoming]`, which begins on line 4.
    static func incoming(
        _ lines: String, kind: String = "imap"
    ) -> String {
        """
        [accounts.a]
        protocol = "\(kind)"
        address = "a@example.org"
        [accounts.a.incoming]
        host = "example.org"
        \(lines)
        """
    }

    /// A right account with lines put before it.
    static func before(_ lines: String) -> String {
        lines + "\n" + incoming("")
    }
}

extension Mistake {
    static let all: [Mistake] = keys + kinds + values + credentials + accounts

    private static let keys = [
        Mistake(
            "unknown key", incoming("hots = \"x\""), "6:1",
            "hots is not known in [accounts.a.incoming]", "Did you mean host?"),
        Mistake(
            "unknown key, nothing near", before("[general]\nzzzzzz = 1"), "2:1",
            "zzzzzz is not known in [general]",
            "Known are: start, keys, theme, editor, mouse, clipboard, cache_limit."),
        Mistake(
            "key in the wrong table", before("[general]\nhost = \"x\""), "2:1",
            "host is not known in [general]", "It belongs in [accounts.NAME.incoming]."),
        Mistake(
            "key one table too high",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\nport = 995\n"
                + "incoming = { host = \"b\" }", "4:1", "port is not known in [accounts.a]",
            "It belongs in [accounts.a.incoming]."),
        Mistake(
            "unknown table", before("[generl]"), "1:2", "generl is not known in the file",
            "Did you mean general?"),
        Mistake(
            "outgoing is not built yet",
            incoming("[accounts.a.outgoing]\nhost = \"x\""), "6:2",
            "[accounts.a.outgoing] has no effect yet",
            "This version does not use it; it may stay.", .warning),
        Mistake(
            "oauth2 is not built yet",
            incoming("[accounts.a.incoming.oauth2]\nclient_id = \"x\""), "6:2",
            "[accounts.a.incoming.oauth2] has no effect yet",
            "This version does not use it; it may stay.", .warning),
        Mistake(
            "keyring is not built yet", incoming("keyring = true"), "6:1",
            "keyring has no effect yet", "This version does not use it; it may stay.", .warning),
    ]

    private static let kinds = [
        Mistake(
            "port in quotes", incoming("port = \"993\""), "6:8",
            "port must be a whole number, not the text \"993\"", "Write, for example: port = 993"),
        Mistake(
            "port with a fraction", incoming("port = 99.3"), "6:8",
            "port must be a whole number, not a number with a fraction",
            "Write, for example: port = 993"),
        Mistake(
            "poll without quotes", incoming("poll = 5"), "6:8",
            "poll must be a text in quotes, not the number 5", "Write, for example: poll = \"5m\""),
        Mistake(
            "days without quotes", incoming("leave_on_server = 14", kind: "pop"), "6:19",
            "leave_on_server must be a text in quotes, not the number 14",
            "Write, for example: leave_on_server = \"14d\""),
        Mistake(
            "command as a text", incoming("password_command = \"pass show x\""), "6:20",
            "password_command must be a list of texts, not the text \"pass show x\"",
            "Write, for example: password_command = [\"pass\", \"show\", \"mail/work\"]"),
        Mistake(
            "command with a number", incoming("password_command = [\"pass\", 1]"), "6:20",
            "password_command must be a list of texts, not a list with the number 1 in it",
            "Write, for example: password_command = [\"pass\", \"show\", \"mail/work\"]"),
        Mistake(
            "flag in quotes", before("[general]\nmouse = \"true\""), "2:9",
            "mouse must be true or false, not the text \"true\"",
            "Write, for example: mouse = true"),
        Mistake(
            "a password is never repeated", incoming("password = 12345"), "6:12",
            "password must be a text in quotes, not a number",
            "Write, for example: password = \"…\""),
        Mistake(
            "date", before("[general]\ntheme = 2026-01-01"), "2:9",
            "theme must be a text in quotes, not a date or time",
            "Write, for example: theme = \"default-dark\""),
        Mistake(
            "table as a text",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming = \"b\"", "4:12",
            "incoming must be a table, not the text \"b\"",
            "Write, for example: [accounts.work.incoming]"),
        Mistake(
            "general as a list", before("general = []"), "1:11",
            "general must be a table, not a list", "Write, for example: [general]"),
        Mistake(
            "account as a text", incoming("") + "\n[accounts]\nb = true", "8:5",
            "an account must be a table, not true", "Write: [accounts.work]"),
    ]

    private static let values = [
        Mistake(
            "imaps", "[accounts.a]\nprotocol = \"imaps\"\naddress = \"a@b\"\nincoming.host = \"c\"",
            "2:12", "protocol must be \"imap\" or \"pop\", not \"imaps\"",
            "Write: protocol = \"imap\"; TLS is set by security = \"tls\", the default."),
        Mistake(
            "pop3", incoming("", kind: "pop3"), "2:12",
            "protocol must be \"imap\" or \"pop\", not \"pop3\"",
            "Write: protocol = \"pop\"; TLS is set by security = \"tls\", the default."),
        Mistake(
            "smtp", incoming("", kind: "smtp"), "2:12",
            "protocol must be \"imap\" or \"pop\", not \"smtp\"",
            "Servers that send stand in [accounts.NAME.outgoing]."),
        Mistake(
            "protocol with a slip", incoming("", kind: "imao"), "2:12",
            "protocol must be \"imap\" or \"pop\", not \"imao\"", "Did you mean \"imap\"?"),
        Mistake(
            "protocol out of the blue", incoming("", kind: "exchange"), "2:12",
            "protocol must be \"imap\" or \"pop\", not \"exchange\"",
            "IMAP keeps mail on the server, POP downloads it."),
        Mistake(
            "ssl", incoming("security = \"ssl\""), "6:12",
            "security must be \"tls\", \"starttls\" or \"none\", not \"ssl\"",
            "Write: security = \"tls\""),
        Mistake(
            "security with a slip", incoming("security = \"startls\""), "6:12",
            "security must be \"tls\", \"starttls\" or \"none\", not \"startls\"",
            "Did you mean \"starttls\"?"),
        Mistake(
            "no security", incoming("security = \"none\""), "6:12",
            "security = \"none\" sends the password to example.org for anyone to read",
            "Write security = \"tls\"; if it must be, add allow_plaintext = true."),
        Mistake(
            "port 0", incoming("port = 0"), "6:8",
            "port must be a number from 1 to 65535, not 0", "Leave it out for 993."),
        Mistake(
            "port too large", incoming("port = 65536", kind: "pop"), "6:8",
            "port must be a number from 1 to 65535, not 65536", "Leave it out for 995."),
        Mistake(
            "port of the other security", incoming("port = 143"), "6:8",
            "port 143 is the one for security = \"starttls\"",
            "For \"tls\" leave it out or write: port = 993", .warning),
        Mistake(
            "TLS port with starttls",
            incoming("security = \"starttls\"\nport = 995", kind: "pop"), "7:8",
            "port 995 is the one for security = \"tls\"",
            "For \"starttls\" leave it out or write: port = 110", .warning),
        Mistake(
            "auth with a slip", incoming("auth = \"plian\""), "6:8",
            "auth = \"plian\" is not known",
            "Did you mean \"plain\"? Known are: auto, scram-sha-256-plus, scram-sha-256, "
                + "scram-sha-1-plus, scram-sha-1, plain, login, xoauth2, oauthbearer, external."),
        Mistake(
            "auth of POP alone", incoming("auth = \"user\""), "6:8",
            "auth = \"user\" is not known",
            "Known are: auto, scram-sha-256-plus, scram-sha-256, scram-sha-1-plus, scram-sha-1, "
                + "plain, login, xoauth2, oauthbearer, external."),
        Mistake(
            "auth that can be guessed at", incoming("auth = \"cram-md5\""), "6:8",
            "auth = \"cram-md5\" is not safe and not spoken here",
            "Write auth = \"auto\"; over TLS every other is safer."),
        Mistake(
            "poll without a unit", incoming("poll = \"5\""), "6:8",
            "poll is no length of time: \"5\"",
            "Write a number and s, m, h or d, such as \"5m\"."),
        Mistake(
            "poll without pause", incoming("poll = \"0s\""), "6:8",
            "poll is no length of time: \"0s\"",
            "Write a number and s, m, h or d, such as \"5m\"."),
        Mistake(
            "leave_on_server without a unit",
            incoming("leave_on_server = \"14\"", kind: "pop"), "6:19",
            "leave_on_server cannot be \"14\"",
            "Write \"0d\" (download and delete), \"14d\", \"forever\" or \"until-deleted\"."),
        Mistake(
            "delete_grace without a unit", incoming("delete_grace = \"1\"", kind: "pop"), "6:16",
            "delete_grace is no length of time: \"1\"",
            "Write a number and s, m, h or d, such as \"1h\"."),
        Mistake(
            "size_limit without a unit", incoming("size_limit = \"25\"", kind: "pop"), "6:14",
            "size_limit is no size: \"25\"",
            "Write a number and KB, MB or GB, such as \"25 MB\"; 0 is no limit."),
        Mistake(
            "size_limit with IMAP", incoming("size_limit = \"25M\""), "6:1",
            "size_limit is for POP accounts",
            "Remove it: with IMAP mail stays on the server."),
        Mistake(
            "leave_on_server with IMAP", incoming("leave_on_server = \"14d\""), "6:1",
            "leave_on_server is for POP accounts",
            "Remove it: with IMAP mail stays on the server."),
        Mistake(
            "fingerprint", incoming("fingerprint = \"sha1:00\""), "6:15",
            "fingerprint must be sha256: and 64 hexadecimal digits",
            "martlet check shows the one of the server."),
        Mistake(
            "cache_limit", before("[general]\ncache_limit = \"2 gigs\""), "2:15",
            "cache_limit is no size: \"2 gigs\"",
            "Write a number and MB, GB or TB, such as \"2 GB\"; 0 keeps all."),
        Mistake(
            "cache_limit as a bare number", before("[general]\ncache_limit = 5"), "2:15",
            "cache_limit must be a text in quotes, not the number 5",
            "Write, for example: cache_limit = \"2 GB\""),
        Mistake(
            "theme that is not built in", before("[general]\ntheme = \"default\""), "2:9",
            "theme = \"default\" is not built in; default-dark is used",
            "Built in are: default-dark, default-light, mono.", .warning),
        Mistake(
            "key set with a slip", before("[general]\nkeys = \"mut\""), "2:8",
            "keys = \"mut\" is not built in; mutt is used",
            "Did you mean \"mutt\"? Built in are: mutt, aerc, pine, gmail.", .warning),
        Mistake(
            "start with a slip", before("[general]\nstart = \"unifeid\""), "2:9",
            "start names no account: \"unifeid\"", "Did you mean \"unified\"?"),
        Mistake(
            "start of no account", before("[general]\nstart = \"elsewhere\""), "2:9",
            "start names no account: \"elsewhere\"",
            "Write \"unified\", \"last\" or the name of an account."),
    ]

    private static let credentials = [
        Mistake(
            "external without a certificate", incoming("auth = \"external\""), "6:8",
            "auth = \"external\" needs a certificate of yours",
            "Add: client_certificate = \"FILE.pem\""),
        Mistake(
            "a key without a certificate", incoming("client_key = \"/me.key\""), "6:14",
            "client_key is set without client_certificate",
            "Add: client_certificate = \"FILE.pem\""),
        Mistake(
            "a certificate without TLS",
            incoming(
                "security = \"none\"\nallow_plaintext = true\nclient_certificate = \"/me.pem\""),
            "8:22", "client_certificate needs TLS", "Write: security = \"tls\""),
        Mistake(
            "two ways to the password",
            incoming("password = \"x\"\npassword_command = [\"y\"]"), "6:1",
            "both password_command and password are set", "Keep one of them."),
        Mistake(
            "empty command", incoming("password_command = []"), "6:20",
            "password_command names no program",
            "Write the program and its arguments: password_command = [\"pass\", \"show\", …]"),
        Mistake(
            "command in one word", incoming("token_command = [\"oauth get\"]"), "6:17",
            "token_command is one word with blanks; no shell parts it",
            "Write each argument as a text of its own: [\"pass\", \"show\", …]", .warning),
        Mistake(
            "empty password", incoming("password = \"\""), "6:12", "password is empty",
            "Remove it to be asked."),
        Mistake(
            "empty path", incoming("password_file = \"\""), "6:17",
            "password_file is empty", "Remove it to be asked."),
        Mistake(
            "token method without token", incoming("auth = \"xoauth2\""), "6:8",
            "auth = \"xoauth2\" needs a token", "Add: token_command = [\"PROGRAM\", …]"),
        Mistake(
            "token with a password method",
            incoming("token_command = [\"t\"]\nauth = \"plain\""), "7:8",
            "auth = \"plain\" cannot send a token",
            "Write auth = \"auto\", or password_command in place of token_command."),
    ]

    private static let accounts = [
        Mistake(
            "nothing at all", "", "0:0", "no account is set up",
            "Add [accounts.NAME] and [accounts.NAME.incoming]."),
        Mistake(
            "empty accounts", "\n[accounts]", "2:2", "no account is set up",
            "Add [accounts.NAME] and [accounts.NAME.incoming]."),
        Mistake(
            "no protocol", "[accounts.a]\naddress = \"a@b\"\n[accounts.a.incoming]\nhost = \"c\"",
            "1:2", "[accounts.a] has no protocol",
            "Add: protocol = \"imap\" or protocol = \"pop\""),
        Mistake(
            "no incoming", "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"", "1:2",
            "[accounts.a] has no [accounts.a.incoming]", "Add it with at least: host = \"…\""),
        Mistake(
            "no host",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\n[accounts.a.incoming]", "4:2",
            "[accounts.a.incoming] has no host",
            "Add the server's name: host = \"mail.example.org\""),
        Mistake(
            "empty host",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming.host = \"\"", "4:17",
            "host is no name of a server: \"\"",
            "Write, for example: host = \"mail.example.org\""),
        Mistake(
            "host with a port",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming.host = \"c.org:995\"",
            "4:17", "host must be a name alone, not \"c.org:995\"",
            "Write: host = \"c.org\" and port = 995"),
        Mistake(
            "host as a URL",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming.host = \"pops://c.org/\"",
            "4:17", "host must be a name alone, not \"pops://c.org/\"", "Write: host = \"c.org\""),
        Mistake(
            "no user", "[accounts.a]\nprotocol = \"pop\"\n[accounts.a.incoming]\nhost = \"c\"",
            "3:2", "[accounts.a.incoming] has no user",
            "Add user = \"…\" here, or address = \"…\" to the account."),
        Mistake(
            "user with a line end", incoming("user = \"a\\nb\""), "6:8",
            "user holds a control character", ""),
        Mistake(
            "address without @",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"alice\"\nincoming.host = \"c\"",
            "3:11", "address is no e-mail address: \"alice\"",
            "Write it without the name: address = \"alice@example.org\""),
        Mistake(
            "address with the name",
            "[accounts.a]\nprotocol = \"pop\"\naddress = \"Alice <a@b>\"\nincoming.host = \"c\"",
            "3:11", "address is no e-mail address: \"Alice <a@b>\"",
            "Write it without the name: address = \"alice@example.org\""),
        Mistake(
            "account name",
            "[accounts.\"my mail\"]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming.host = \"c\"",
            "1:2", "\"my mail\" cannot name an account", "Use letters a to z, digits, - and _ only."
        ),
        Mistake(
            "account named like a start",
            "[accounts.last]\nprotocol = \"pop\"\naddress = \"a@b\"\nincoming.host = \"c\"",
            "1:2", "\"last\" cannot name an account: it means something else in start",
            "Choose another name."),
    ]
}
