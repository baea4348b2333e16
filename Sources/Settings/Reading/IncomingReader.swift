import Mail

extension SettingsReader {
    /// Reads `[accounts.NAME.incoming]`; nil when what cannot be guessed is missing.
    mutating func readIncoming(
        _ raw: Section, kind: AccountKind?, address: String
    ) -> IncomingSettings? {
        let section = open(raw)
        let host = readHost(section, written: raw.has("host"))
        let security = readSecurity(section)
        let port = readPort(section, security, kind)
        let allowsPlaintext = readPlaintext(section, host: host, security)
        let user = readUser(section, address: address)
        let certificate = readCertificate(section, security)
        let credential = readCredential(section, certificate)
        let auth = readAuth(section, kind, credential)
        let leaveOnServer = readLeaveOnServer(section, kind)
        let deleteGrace = readDeleteGrace(section, kind)
        let sizeLimit = readSizeLimit(section, kind)
        let poll = readPoll(section)
        let fingerprint = readFingerprint(section)
        guard let kind, let host, let user else { return nil }
        let caFile = section.text("ca_file") ?? ""
        return IncomingSettings(
            host: host, port: port ?? security.defaultPort(for: kind), security: security,
            allowsPlaintext: allowsPlaintext, user: user, auth: auth,
            // A method that sends a password wants one, whatever TLS shows.
            credential: credential == .certificate && auth != .auto && auth != .external
                ? .ask : credential,
            caFile: caFile.isEmpty ? nil : caFile, fingerprint: fingerprint,
            certificate: certificate, leaveOnServer: leaveOnServer, deleteGrace: deleteGrace,
            sizeLimit: sizeLimit, poll: poll)
    }

    private mutating func readHost(_ section: Section, written: Bool) -> String? {
        guard let text = section.text("host") else {
            if !written {
                tell(
                    at: section.path, "[\(section.name)] has no host",
                    remedy: "Add the server's name: host = \"mail.example.org\"")
            }
            return nil
        }
        let host = HostName.withoutBrackets(text)
        if let name = HostName.inURL(host) {
            tell(
                "host", in: section, "host must be a name alone, not \"\(text)\"",
                remedy: "Write: host = \"\(name)\"")
        } else if let (name, port) = HostName.splitPort(host) {
            tell(
                "host", in: section, "host must be a name alone, not \"\(text)\"",
                remedy: "Write: host = \"\(name)\" and port = \(port)")
        } else if !HostName.isPossible(host) {
            tell(
                "host", in: section, "host is no name of a server: \"\(text)\"",
                remedy: "Write, for example: host = \"mail.example.org\"")
        }
        return host
    }

    private mutating func readSecurity(_ section: Section) -> ConnectionSecurity {
        guard let word = section.text("security") else { return .tls }
        if let security = ConnectionSecurity(rawValue: word) { return security }
        let remedy =
            switch word.lowercased() {
            case "ssl", "ssl/tls", "tls/ssl", "implicit", "on", "yes": "Write: security = \"tls\""
            case "stls", "start_tls", "explicit": "Write: security = \"starttls\""
            case "plain", "plaintext", "off", "no", "": "Write: security = \"none\""
            default:
                NearestName.of(word, among: ConnectionSecurity.allCases.map(\.rawValue)).map {
                    "Did you mean \"\($0)\"?"
                } ?? "Without security = … it is \"tls\"."
            }
        tell(
            "security", in: section,
            "security must be \"tls\", \"starttls\" or \"none\", not \"\(word)\"", remedy: remedy)
        return .tls
    }

