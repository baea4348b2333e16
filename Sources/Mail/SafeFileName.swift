/// A name that a mail proposed for a file, made safe to use as one path component.
///
/// The only door from mail to the disk: whatever saves takes this type and not a `String`.
public struct SafeFileName: Hashable, Sendable {
    public let text: String

    /// Longest name in octets; longer ones lose the middle of their stem, never the extension.
    public static let lengthLimit = 200

    /// Keeps what a person recognises of the proposal, and never fails.
    ///
    /// `fallback` is used when nothing is left.
    public init(_ proposed: String, fallback: String = "attachment") {
        let component =
            proposed.split(whereSeparator: SafeFileName.slashes.contains).last.map(String.init)
            ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in component.unicodeScalars where !SafeFileName.isForbidden(scalar) {
            scalars.append(SafeFileName.isAwkward(scalar) ? "_" : scalar)
        }
        var name = String(scalars)
        while let first = name.first, first == "." || first == "-" || first.isWhitespace {
            name.removeFirst()
        }
        while let last = name.last, last == "." || last.isWhitespace {
            name.removeLast()
        }
        text = SafeFileName.shortened(name.isEmpty ? fallback : name)
    }

    /// The same name with a number before its extension, for when the first is taken.
    public func numbered(_ number: Int) -> SafeFileName {
        let (stem, ending) = SafeFileName.split(text)
        return SafeFileName("\(stem)-\(number)\(ending)")
    }

    /// Separators of this and other systems, and their look-alikes.
    private static let slashes: Set<Character> = [
        "/", "\\", "\u{2215}", "\u{2044}", "\u{29F8}", "\u{FF0F}",
    ]

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            true
        default:
            scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Characters a shell, another system or a careless script would trip over.
    private static func isAwkward(_ scalar: Unicode.Scalar) -> Bool {
        ":*?\"<>|;&$`'!\n\t".unicodeScalars.contains(scalar)
    }

    private static func split(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
            name[dot...].utf8.count <= 20
        else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > lengthLimit else { return name }
        var (stem, ending) = split(name)
        while stem.utf8.count + ending.utf8.count > lengthLimit, !stem.isEmpty {
            stem.removeLast()
        }
        return stem + ending
    }
}
