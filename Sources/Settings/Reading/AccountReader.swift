import Mail

extension SettingsReader {
    /// Reads all of `[accounts.NAME]`, in the file's order.
    mutating func readAccounts(_ entries: [String: TOMLNode]) -> [AccountSettings] {
        guard !entries.isEmpty else {
            tell(
                at: ["accounts"], "no account is set up",
                remedy: "Add [accounts.NAME] and [accounts.NAME.incoming].")
            return []
        }
        guard entries.count <= Limits.accounts else {
            tell(at: ["accounts"], "there are more than \(Limits.accounts) accounts")
            return []
        }
        return places.children(of: ["accounts"]).compactMap { name in
            entries[name].flatMap { readAccount(name, $0) }
        }
    }

    private mutating func readAccount(_ name: String, _ node: TOMLNode) -> AccountSettings? {
        let path = ["accounts", name]
        guard case .table(let entries) = node else {
            tell(
                name, in: Section(path: ["accounts"], entries: [:], known: []),
                "an account must be a table, not \(node.described(isSecret: false))",
                remedy: "Write: [accounts.work]")
            return nil
        }
        checkAccountName(name)
        let section = open(Section(path: path, entries: entries, known: KnownKey.account))
        let kind = readKind(section)
        let address = section.text("address") ?? ""
        checkAddress(address, section)
        guard case .table(let incomingEntries)? = section.entries["incoming"] else {
            if entries["incoming"] == nil {
                tell(
                    at: path, "[\(section.name)] has no [\(section.name).incoming]",
                    remedy: "Add it with at least: host = \"…\"")
            }
            return nil
        }
        let incoming = readIncoming(
            Section(
                path: path + ["incoming"], entries: incomingEntries, known: KnownKey.incoming),
            kind: kind, address: address)
        let filters = readFilters(section)
        let trash = readRetention("empty_trash_after", section, kind)
        let junk = readRetention("empty_junk_after", section, kind)
        guard let kind, let incoming else { return nil }
        return AccountSettings(
            name: name, kind: kind, person: section.text("name") ?? "", address: address,
            aliases: section.texts("aliases") ?? [], filters: filters, emptyTrashAfter: trash,
            emptyJunkAfter: junk, incoming: incoming)
    }

    private mutating func checkAccountName(_ name: String) {
        let isWord =
            !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                    || $0 == "-" || $0 == "_"
            }
        if !isWord {
            tell(
                at: ["accounts", name], "\"\(name)\" cannot name an account",
                remedy: "Use letters a to z, digits, - and _ only.")
        } else if name == "unified" || name == "last" {
            tell(
                at: ["accounts", name],
                "\"\(name)\" cannot name an account: it means something"
                    + " else in start", remedy: "Choose another name.")
        }
    }

    private mutating func readKind(_ section: Section) -> AccountKind? {
        guard section.has("protocol") else {
            if places.key(section.path + ["protocol"]) == nil {
                tell(
                    at: section.path, "[\(section.name)] has no protocol",
                    remedy: "Add: protocol = \"imap\" or protocol = \"pop\"")
            }
            return nil
        }
        let word = section.text("protocol") ?? ""
        if let kind = AccountKind(rawValue: word) { return kind }
        tell(
            "protocol", in: section, "protocol must be \"imap\" or \"pop\", not \"\(word)\"",
            remedy: remedy(forProtocol: word.lowercased()))
        return nil
    }

    private func remedy(forProtocol word: String) -> String {
        switch word {
        case "imaps", "imap4", "imap4rev1":
            "Write: protocol = \"imap\"; TLS is set by security = \"tls\", the default."
        case "pops", "pop3", "pop3s":
            "Write: protocol = \"pop\"; TLS is set by security = \"tls\", the default."
        case "smtp", "smtps", "submission":
            "Servers that send stand in [accounts.NAME.outgoing]."
        default:
            NearestName.of(word, among: AccountKind.allCases.map(\.rawValue)).map {
                "Did you mean \"\($0)\"?"
            } ?? "IMAP keeps mail on the server, POP downloads it."
        }
    }

    private mutating func checkAddress(_ address: String, _ section: Section) {
        guard section.has("address") else { return }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let hasBlank = address.unicodeScalars.contains { $0.properties.isWhitespace }
        if parts.count != 2 || parts.contains(where: \.isEmpty) || hasBlank {
            tell(
                "address", in: section, "address is no e-mail address: \"\(address)\"",
                remedy: "Write it without the name: address = \"alice@example.org\"")
        }
    }
}