    private mutating func readPort(
        _ section: Section, _ security: ConnectionSecurity, _ kind: AccountKind?
    ) -> UInt16? {
        guard let number = section.number("port") else { return nil }
        guard let port = UInt16(exactly: number), port > 0 else {
            tell(
                "port", in: section, "port must be a number from 1 to 65535, not \(number)",
                remedy: kind.map { "Leave it out for \(security.defaultPort(for: $0))." } ?? "")
            return nil
        }
        guard let kind else { return port }
        let other: ConnectionSecurity = security == .tls ? .starttls : .tls
        if port == other.defaultPort(for: kind) {
            let due = security.defaultPort(for: kind)
            tell(
                "port", in: section,
                "port \(port) is the one for security = \"\(other.rawValue)\"",
                remedy: "For \"\(security.rawValue)\" leave it out or write: port = \(due)",
                as: .warning)
        }
        return port
    }

    private mutating func readPlaintext(
        _ section: Section, host: String?, _ security: ConnectionSecurity
    ) -> Bool {
        guard security == .none, let host else { return false }
        if HostName.isLoopback(host) || section.flag("allow_plaintext") == true { return true }
        tell(
            "security", in: section,
            "security = \"none\" sends the password to \(host) for anyone to read",
            remedy: "Write security = \"tls\"; if it must be, add allow_plaintext = true.")
        return false
    }

    private mutating func readUser(_ section: Section, address: String) -> String? {
        let user = section.text("user") ?? address
        let control = user.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if control {
            tell("user", in: section, "user holds a control character")
        } else if user.isEmpty {
            tell(
                "user", in: section, "[\(section.name)] has no user",
                remedy: "Add user = \"…\" here, or address = \"…\" to the account.")
        }
        return user.isEmpty || control ? nil : user
    }

    private mutating func readAuth(
        _ section: Section, _ kind: AccountKind?, _ credential: CredentialSource
    ) -> AuthMethod {
        guard let word = section.text("auth") else { return .auto }
        if AuthMethod.unsafe.contains(word) {
            tell(
                "auth", in: section, "auth = \"\(word)\" is not safe and not spoken here",
                remedy: "Write auth = \"auto\"; over TLS every other is safer.")
            return .auto
        }
        let known = AuthMethod.allCases.filter { $0 != .user || kind != .imap }.map(\.rawValue)
        guard known.contains(word), let auth = AuthMethod(rawValue: word) else {
            let near = NearestName.of(word, among: known).map { "Did you mean \"\($0)\"? " }
            tell(
                "auth", in: section, "auth = \"\(word)\" is not known",
                remedy: (near ?? "") + "Known are: \(known.joined(separator: ", ")).")
            return .auto
        }
        if auth == .external, !section.has("client_certificate") {
            tell(
                "auth", in: section, "auth = \"external\" needs a certificate of yours",
                remedy: "Add: client_certificate = \"FILE.pem\"")
        }
        if let usesToken = auth.usesToken, usesToken != credential.isToken {
            tell(
                "auth", in: section,
                usesToken
                    ? "auth = \"\(word)\" needs a token" : "auth = \"\(word)\" cannot send a token",
                remedy: usesToken
                    ? "Add: token_command = [\"PROGRAM\", …]"
                    : "Write auth = \"auto\", or password_command in place of token_command.")
        }
        return auth
    }

    private mutating func readPoll(_ section: Section) -> Duration {
        guard let text = section.text("poll") else { return IncomingSettings.defaultPoll }
        guard let time = RelativeTime(text), time.seconds >= Limits.shortestPoll else {
            tell(
                "poll", in: section, "poll is no length of time: \"\(text)\"",
                remedy: "Write a number and s, m, h or d, such as \"5m\".")
            return IncomingSettings.defaultPoll
        }
        return .seconds(time.seconds)
    }

    private mutating func readFingerprint(_ section: Section) -> Fingerprint? {
        guard let text = section.text("fingerprint"), !text.isEmpty else { return nil }
        if let fingerprint = Fingerprint(text) { return fingerprint }
        tell(
            "fingerprint", in: section, "fingerprint must be sha256: and 64 hexadecimal digits",
            remedy: "martlet check shows the one of the server.")
        return nil
    }
}
