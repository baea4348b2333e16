import Glibc

/// A path that a person typed, and never one that a mail proposed.
///
/// It may lead anywhere the person may write. What a mail says of a file's name is a
/// ``Mail/SafeFileName`` and goes into a ``Folder``; the two types cannot be mistaken.
struct TypedPath: Hashable, Sendable {
    /// With the home folder in the place of `~`.
    let text: String

    init(typed: String, home: String) {
        if typed == "~" {
            text = home
        } else {
            text = typed.hasPrefix("~/") ? home + typed.dropFirst() : typed
        }
    }

    var isFolder: Bool {
        var facts = stat()
        return stat(text, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// The folder the path leads into, and the name it has there; nil where it names no file.
    var place: (folder: TypedPath, name: String)? {
        guard !text.utf8.contains(0) else { return nil }
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return text.isEmpty ? nil : (TypedPath(typed: ".", home: ""), text)
        }
        let name = String(text[text.index(after: slash)...])
        guard !name.isEmpty, name != ".", name != ".." else { return nil }
        let folder = slash == text.startIndex ? "/" : String(text[..<slash])
        return (TypedPath(typed: folder, home: ""), name)
    }
}
