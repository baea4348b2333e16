extension SettingsReader {
    /// Reads `[general]`.
    mutating func readGeneral(
        _ entries: [String: TOMLNode], accountNames: [String]
    ) -> GeneralSettings {
        let section = open(
            Section(path: ["general"], entries: entries, known: KnownKey.general))
        var general = GeneralSettings()
        if let word = section.text("start") {
            general.start = readStart(word, section, accountNames)
        }
        if let name = section.text("keys") {
            general.keys = builtIn(name, "keys", section, GeneralSettings.keySets)
        }
        if let name = section.text("theme") {
            general.theme = builtIn(name, "theme", section, GeneralSettings.themes)
        }
        if general.keys != GeneralSettings.keySets[0] {
            tell(
                "keys", in: section, "keys = \"\(general.keys)\" is not built yet",
                remedy: "The keys of \"\(GeneralSettings.keySets[0])\" are used.", as: .warning)
        }
        general.editor = section.text("editor") ?? ""
        if !general.editor.isEmpty {
            tell(
                "editor", in: section, "editor has no effect yet: mail cannot be written yet",
                remedy: "", as: .warning)
        }
        general.mouse = section.flag("mouse") ?? false
        general.clipboard = section.flag("clipboard") ?? false
        if section.number("cache_limit") == 0 { general.cacheLimit = 0 }
        if let text = section.text("cache_limit") {
            if let octets = ByteCount.octets(text) {
                general.cacheLimit = octets
            } else {
                tell(
                    "cache_limit", in: section, "cache_limit is no size: \"\(text)\"",
                    remedy: "Write a number and MB, GB or TB, such as \"2 GB\"; 0 keeps all.")
            }
        }
        return general
    }

    private mutating func readStart(
        _ word: String, _ section: Section, _ accountNames: [String]
    ) -> GeneralSettings.Start {
        switch word {
        case "unified": return .unified
        case "last": return .last
        default:
            if !accountNames.contains(word) {
                let near = NearestName.of(word, among: ["unified", "last"] + accountNames)
                tell(
                    "start", in: section, "start names no account: \"\(word)\"",
                    remedy: near.map { "Did you mean \"\($0)\"?" }
                        ?? "Write \"unified\", \"last\" or the name of an account.")
            }
            return .account(word)
        }
    }

    /// A built-in name as it is; another one is told, and the default stands in for it.
    private mutating func builtIn(
        _ name: String, _ key: String, _ section: Section, _ names: [String]
    ) -> String {
        if names.contains(name) { return name }
        let near = NearestName.of(name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
        tell(
            key, in: section, "\(key) = \"\(name)\" is not built in; \(names[0]) is used",
            remedy: near + "Built in are: \(names.joined(separator: ", ")).", as: .warning)
        return names[0]
    }
}
