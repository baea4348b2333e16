import Mail
import Testing

@testable import Settings

@Suite("UserSettings")
struct UserSettingsTests {
    private func incoming(_ lines: String, kind: String = "imap") throws -> IncomingSettings {
        let reading = UserSettings.read(Mistake.incoming(lines, kind: kind))
        return try #require(reading.settings?.accounts.first?.incoming, "\(reading.problems)")
    }

    @Test("the least there can be gets every default")
    func defaults() throws {
        let settings = try #require(UserSettings.read(Mistake.incoming("")).settings)
        #expect(settings.general == GeneralSettings())
        #expect(settings.general.start == .unified && settings.general.keys == "mutt")
        #expect(settings.general.theme == "default-dark" && !settings.general.mouse)
        #expect(settings.general.cacheLimit == 2_000_000_000)
        let account = try #require(settings.accounts.first)
        #expect(account.name == "a" && account.kind == .imap && account.address == "a@example.org")
        #expect(
            account.incoming
                == IncomingSettings(host: "example.org", port: 993, user: "a@example.org"))
        #expect(account.incoming.poll == .seconds(300))
    }

    @Test("a certificate is enough by itself, and goes with a password where one is set")
    func certificate() throws {
        let lines = "client_certificate = \"/me.pem\"\n"
        let alone = try incoming(lines)
        #expect(alone.certificate == CertificateFiles(file: "/me.pem", keyFile: "/me.pem"))
        #expect(alone.credential == .certificate && alone.auth == .auto)
        #expect(try incoming(lines + "auth = \"external\"").credential == .certificate)
        #expect(try incoming(lines + "auth = \"plain\"").credential == .ask)
        let both = try incoming(
            lines + "client_key = \"/me.key\"\npassword_command = [\"pass\", \"me\"]")
        #expect(both.certificate?.keyFile == "/me.key")
        #expect(both.credential == .command(["pass", "me"]))
    }

    @Test("everything that can be set is set")
    func everything() throws {
        let digits = String(repeating: "0A", count: 32)
        let text = """
            [general]
            start = "home"
            keys = "aerc"
            theme = "mono"
            editor = "vim"
            mouse = true
            cache_limit = "500 MB"
            [accounts.work]
            protocol = "imap"
            name = "Alice"
            address = "alice@example.org"
            aliases = ["*@alice.example"]
            [accounts.work.incoming]
            host = "imap.example.org"
            port = 1143
            security = "starttls"
            user = "alice"
            auth = "xoauth2"
            token_command = ["oauth", "work"]
            ca_file = "/ca.pem"
            fingerprint = "sha256:\(digits)"
            poll = "2h"
            [accounts.home]
            protocol = "pop"
            [accounts.home.incoming]
            host = "pop.example.net"
            user = "alice"
            auth = "user"
            password = "sesame"
            leave_on_server = "14d"
            """
        let reading = UserSettings.read(text)
        #expect(reading.problems.map(\.line) == [3, 5])
        #expect(reading.problems.allSatisfy { $0.severity == .warning })
        let settings = try #require(reading.settings)
        #expect(
            settings.general
                == GeneralSettings(
                    start: .account("home"), keys: "aerc", theme: "mono", editor: "vim",
                    mouse: true, cacheLimit: 500_000_000))
        #expect(
            settings.accounts.first
                == AccountSettings(
                    name: "work", kind: .imap, person: "Alice", address: "alice@example.org",
                    aliases: ["*@alice.example"],
                    incoming: IncomingSettings(
                        host: "imap.example.org", port: 1143, security: .starttls, user: "alice",
                        auth: .xoauth2, credential: .tokenCommand(["oauth", "work"]),
                        caFile: "/ca.pem", fingerprint: Fingerprint("sha256:\(digits)"),
                        poll: .seconds(7_200))))
        #expect(
            settings.accounts.last?.incoming
                == IncomingSettings(
                    host: "pop.example.net", port: 995, user: "alice", auth: .user,
                    credential: .literal(HiddenText(Array("sesame".utf8))),
                    leaveOnServer: .days(14)))
        #expect(settings.holdsPassword)
    }

    @Test("accounts keep the file's order")
    func order() throws {
        let text = ["z", "a", "m"].map {
            "[accounts.\($0).incoming]\nhost = 'h'\nuser = 'u'\n[accounts.\($0)]\nprotocol = 'pop'\n"
        }.joined()
        #expect(UserSettings.read(text).settings?.accounts.map(\.name) == ["z", "a", "m"])
    }

    @Test(
        "the port follows protocol and security",
        arguments: [
            ("imap", "tls", 993), ("imap", "starttls", 143), ("imap", "none", 143),
            ("pop", "tls", 995), ("pop", "starttls", 110), ("pop", "none", 110),
        ])
    func ports(kind: String, security: String, port: UInt16) throws {
        let read = try incoming(
            "security = \"\(security)\"\nallow_plaintext = true", kind: kind)
        #expect(read.port == port && read.security.rawValue == security)
        #expect(read.allowsPlaintext == (security == "none"))
    }

    @Test(
        "loopback needs no word of the person's to go without TLS",
        arguments: ["localhost", "LOCALHOST", "127.0.0.1", "127.255.1.2", "::1", "[::1]"])
    func loopback(host: String) throws {
        let text =
            "[accounts.a]\nprotocol = 'pop'\naddress = 'a@b'\n"
            + "incoming = { host = '\(host)', security = 'none' }"
        let read = try #require(UserSettings.read(text).settings?.accounts.first?.incoming)
        #expect(read.allowsPlaintext && !read.host.contains("["))
    }

    @Test(
        "names that only look like loopback do",
        arguments: [
            "127.0.0.1.example.org", "localhost.example.org", "128.0.0.1", "127.0.0", "127.0.0.256",
            "127.0.0.+1", "0.0.0.0", "::2",
        ])
    func notLoopback(host: String) {
        #expect(!HostName.isLoopback(host))
    }

    @Test(
        "the way to the password",
        arguments: [
            ("password_command = ['pass', 'x y']", CredentialSource.command(["pass", "x y"])),
            ("token_command = ['t']", .tokenCommand(["t"])), ("password_file = '/p'", .file("/p")),
            ("password = 'é'", .literal(HiddenText([0xC3, 0xA9]))), ("", .ask),
        ])
    func credential(line: String, source: CredentialSource) throws {
        #expect(try incoming(line).credential == source)
    }

    @Test(
        "what stays on the server",
        arguments: [
            ("0d", LeaveOnServer.afterDownload), ("1d", .days(1)), ("2w", .days(14)),
            ("forever", .forever), ("until-deleted", .untilDeleted),
        ])
    func leaveOnServer(text: String, policy: LeaveOnServer) throws {
        #expect(try incoming("leave_on_server = '\(text)'", kind: "pop").leaveOnServer == policy)
        #expect(LeaveOnServer(policy.text) == policy)
    }

    @Test("how long mail stays at least, and what is fetched whole")
    func maildrop() throws {
        let settings = try incoming("delete_grace = '1h'\nsize_limit = '25M'", kind: "pop")
        #expect(settings.deleteGrace == .seconds(3_600))
        #expect(settings.sizeLimit == 25_000_000)
        #expect(try incoming("size_limit = 0", kind: "pop").sizeLimit == nil)
        #expect(try incoming("poll = '5m'", kind: "pop").sizeLimit == nil)
    }

    @Test(
        "hours are not a length of staying on the server", arguments: ["48h", "never", "", "-1d"])
    func leaveOnServerOdd(text: String) {
        #expect(LeaveOnServer(text) == nil)
    }

    @Test("a hidden text never prints itself")
    func hidden() {
        let source = CredentialSource.literal(HiddenText(Array("sesame".utf8)))
        #expect("\(source)".contains("<secret>"))
        var dumped = ""
        dump(source, to: &dumped)
        #expect(!"\(source) \(String(reflecting: source)) \(dumped)".contains("115"))
    }

    @Test("the sample is right as it stands and with every option taken up")
    func sample() throws {
        let reading = UserSettings.read(UserSettings.sample)
        #expect(reading.problems == [])
        #expect(reading.settings?.accounts.map(\.name) == ["work"])
        let lines = UserSettings.sample.split(separator: "\n", omittingEmptySubsequences: false)
        let uncommented = lines.map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        let full = UserSettings.read(uncommented.joined(separator: "\n"))
        #expect(full.problems == [])
        #expect(full.settings?.accounts.map(\.name) == ["work", "home"])
        #expect(full.settings?.accounts.last?.incoming.leaveOnServer == .days(14))
    }

    @Test("the rendered settings show every value and no secret, and read back as themselves")
    func rendering() throws {
        let digits = String(repeating: "f0", count: 32)
        let settings = try #require(
            UserSettings.read(
                Mistake.before("[general]\nstart = 'a'\neditor = 'a \"b\" \\\\'\ncache_limit = 0")
                    + """
                    user = "u\\\\"
                    security = "none"
                    allow_plaintext = true
                    password = "sesame"
                    fingerprint = "sha256:\(digits)"
                    poll = "90s"
                    """
            ).settings)
        let text = settings.rendered()
        #expect(
            text == """
                [general]
                start = "a"
                keys = "mutt"
                theme = "default-dark"
                editor = "a \\"b\\" \\\\\\\\"
                mouse = false
                clipboard = false
                cache_limit = "0"

                [programs]
                links = ["xdg-open"]
                default = ["xdg-open"]

                [accounts.a]
                protocol = "imap"
                name = ""
                address = "a@example.org"
                aliases = []

                [accounts.a.incoming]
                host = "example.org"
                port = 143
                security = "none"
                allow_plaintext = true
                user = "u\\\\"
                auth = "auto"
                password = "<secret>"
                fingerprint = "sha256:\(digits)"
                poll = "90s"

                """)
        var back = try #require(UserSettings.read(text).settings)
        back.accounts[0].incoming.credential = settings.accounts[0].incoming.credential
        #expect(back == settings)
    }
}

