import Mail

extension UserSettings {
    /// The values in effect, defaults included, as TOML would write them.
    ///
    /// Passwords appear as `<secret>`, so it may be shown to anyone.
    public func rendered() -> String {
        var listing = Listing()
        listing.open("general")
        listing.add("start", general.start.text)
        listing.add("keys", general.keys)
        listing.add("theme", general.theme)
        listing.add("editor", general.editor)
        listing.add("mouse", raw: "\(general.mouse)")
        listing.add("clipboard", raw: "\(general.clipboard)")
        listing.add("cache_limit", ByteCount.text(general.cacheLimit))
        listing.open("programs")
        listing.add("links", list: programs.links)
        listing.add("default", list: programs.fallback)
        for rule in programs.rules { listing.add(quoting: rule.mediaType, list: rule.command) }
        for account in accounts {
            account.render(in: &listing)
        }
        return listing.text
    }
}

extension GeneralSettings.Start {
    fileprivate var text: String {
        switch self {
        case .unified: "unified"
        case .last: "last"
        case .account(let name): name
        }
    }
}

extension AccountSettings {
    fileprivate func render(in listing: inout Listing) {
        listing.open("accounts.\(name)")
        listing.add("protocol", kind.rawValue)
        listing.add("name", person)
        listing.add("address", address)
        listing.add("aliases", list: aliases)
        if let emptyTrashAfter {
            listing.add(
                "empty_trash_after",
                RelativeTime.text(seconds: emptyTrashAfter.components.seconds))
        }
        if let emptyJunkAfter {
            listing.add(
                "empty_junk_after", RelativeTime.text(seconds: emptyJunkAfter.components.seconds))
        }
        listing.open("accounts.\(name).incoming")
        incoming.render(in: &listing)
        for rule in filters {
            listing.openItem("accounts.\(name).filters")
            rule.render(in: &listing)
        }
    }
}

extension FilterRule {
    fileprivate func render(in listing: inout Listing) {
        for field in Field.allCases {
            guard let patterns = conditions[field] else { continue }
            listing.add(field.rawValue, list: patterns.map(\.text))
        }
        if let mailbox = filing.mailbox { listing.add("move", mailbox.name) }
        if !filing.labels.isEmpty { listing.add("label", list: filing.labels.map(\.name)) }
        if filing.isSeen { listing.add("seen", raw: "true") }
        if isLast != (filing.mailbox != nil) { listing.add("stop", raw: "\(isLast)") }
    }
}

extension IncomingSettings {
    fileprivate func render(in listing: inout Listing) {
        listing.add("host", host)
        listing.add("port", raw: "\(port)")
        listing.add("security", security.rawValue)
        if security == .none { listing.add("allow_plaintext", raw: "\(allowsPlaintext)") }
        listing.add("user", user)
        listing.add("auth", auth.rawValue)
        switch credential {
        case .command(let words): listing.add("password_command", list: words)
        case .tokenCommand(let words): listing.add("token_command", list: words)
        case .file(let path): listing.add("password_file", path)
        case .literal(let hidden): listing.add("password", hidden.description)
        case .certificate: listing.remark("the certificate is enough, no password is sent")
        case .ask: listing.remark("the password is asked for")
        }
        if let caFile { listing.add("ca_file", caFile) }
        if let fingerprint { listing.add("fingerprint", fingerprint.description) }
        if let certificate {
            listing.add("client_certificate", certificate.file)
            listing.add("client_key", certificate.keyFile)
        }
        if let leaveOnServer { listing.add("leave_on_server", leaveOnServer.text) }
        if deleteGrace > .zero {
            listing.add(
                "delete_grace", RelativeTime.text(seconds: deleteGrace.components.seconds))
        }
        if let sizeLimit { listing.add("size_limit", ByteCount.text(sizeLimit)) }
        listing.add("poll", RelativeTime.text(seconds: poll.components.seconds))
    }
}

/// Lines of TOML under way.
private struct Listing {
    private(set) var text = ""

    mutating func open(_ table: String) {
        text += (text.isEmpty ? "" : "\n") + "[\(table)]\n"
    }

    mutating func openItem(_ list: String) {
        text += "\n[[\(list)]]\n"
    }

    mutating func add(_ key: String, raw value: String) {
        text += "\(key) = \(value)\n"
    }

    mutating func add(_ key: String, _ value: String) {
        add(key, raw: quoted(value))
    }

    mutating func add(_ key: String, list: [String]) {
        add(key, raw: "[" + list.map(quoted).joined(separator: ", ") + "]")
    }

    mutating func add(quoting key: String, list: [String]) {
        add(quoted(key), list: list)
    }

    mutating func remark(_ words: String) {
        text += "# \(words)\n"
    }

    /// A basic string of TOML; control characters are escaped, so a terminal may show it.
    private func quoted(_ value: String) -> String {
        let escaped = value.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case let scalar where scalar.properties.generalCategory == .control:
                "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2)
                    + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
