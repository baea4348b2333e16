@_spi(_Unicode) import Swift

/// What becomes of a proposed name before anyone looks at its length.
///
/// All of it is about scalars: a mark or a joiner after a slash makes another `Character` of it,
/// and is the same slash to the disk. The normal form (NFC) is the standard library's own, which
/// Foundation uses as well; importing Foundation for it would cost start-up time.
extension SafeFileName {
    /// The last path component with nothing in it that hides, misleads or is taken for a command;
    /// may be empty.
    static func cleaned(_ proposed: String) -> String {
        let components = proposed.unicodeScalars.split(whereSeparator: \.isSlash)
        guard let component = components.last else { return "" }
        let composed = String(thinned(component.lazy.filter { !$0.isInvisible }))._nfc
        return trimmed(thinned(composed.map { $0.isBlank ? " " : $0.isAwkward ? "_" : $0 }))
    }

    /// Without what no name can begin with, and without dots and blanks at its end.
    static func trimmed(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> String {
        let name = scalars.drop { $0.isUnfitToBegin }
        guard let last = name.lastIndex(where: { $0 != "." && $0 != " " }) else { return "" }
        return String(String.UnicodeScalarView(name[...last]))
    }

    /// Without a blank after a blank, which pushes the extension out of sight, and without more
    /// combining marks than writing needs.
    private static func thinned(
        _ scalars: some Sequence<Unicode.Scalar>
    ) -> String.UnicodeScalarView {
        var kept = String.UnicodeScalarView()
        var marks = 0
        for scalar in scalars {
            marks = scalar.isMark ? marks + 1 : 0
            guard marks <= Limits.marksInARow, scalar != " " || kept.last != " " else { continue }
            kept.append(scalar)
        }
        return kept
    }
}

extension Unicode.Scalar {
    /// A separator of this or another system, or what looks like one.
    fileprivate var isSlash: Bool {
        switch self {
        case "/", "\\", "\u{2044}", "\u{2215}", "\u{2216}", "\u{2571}", "\u{2572}", "\u{27CB}",
            "\u{27CD}", "\u{29F5}", "\u{29F8}", "\u{29F9}", "\u{FE68}", "\u{FF0F}", "\u{FF3C}":
            true
        default: false
        }
    }

    /// Controls, bidirectional and other format characters, and what no font has.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            true
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// Every kind of blank, and the Braille cell without dots.
    fileprivate var isBlank: Bool {
        properties.generalCategory == .spaceSeparator || self == "\u{2800}"
    }

    /// What a shell, another system or a careless script would trip over.
    fileprivate var isAwkward: Bool {
        ":*?\"<>|;&$`'!%".unicodeScalars.contains(self)
    }

    /// A dot hides a file, a dash makes an option of it, a tilde a home folder.
    fileprivate var isUnfitToBegin: Bool {
        ".-~ ".unicodeScalars.contains(self) || isMark
    }

    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }
}
