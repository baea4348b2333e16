extension UserSettings {
    /// Reads a settings file; nothing is thrown, everything wrong is told at once.
    public static func read(octets: [UInt8]) -> SettingsReading {
        if let problem = TextCheck.problem(in: octets) {
            return SettingsReading(settings: nil, problems: [problem])
        }
        return read(String(decoding: octets, as: UTF8.self))
    }

    /// Reads the text of a settings file.
    public static func read(_ text: String) -> SettingsReading {
        if let problem = TextCheck.problem(in: Array(text.utf8)) {
            return SettingsReading(settings: nil, problems: [problem])
        }
        let root: TOMLNode
        do throws(SettingsProblem) {
            root = try TOMLSource.parse(text)
        } catch {
            return SettingsReading(settings: nil, problems: [error])
        }
        var reader = SettingsReader(places: KeyPlaces(text))
        let settings = reader.read(root)
        return SettingsReading(
            settings: reader.hasErrors ? nil : settings, problems: reader.sortedProblems)
    }
}

/// Turns a TOML tree into settings and gathers what is wrong on the way.
struct SettingsReader {
    let places: KeyPlaces
    private(set) var problems: [SettingsProblem] = []

    init(places: KeyPlaces) {
        self.places = places
    }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    var sortedProblems: [SettingsProblem] {
        problems.enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset)
                < ($1.element.line, $1.element.column, $1.offset)
        }.map(\.element)
    }

    mutating func read(_ root: TOMLNode) -> UserSettings {
        let section = open(Section(path: [], entries: root.entries, known: KnownKey.root))
        let accounts = readAccounts(section.entries["accounts"]?.entries ?? [:])
        let general = readGeneral(
            section.entries["general"]?.entries ?? [:],
            accountNames: places.children(of: ["accounts"]))
        let programs = readPrograms(section.entries["programs"]?.entries ?? [:])
        return UserSettings(general: general, programs: programs, accounts: accounts)
    }

    /// Tells a problem at a key's value, or at the table where the key is missing.
    mutating func tell(
        _ key: String, in section: Section, _ message: String, remedy: String = "",
        as severity: SettingsProblem.Severity = .error
    ) {
        let position = places.value(section.path + [key]) ?? places.nearest(section.path)
        tell(at: position, message, remedy: remedy, as: severity)
    }

    /// Tells a problem at the key itself.
    mutating func tell(
        at path: [String], _ message: String, remedy: String = "",
        as severity: SettingsProblem.Severity = .error
    ) {
        tell(at: places.nearest(path), message, remedy: remedy, as: severity)
    }

    private mutating func tell(
        at position: TextPosition?, _ message: String, remedy: String,
        as severity: SettingsProblem.Severity
    ) {
        problems.append(
            SettingsProblem(
                severity, line: position?.line ?? 0, column: position?.column ?? 0,
                message: message, remedy: remedy))
    }
}
