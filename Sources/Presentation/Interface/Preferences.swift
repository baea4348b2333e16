import Mail

/// What the person chose and the machine knows, fixed until the settings are read again.
public struct Preferences: Equatable, Sendable {
    public var theme: Theme
    public var keys: KeyMap
    public var zone: LocalZone
    public var order: ListOrder
    /// Names of character sets that a message's text can be read as, the likeliest first.
    public var charsets: [String]

    public init(
        theme: Theme = .defaultDark, keys: KeyMap = .mutt, zone: LocalZone = .utc,
        order: ListOrder = .newestFirst, charsets: [String] = []
    ) {
        self.theme = theme
        self.keys = keys
        self.zone = zone
        self.order = order
        self.charsets = charsets
    }
}
