import Mail

extension SettingsReader {
    /// Reads `[[accounts.NAME.filters]]`, in the file's order.
    mutating func readFilters(_ account: Section) -> [FilterRule] {
        guard case .list(let items) = account.entries["filters"] else { return [] }
        guard items.count <= Limits.filters else {
            tell("filters", in: account, "there are more than \(Limits.filters) filters")
            return []
        }
        return items.enumerated().compactMap { number, item in
            readFilter(
                Section(
                    path: account.path + ["filters", KeyPlaces.item(number)],
                    entries: item.entries, known: KnownKey.filter))
        }
    }

    private mutating func readFilter(_ raw: Section) -> FilterRule? {
        let section = open(raw)
        var conditions: [FilterRule.Field: [FilterPattern]] = [:]
        for field in FilterRule.Field.allCases where raw.has(field.rawValue) {
            conditions[field] = readPatterns(field.rawValue, section)
        }
        if conditions.isEmpty {
            tell(
                at: section.path, "this filter has no condition and would take all mail",
                remedy: "Add from, to, subject or list.")
        }
        let filing = Filing(
            mailbox: readTarget(section), labels: readLabels(section),
            isSeen: section.flag("seen") ?? false)
        if filing.isEmpty, !["move", "label", "seen"].contains(where: raw.has) {
            tell(
                at: section.path, "this filter does nothing",
                remedy: "Add move = \"MAILBOX\", label = [\"WORD\"] or seen = true.")
        }
        return FilterRule(
            conditions: conditions, filing: filing, isLast: section.flag("stop"))
    }

    private mutating func readPatterns(_ key: String, _ section: Section) -> [FilterPattern] {
        let texts = section.texts(key) ?? []
        if section.has(key), texts.isEmpty || texts.contains("") {
            tell(
                key, in: section, "\(key) is empty and can never hold",
                remedy: "Write what must be there; \"*\" stands for any text.")
        }
        if texts.count > Limits.filterTexts
            || texts.contains(where: { $0.utf8.count > Limits.filterOctets })
        {
            tell(
                key, in: section,
                "\(key) has more than \(Limits.filterTexts) texts, or one of more than "
                    + "\(Limits.filterOctets) octets")
            return []
        }
        return texts.map { FilterPattern($0) }
    }

    private mutating func readTarget(_ section: Section) -> MailboxPath? {
        guard let name = section.text("move") else { return nil }
        do throws(MailboxPathFault) {
            return try MailboxPath(name)
        } catch {
            tell(
                "move", in: section, "move names no mailbox: \(error.sentence.lowercasedFirst)",
                remedy: "Write, for example: move = \"Lists/Dev\"")
            return nil
        }
    }

    private mutating func readLabels(_ section: Section) -> [Keyword] {
        (section.texts("label") ?? []).compactMap { name in
            if let keyword = Keyword(name), Flags(name: name) == nil { return keyword }
            tell(
                "label", in: section, "\"\(name)\" cannot be a label",
                remedy: "A label is one word of ASCII letters, digits and most signs.")
            return nil
        }
    }

    /// Reads `empty_trash_after` and `empty_junk_after`.
    mutating func readRetention(
        _ key: String, _ section: Section, _ kind: AccountKind?
    ) -> Duration? {
        guard let text = section.text(key) else { return nil }
        if kind == .imap {
            tell(
                at: section.path + [key], "\(key) has no effect with IMAP",
                remedy: "The server decides how long mail stays there.", as: .warning)
        }
        guard let time = RelativeTime(text), time.seconds >= Limits.shortestRetention else {
            tell(
                key, in: section, "\(key) cannot be \"\(text)\"",
                remedy: "Write at least a day, such as \"30d\" or \"4w\"; without it mail stays.")
            return nil
        }
        return kind == .imap ? nil : .seconds(time.seconds)
    }
}

extension String {
    /// A sentence as the second half of another one.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
