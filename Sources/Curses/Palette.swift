import Console

/// Maps the colours of a style to what a terminal with so many colours can show.
struct Palette {
    /// 0 for none, 8, 16, 88 or 256, or the 2²⁴ of a terminal with direct colours.
    let colors: Int

    /// Numbers as curses takes them, -1 for the terminal's own colours.
    struct Choice: Hashable {
        var foreground: Int32
        var background: Int32
        /// Bright colours on a terminal with eight of them are bold ones.
        var isBold = false
    }

    func choice(for style: Style) -> Choice {
        guard colors > 0 else { return Choice(foreground: -1, background: -1) }
        let foreground = number(of: style.foreground)
        let background = number(of: style.background)
        guard colors < 16 else { return Choice(foreground: foreground, background: background) }
        return Choice(
            foreground: foreground < 8 ? foreground : foreground - 8,
            background: background < 8 ? background : background - 8,
            isBold: foreground >= 8)
    }

    private func number(of color: Color) -> Int32 {
        switch color {
        case .normal: -1
        case .indexed(let index): number(ofIndex: Int(index))
        case .rgb(let red, let green, let blue):
            number(of: RGB(red: Int(red), green: Int(green), blue: Int(blue)))
        }
    }

    private func number(ofIndex index: Int) -> Int32 {
        if index < 8 || index < 16 && colors <= 256 { return Int32(index) }
        return colors == 256 ? Int32(index) : number(of: RGB(index: index))
    }

    private func number(of color: RGB) -> Int32 {
        if colors > 256 {
            // A terminal with direct colours takes the numbers below 8 for the ANSI colours.
            return color.packed < 8 ? 0 : Int32(color.packed)
        }
        let candidates = colors == 256 ? 16..<256 : 0..<16
        return Int32(
            candidates.min { color.distance(toIndex: $0) < color.distance(toIndex: $1) } ?? 0)
    }
}

/// A colour by its parts, each 0–255.
private struct RGB {
    var red: Int
    var green: Int
    var blue: Int

    var packed: Int { red << 16 | green << 8 | blue }

    func distance(toIndex index: Int) -> Int {
        let other = RGB(index: index)
        let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
        return red * red + green * green + blue * blue
    }
}

extension RGB {
    /// The usual palette of 256: 16 ANSI colours, a cube of 6×6×6, 24 greys.
    init(index: Int) {
        switch index {
        case ..<16:
            self = Self.ansi[max(0, index)]
        case ..<232:
            let place = index - 16
            self.init(
                red: Self.levels[place / 36], green: Self.levels[place / 6 % 6],
                blue: Self.levels[place % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            self.init(red: grey, green: grey, blue: grey)
        }
    }

    private static let levels = [0, 95, 135, 175, 215, 255]

    private static let ansi: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0),
        RGB(red: 0, green: 205, blue: 0), RGB(red: 205, green: 205, blue: 0),
        RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
        RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0),
        RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
        RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
        RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
    ]
}