@Suite("RelativeTime")
struct RelativeTimeTests {
    @Test(
        "digits and one unit",
        arguments: [
            ("30s", 30), ("5m", 300), ("2h", 7_200), ("14d", 1_209_600), ("1w", 604_800), ("0d", 0),
            ("3660d", Limits.relativeSeconds), ("3661d", nil), ("99999999999999999999s", nil),
            ("9223372036854775807w", nil), ("5", nil), ("m", nil), ("", nil), ("-5m", nil),
            ("+5m", nil), ("5 m", nil), ("1h30m", nil), ("5M", nil), ("٣m", nil),
        ] as [(String, Int?)])
    func read(text: String, seconds: Int?) {
        #expect(RelativeTime(text)?.seconds == seconds)
    }

    @Test("the shortest form of whole seconds")
    func text() {
        #expect(
            [0, 59, 60, 90, 3_600, 86_400].map { RelativeTime.text(seconds: $0) }
                == ["0s", "59s", "1m", "90s", "1h", "1d"])
    }
}

@Suite("ByteCount")
struct ByteCountTests {
    @Test(
        "digits and a unit, or 0",
        arguments: [
            ("0", 0), ("2 GB", 2_000_000_000), ("500MB", 500_000_000), ("1 tb", 1_000_000_000_000),
            ("1000 TB", Limits.cacheOctets), ("1001 TB", nil), ("9223372036854775807 TB", nil),
            ("5", nil), ("GB", nil), ("", nil), ("-1 GB", nil), ("1.5 GB", nil),
        ] as [(String, Int?)])
    func read(text: String, octets: Int?) {
        #expect(ByteCount.octets(text) == octets)
    }

