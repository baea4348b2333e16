/// An account as a person writes it into the settings file.
struct AccountText {
    enum Kind: String {
        case imap, pop
    }

    enum Password {
        case command(String)
        case literal(String)
        /// Nothing is set: the person is asked.
        case asked
    }

    var name: String
    var kind: Kind
    var host: String
    var port: UInt16
    var security = "tls"
    var user: String
    var password = Password.command(DovecotServer.password)
    var certificateFile: String?
    var fingerprint: String?
    var leaveOnServer: String?
    var poll: String?

    /// A user of the test server, with everything right.
    static func imap(_ name: String, _ user: MailUser) -> AccountText {
        AccountText(
            name: name, kind: .imap, host: "localhost", port: user.server.ports.imaps,
            user: user.name, certificateFile: user.server.authority.certificate)
    }

    /// Mail is deleted at the server once it is stored, unless a test says otherwise.
    static func pop(_ name: String, _ user: MailUser) -> AccountText {
        AccountText(
            name: name, kind: .pop, host: "localhost", port: user.server.ports.pop3s,
            user: user.name, certificateFile: user.server.authority.certificate,
            leaveOnServer: "0d")
    }

    func with(_ change: (inout AccountText) -> Void) -> AccountText {
        var copy = self
        change(&copy)
        return copy
    }

    var toml: String {
        var lines = [
            "[accounts.\(name)]", "protocol = \"\(kind.rawValue)\"",
            "address = \"\(user)@example.net\"", "[accounts.\(name).incoming]",
            "host = \"\(host)\"", "port = \(port)", "security = \"\(security)\"",
            "user = \"\(user)\"",
        ]
        switch password {
        case .command(let password):
            lines.append("password_command = [\"/bin/echo\", \"\(password)\"]")
        case .literal(let password): lines.append("password = \"\(password)\"")
        case .asked: break
        }
        let options = [
            ("ca_file", certificateFile), ("fingerprint", fingerprint),
            ("leave_on_server", leaveOnServer), ("poll", poll),
        ]
        for (key, value) in options {
            if let value { lines.append("\(key) = \"\(value)\"") }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
