import CNcurses
import Console

/// The pairs of colours in use: curses wants a number for each, and few are ever needed.
struct ColorPairs {
    private let palette: Palette
    private let limit: Int
    private var numbers: [Palette.Choice: Int32] = [:]

    /// Asks the terminal for its colours, unless the person wants none.
    init(wanted: Bool) {
        palette = Palette(colors: wanted ? Int(cn_start_colors()) : 0)
        limit = wanted ? Int(cn_pairs()) : 0
    }

    /// The pair of a style and the attributes that go with it.
    ///
    /// When the terminal can have no more pairs, the style is shown in the terminal's own colours.
    mutating func pair(for style: Style) -> (pair: Int32, attributes: UInt32) {
        var choice = palette.choice(for: style)
        let attributes = UInt32(style.attributes.rawValue) | (choice.isBold ? UInt32(CN_BOLD) : 0)
        choice.isBold = false
        guard choice.foreground >= 0 || choice.background >= 0 else { return (0, attributes) }
        if let known = numbers[choice] { return (known, attributes) }
        let next = Int32(numbers.count + 1)
        guard next < limit, cn_define_pair(next, choice.foreground, choice.background) != 0 else {
            return (0, attributes)
        }
        numbers[choice] = next
        return (next, attributes)
    }
}