    @Test("writing gives what reading takes", arguments: [0, 1, 1_500_000, 2_000_000_000])
    func text(octets: Int) {
        #expect(ByteCount.octets(ByteCount.text(octets)) == octets)
    }
}

@Suite("Fingerprint")
struct FingerprintTests {
    @Test("64 digits in either case, colons passed over")
    func read() {
        let digits = String(repeating: "aB", count: 32)
        let plain = Fingerprint("sha256:\(digits)")
        #expect(plain?.octets == [UInt8](repeating: 0xAB, count: 32))
        let parted = Array(repeating: "AB", count: 32).joined(separator: ":")
        #expect(Fingerprint("SHA256:\(parted)") == plain)
        #expect(plain?.description == "sha256:" + String(repeating: "ab", count: 32))
    }

    @Test(
        "everything else is none",
        arguments: [
            "", "sha256:", "sha256:" + String(repeating: "a", count: 63),
            "sha256:" + String(repeating: "a", count: 65),
            "sha256:" + String(repeating: "g", count: 64), String(repeating: "a", count: 64),
            "sha256:" + String(repeating: "+a", count: 32),
        ])
    func refuse(text: String) {
        #expect(Fingerprint(text) == nil)
    }
}

@Suite("NearestName")
struct NearestNameTests {
    @Test(
        "a slip of the finger is forgiven, another word is not",
        arguments: [
            ("hots", "host"), ("securty", "security"), ("Password", "password"),
            ("pasword_comand", "password_command"), ("xy", nil), ("", nil), ("zzzzzzzz", nil),
        ] as [(String, String?)])
    func nearest(word: String, name: String?) {
        #expect(NearestName.of(word, among: KnownKey.incoming.map(\.name)) == name)
    }
}

@Suite("FileAccess")
struct FileAccessTests {
    @Test(
        "a file that others can write, or read a password in, is refused",
        arguments: [
            (0o600, true, true, nil), (0o400, true, true, nil), (0o644, true, false, nil),
            (0o644, true, true, "Run: chmod 600 '/c'"), (0o640, true, true, "Run: chmod 600 '/c'"),
            (0o664, true, false, "Run: chmod go-w '/c'"),
            (0o602, true, false, "Run: chmod go-w '/c'"),
            (0o600, false, false, "Copy it to a file of your own and use that."),
        ] as [(UInt32, Bool, Bool, String?)])
    func access(mode: UInt32, isMine: Bool, holdsPassword: Bool, remedy: String?) {
        let problem = FileAccess(mode: mode, isMine: isMine)
            .problem(path: "/c", holdsPassword: holdsPassword)
        #expect(problem?.remedy == remedy)
    }
}
