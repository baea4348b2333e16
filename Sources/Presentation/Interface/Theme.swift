import Console

/// The style of each thing on the screen.
public struct Theme: Hashable, Sendable {
    public var title = Style.plain
    public var border = Style.plain
    public var status = Style.plain
    public var problem = Style.plain
    public var text = Style.plain
    public var unread = Style.plain
    public var flagged = Style.plain
    /// Marked as deleted by another program, or not usable now.
    public var dimmed = Style.plain
    /// Laid over the style of what is selected.
    public var selection = Style.plain
    public var account = Style.plain
    public var header = Style.plain
    /// By depth of quotation, the last one for all that is deeper.
    public var quotes: [Style] = [.plain]
    public var signature = Style.plain
    public var note = Style.plain
    /// Over what deserves suspicion; nothing in a mail is ever drawn so.
    public var alarm = Style.plain
    public var link = Style.plain
    public var code = Style.plain
    /// Words that are ours and not the mail's, and words in the place of pictures.
    public var added = Style.plain
    /// Lines of a patch.
    public var patchAdded = Style.plain
    public var patchRemoved = Style.plain
    public var hunk = Style.plain

    private init() {}

    /// Light on dark, in the sixteen colours every terminal has.
    public static let defaultDark: Theme = {
        var theme = Theme()
        theme.title = Style(.indexed(15), on: .indexed(4), .bold)
        theme.border = Style(.indexed(8))
        theme.status = Style(.indexed(7))
        theme.problem = Style(.indexed(9), .bold)
        theme.unread = Style(.normal, .bold)
        theme.flagged = Style(.indexed(11))
        theme.dimmed = Style(.indexed(8))
        theme.selection = Style(.normal, .reverse)
        theme.account = Style(.indexed(14), .bold)
        theme.header = Style(.indexed(6))
        theme.quotes = [Style(.indexed(2)), Style(.indexed(3)), Style(.indexed(5))]
        theme.signature = Style(.indexed(8))
        theme.note = Style(.indexed(3), .italic)
        theme.alarm = Style(.indexed(15), on: .indexed(1), .bold)
        theme.link = Style(.indexed(12))
        theme.code = Style(.indexed(14))
        theme.added = Style(.indexed(8))
        theme.patchAdded = Style(.indexed(2))
        theme.patchRemoved = Style(.indexed(1))
        theme.hunk = Style(.indexed(6))
        return theme
    }()

    /// Dark on light.
    public static let defaultLight: Theme = {
        var theme = defaultDark
        theme.title = Style(.indexed(0), on: .indexed(14))
        theme.border = Style(.indexed(7))
        theme.status = Style(.normal)
        theme.problem = Style(.indexed(1), .bold)
        theme.flagged = Style(.indexed(3))
        theme.account = Style(.indexed(4), .bold)
        theme.header = Style(.indexed(4))
        theme.quotes = [Style(.indexed(2)), Style(.indexed(5)), Style(.indexed(6))]
        theme.note = Style(.indexed(1), .italic)
        theme.link = Style(.indexed(4))
        theme.code = Style(.indexed(6))
        theme.added = Style(.indexed(7))
        return theme
    }()

    /// No colour at all: for NO_COLOR and terminals without.
    public static let mono: Theme = {
        var theme = Theme()
        theme.title = Style(.normal, .reverse)
        theme.problem = Style(.normal, .bold)
        theme.alarm = Style(.normal, [.reverse, .bold])
        theme.unread = Style(.normal, .bold)
        theme.flagged = Style(.normal, .bold)
        theme.dimmed = Style(.normal, .dim)
        theme.selection = Style(.normal, .reverse)
        theme.account = Style(.normal, .bold)
        theme.header = Style(.normal, .bold)
        theme.signature = Style(.normal, .dim)
        theme.note = Style(.normal, .underline)
        theme.added = Style(.normal, .dim)
        theme.patchAdded = Style(.normal, .bold)
        theme.patchRemoved = Style(.normal, .dim)
        return theme
    }()

    /// A built-in theme by its name in the settings; nil when there is none of that name.
    public init?(named name: String) {
        switch name {
        case "default-dark": self = .defaultDark
        case "default-light": self = .defaultLight
        case "mono": self = .mono
        default: return nil
        }
    }

    func quote(depth: Int) -> Style {
        quotes.isEmpty ? text : quotes[min(max(depth, 1), quotes.count) - 1]
    }

    /// The style of a thing while it is the selected one.
    func selected(_ style: Style) -> Style {
        var result = style
        result.attributes.formUnion(selection.attributes)
        if selection.foreground != .normal { result.foreground = selection.foreground }
        if selection.background != .normal { result.background = selection.background }
        return result
    }
}

extension Style {
    fileprivate init(
        _ foreground: Color, on background: Color = .normal, _ attributes: Attributes = []
    ) {
        self = .plain
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
