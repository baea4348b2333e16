import Console
import Mail

/// How characters of a message's line differ from the rest of the line.
///
/// The lower six bits are those of `TextRun.Look`.
struct LineLook: OptionSet {
    let rawValue: UInt8

    static let strong = LineLook(rawValue: TextRun.Look.strong.rawValue)
    static let emphasised = LineLook(rawValue: TextRun.Look.emphasised.rawValue)
    static let struck = LineLook(rawValue: TextRun.Look.struck.rawValue)
    static let code = LineLook(rawValue: TextRun.Look.code.rawValue)
    static let picture = LineLook(rawValue: TextRun.Look.picture.rawValue)
    static let added = LineLook(rawValue: TextRun.Look.added.rawValue)
    static let link = LineLook(rawValue: 64)
    /// What was searched for.
    static let match = LineLook(rawValue: 128)

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ run: TextRun) {
        self.init(rawValue: run.look.rawValue & 63)
        if run.link != nil { insert(.link) }
    }

    /// The look laid over the style of its line.
    func style(over base: Style, in theme: Theme) -> Style {
        guard !isEmpty else { return base }
        var style = base
        if contains(.code) { style.foreground = theme.code.foreground }
        if contains(.link) { style.foreground = theme.link.foreground }
        if !isDisjoint(with: [.added, .picture]) { style = theme.added }
        if contains(.strong) { style = style.adding(.bold) }
        if contains(.emphasised) { style = style.adding(.italic) }
        if contains(.struck) { style = style.adding(.dim) }
        if contains(.link), !contains(.added) { style = style.adding(.underline) }
        return contains(.match) ? style.adding(.reverse) : style
    }
}

extension TaggedText {
    /// Runs of a message as one line.
    init(_ runs: [TextRun]) {
        self.init(runs.map { ($0.text, LineLook($0).rawValue) })
    }

    init(_ text: String, look: LineLook = []) {
        self.init([(text, look.rawValue)])
    }
}
