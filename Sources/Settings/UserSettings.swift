/// What the person set, read whole and never changed; a reload makes a new value.
public struct UserSettings: Hashable, Sendable {
    public var general: GeneralSettings
    public var programs: ProgramSettings
    /// In the file's order.
    public var accounts: [AccountSettings]

    public init(
        general: GeneralSettings = GeneralSettings(), programs: ProgramSettings = ProgramSettings(),
        accounts: [AccountSettings] = []
    ) {
        self.general = general
        self.programs = programs
        self.accounts = accounts
    }

    /// Whether a password stands in the file itself, which then must be private.
    public var holdsPassword: Bool {
        accounts.contains { account in
            if case .literal = account.incoming.credential { true } else { false }
        }
    }
}

/// What is set for all accounts.
public struct GeneralSettings: Hashable, Sendable {
    /// What the screen shows first.
    public enum Start: Hashable, Sendable {
        /// The inboxes of all accounts.
        case unified
        /// Where the last run ended.
        case last
        case account(String)
    }

    public var start: Start
    /// The name of a key set.
    public var keys: String
    public var theme: String
    /// Empty: `$VISUAL`, `$EDITOR`, then the built-in one.
    public var editor: String
    public var mouse: Bool
    /// Whether text may be put into the clipboard through the terminal (OSC 52).
    ///
    /// Off unless the person wants it: what is copied leaves the program, over `ssh` too.
    public var clipboard: Bool
    /// Octets of fetched mail kept in the cache; 0 keeps all.
    public var cacheLimit: Int

    public init(
        start: Start = .unified, keys: String = GeneralSettings.keySets[0],
        theme: String = GeneralSettings.themes[0], editor: String = "", mouse: Bool = false,
        clipboard: Bool = false, cacheLimit: Int = 2_000_000_000
    ) {
        self.start = start
        self.keys = keys
        self.theme = theme
        self.editor = editor
        self.mouse = mouse
        self.clipboard = clipboard
        self.cacheLimit = cacheLimit
    }

    /// The built-in key sets, the default first.
    public static let keySets = ["mutt", "aerc", "pine", "gmail"]
    /// The built-in themes, the default first.
    public static let themes = ["default-dark", "default-light", "mono"]
}
