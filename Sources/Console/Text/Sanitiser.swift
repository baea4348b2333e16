/// Makes any text harmless to show on one line.
///
/// | found | shown |
/// | --- | --- |
/// | C0 controls, DEL | their pictures (U+2400…, U+2421); TAB as a blank |
/// | C1 controls, bidi controls, private use, noncharacters | � |
/// | line and paragraph separators | ␤ |
/// | zero-width, tag and other invisible characters | one · for a run of them |
/// | more than eight marks on a base | the first eight, then · |
/// | a mark with no base | ◌ with the mark |
/// | an emoji sequence of more than eight scalars | its base |
///
/// Joiners stay between letters of the scripts that are written with them, and a variation selector
/// stays behind a base that may have one. Sanitising sanitised text changes nothing.
struct Sanitiser {
    private var output = String.UnicodeScalarView()
    private var endsInHiddenMark = false

    static func sanitise(_ text: String) -> String {
        var sanitiser = Sanitiser()
        var start = text.startIndex
        while start < text.endIndex {
            let end = text.index(after: start)
            sanitiser.add(text.unicodeScalars[start..<end])
            start = end
        }
        return String(sanitiser.output)
    }

    private mutating func add(_ character: Substring.UnicodeScalarView) {
        if EmojiSequence.matches(character) {
            let isShort = character.count <= Limits.scalarsInCluster
            // One by one: appending a collection may copy all that is there already.
            for scalar in isShort ? character : character.prefix(1) { output.append(scalar) }
            endsInHiddenMark = false
        } else {
            addBasesWithMarks(character)
        }
    }

    private mutating func addBasesWithMarks(_ character: Substring.UnicodeScalarView) {
        var base: Unicode.Scalar?
        var marks = 0
        var hides = false
        for scalar in character {
            switch ScalarRole(of: scalar) {
            case .base:
                append(scalar)
                (base, marks) = (scalar, 0)
            case .standIn(let picture):
                append(picture)
                (base, marks) = (nil, 0)
            case .mark where marks < Limits.marksInCell:
                if base == nil {
                    append(Self.dottedCircle)
                    base = Self.dottedCircle
                }
                append(scalar)
                marks += 1
            case .joiner where base?.isWrittenWithJoiners == true && marks < Limits.marksInCell,
                .variation where base?.isASCII == false && marks == 0:
                append(scalar)
                marks += 1
            case .mark, .joiner, .variation, .hidden:
                hides = true
            }
        }
        if hides && !endsInHiddenMark {
            append(Self.hiddenMark)
            endsInHiddenMark = true
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        output.append(scalar)
        endsInHiddenMark = false
    }

    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"
    private static let hiddenMark: Unicode.Scalar = "\u{B7}"
}

/// What the sanitiser does with a scalar.
enum ScalarRole {
    /// Takes cells of its own.
    case base
    /// Combines with the base before it.
    case mark
    /// ZWJ and ZWNJ: part of the spelling in some scripts, invisible tricks in others.
    case joiner
    case variation
    /// Invisible, so it could tell apart what looks the same, or carry what nobody sees.
    case hidden
    /// Would move the cursor, reorder the line or show nothing sensible.
    case standIn(Unicode.Scalar)

    init(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x4E00...0x9FFF: self = .base
        case 0x09: self = .standIn(" ")
        case 0..<0x20: self = .standIn(Unicode.Scalar(0x2400 + scalar.value) ?? Self.replacement)
        case 0x7F: self = .standIn("\u{2421}")
        case 0x2028, 0x2029: self = .standIn("\u{2424}")
        case 0x200C, 0x200D: self = .joiner
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            self = .standIn(Self.replacement)
        default: self.init(byProperties: scalar)
        }
    }

    private init(byProperties scalar: Unicode.Scalar) {
        let properties = scalar.properties
        if properties.isVariationSelector {
            self = .variation
        } else if properties.isNoncharacterCodePoint {
            self = .standIn(Self.replacement)
        } else if properties.isDefaultIgnorableCodePoint {
            self = .hidden
        } else if properties.generalCategory == .control
            || properties.generalCategory == .privateUse
        {
            self = .standIn(Self.replacement)
        } else if CellWidth.of(scalar) > 0 {
            self = .base
        } else if properties.isGraphemeExtend {
            self = .mark
        } else {
            // Format characters that only other programs read, and Hangul vowels without a consonant.
            self = .standIn(Self.replacement)
        }
    }

    private static let replacement: Unicode.Scalar = "\u{FFFD}"
}

extension Unicode.Scalar {
    /// Arabic, the Indic scripts and their neighbours: joiners there choose between forms of letters.
    fileprivate var isWrittenWithJoiners: Bool {
        (0x0600...0x109F).contains(value) || (0x1780...0x18AF).contains(value)
            || (0xA800...0xABFF).contains(value) || (0xFB50...0xFDFF).contains(value)
            || (0xFE70...0xFEFE).contains(value) || (0x11000...0x11FFF).contains(value)
    }
}
