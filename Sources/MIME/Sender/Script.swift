/// The writing system of a letter, as far as telling look-alikes apart needs it.
enum Script: Hashable {
    case latin, cyrillic, greek, armenian, hebrew, arabic, eastAsian
    /// Any other, by the block of 128 characters it stands in.
    case other(UInt32)
    /// Letters that no domain of any language has: full width, phonetic, mathematical.
    case decorative
    /// Digits, hyphens, marks: of every script.
    case common

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        guard value >= 0x80 else {
            self = UInt8(value).isLetter ? .latin : .common
            return
        }
        if let range = Script.ranges.first(where: { $0.range.contains(value) }) {
            self = range.script
        } else if scalar.properties.isAlphabetic {
            self = .other(value / 0x80)
        } else {
            self = Script.isMark(scalar) ? .common : .decorative
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: true
        // The middle dots of Catalan and Katakana, the joiners of Persian and the Indic scripts.
        default: [0xB7, 0x30FB, 0x200C, 0x200D].contains(scalar.value)
        }
    }

    private static let ranges: [(range: ClosedRange<UInt32>, script: Script)] = [
        // Fillers that show nothing.
        (0x115F...0x1160, .decorative), (0x3164...0x3164, .decorative),
        (0xAA...0xBA, .decorative), (0xC0...0x24F, .latin), (0x250...0x2FF, .decorative),
        (0x370...0x3FF, .greek), (0x400...0x52F, .cyrillic), (0x530...0x58F, .armenian),
        (0x590...0x5FF, .hebrew), (0x600...0x77F, .arabic), (0x8A0...0x8FF, .arabic),
        // The Indic scripts, each in one block of 128.
        (0x1100...0x11FF, .eastAsian), (0x1C80...0x1C8F, .cyrillic),
        (0x1D00...0x1DBF, .decorative), (0x1E00...0x1EFF, .latin), (0x1F00...0x1FFF, .greek),
        (0x2000...0x200B, .decorative), (0x200E...0x2BFF, .decorative),
        (0x2C60...0x2C7F, .decorative), (0x2DE0...0x2DFF, .cyrillic),
        (0x2E80...0x30FA, .eastAsian), (0x30FC...0x9FFF, .eastAsian),
        (0xA640...0xA69F, .cyrillic), (0xA720...0xA7FF, .decorative),
        (0xAB30...0xAB6F, .decorative), (0xAC00...0xD7FF, .eastAsian),
        (0xF900...0xFAFF, .eastAsian), (0xFB00...0xFB06, .decorative),
        (0xFE00...0xFEFF, .decorative), (0xFF00...0xFFEF, .decorative),
        (0x1_D400...0x1_D7FF, .decorative), (0x1_F100...0x1_F9FF, .decorative),
        (0x2_0000...0x3_FFFF, .eastAsian),
    ]

    /// Letters of other scripts that stand for a Latin one in most typefaces.
    static let latinLookalikes = Set(
        "асԁеһіјӏорԛѕԝхуьѵԍгпАВЕКМНОРСТУХІЈЅαικνορτυχγωѡոսցօհզ".unicodeScalars)
}
