extension SettingsReader {
    /// The one way to the password or token that is set; without any, a certificate is enough, and
    /// without that the person is asked.
    mutating func readCredential(
        _ section: Section, _ certificate: CertificateFiles?
    ) -> CredentialSource {
        let ways = ["password_command", "token_command", "password_file", "password"]
            .filter(section.has)
        if let first = ways.first, let second = ways.dropFirst().first {
            tell(
                at: section.path + [second], "both \(first) and \(second) are set",
                remedy: "Keep one of them.")
        }
        switch ways.first {
        case "password_command":
            return .command(readCommand("password_command", section))
        case "token_command":
            return .tokenCommand(readCommand("token_command", section))
        case "password_file":
            let path = section.text("password_file") ?? ""
            if path.isEmpty { tellEmpty("password_file", section) }
            return .file(path)
        case "password":
            let octets = Array((section.text("password") ?? "").utf8)
            if octets.isEmpty { tellEmpty("password", section) }
            return .literal(HiddenText(octets))
        default:
            return certificate == nil ? .ask : .certificate
        }
    }

    /// The certificate of the person and its key, which may lie in the same file.
    mutating func readCertificate(
        _ section: Section, _ security: ConnectionSecurity
    ) -> CertificateFiles? {
        guard let file = section.text("client_certificate"), !file.isEmpty else {
            if section.has("client_certificate") {
                tell("client_certificate", in: section, "client_certificate is empty")
            } else if section.has("client_key") {
                tell(
                    "client_key", in: section, "client_key is set without client_certificate",
                    remedy: "Add: client_certificate = \"FILE.pem\"")
            }
            return nil
        }
        if security == .none {
            tell(
                "client_certificate", in: section, "client_certificate needs TLS",
                remedy: "Write: security = \"tls\"")
        }
        return CertificateFiles(file: file, keyFile: section.text("client_key") ?? file)
    }

    private mutating func readCommand(_ key: String, _ section: Section) -> [String] {
        let words = section.texts(key) ?? []
        if words.first?.isEmpty ?? true {
            tell(
                key, in: section, "\(key) names no program",
                remedy: "Write the program and its arguments: \(key) = [\"pass\", \"show\", …]")
        } else if words.count == 1, words[0].contains(" ") {
            tell(
                key, in: section, "\(key) is one word with blanks; no shell parts it",
                remedy: "Write each argument as a text of its own: [\"pass\", \"show\", …]",
                as: .warning)
        }
        return words
    }

    private mutating func tellEmpty(_ key: String, _ section: Section) {
        tell(key, in: section, "\(key) is empty", remedy: "Remove it to be asked.")
    }
}
