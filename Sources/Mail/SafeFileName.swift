/// A name that a mail proposed for a file, made safe to use as one path component.
///
/// The only door from mail to the disk: whatever saves takes this type and not a `String`.
public struct SafeFileName: Hashable, Sendable {
    public let text: String

    /// Longest name in octets; longer ones lose the end of their stem, never the extension.
    public static let lengthLimit = Limits.fileNameOctets

    /// Keeps what a person recognises of the proposal, and never fails.
    ///
    /// `fallback`, made safe as well, is used when nothing is left.
    public init(_ proposed: String, fallback: String = "attachment") {
        let names = [proposed, fallback].lazy.map(SafeFileName.cleaned)
        self.init(fitting: names.first { !$0.isEmpty } ?? "attachment", suffix: "")
    }

    /// The same name with a number before its extension, for when the first is taken.
    ///
    /// Different numbers give different names, none of them this one, however long it is.
    public func numbered(_ number: Int) -> SafeFileName {
        let suffix = "-\(number)"
        let name = SafeFileName(fitting: text, suffix: suffix)
        // A name that is cut may have ended in just that number.
        return name == self
            ? SafeFileName(fitting: text, suffix: suffix, limit: SafeFileName.lengthLimit - 1)
            : name
    }

    /// A clean name with `suffix` before its extension; the stem makes room for both.
    private init(fitting name: String, suffix: String, limit: Int = SafeFileName.lengthLimit) {
        let dot = name.unicodeScalars.lastIndex(of: ".") ?? name.endIndex
        let hasExtension = name[dot...].utf8.count <= Limits.extensionOctets
        let stem = hasExtension ? name[..<dot] : name[...]
        let tail = suffix + (hasExtension ? name[dot...] : "")
        let room = limit - tail.utf8.count
        text = (stem.utf8.count <= room ? String(stem) : SafeFileName.cut(stem, to: room)) + tail
    }

    private static func cut(_ stem: Substring, to octets: Int) -> String {
        var length = 0
        return trimmed(
            stem.unicodeScalars.prefix { scalar in
                length += UTF8.width(scalar)
                return length <= octets
            })
    }
}
