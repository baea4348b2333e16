/// How a cell looks: its two colours and its attributes.
public struct Style: Hashable, Sendable {
    /// The colour of the text.
    public var foreground: Color
    /// The colour behind the text.
    public var background: Color
    /// What else marks the text.
    public var attributes: Attributes

    public init(
        foreground: Color = .normal, background: Color = .normal, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours and no attribute.
    public static let plain = Style()

    /// This style with more attributes, for example those of the selected row.
    public func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }
}

/// A colour as themes name it; the screen maps it to what the terminal can show.
public enum Color: Hashable, Sendable {
    /// What the terminal uses where nothing is said: respects the person's light or dark scheme.
    case normal
    /// 0–7 the ANSI colours, 8–15 their bright forms, 16–255 the usual palette.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
}

/// What a cell's text may be besides coloured.
public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
}
