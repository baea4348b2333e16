import Glibc
import MIME
import Mail

/// Copies of parts that another program shows, in private folders that go when we do.
///
/// A folder of this process in a private folder of this person; each copy lies in a folder of its
/// own, so that it can keep its name. What an earlier process left is removed when the next starts.
struct OpenedParts: Sendable {
    /// The folder all our processes share.
    let base: String

    init(_ paths: Paths) {
        base = paths.openedParts
    }

    private var own: String { "\(base)/\(getpid())" }

    /// Writes the decoded part; answers its path.
    func write(_ part: Part, of message: ParsedMessage) throws(Problem) -> String {
        mkdir(parent, 0o700)
        _ = try Folder(ownPath: base)
        _ = try Folder(ownPath: own)
        let folder = try Folder(ownPath: "\(own)/\(nextNumber())")
        let file = try folder.create(OpenedParts.name(of: part, in: message))
        try message.forEachDecodedPiece(of: part) { piece throws(Problem) in
            try file.write(piece)
        }
        return try file.finish()
    }

    /// Removes what this process wrote.
    func remove() {
        TemporaryFolder.remove(own)
    }

    /// Removes what processes wrote that are no more.
    func removeLeftovers() {
        guard let folder = opendir(base) else { return }
        defer { closedir(folder) }
        var gone: [String] = []
        while let entry = readdir(folder) {
            guard let process = pid_t(TemporaryFolder.name(of: entry)), process > 0 else {
                continue
            }
            if kill(process, 0) != 0, errno == ESRCH { gone.append("\(base)/\(process)") }
        }
        for path in gone { TemporaryFolder.remove(path) }
    }

    private var parent: String {
        String(base[..<(base.lastIndex(of: "/") ?? base.startIndex)])
    }

    private func nextNumber() -> Int {
        var number = 1
        while access("\(own)/\(number)", F_OK) == 0 { number += 1 }
        return number
    }

    /// The part's own name; with the usual extension of its type where it has none.
    static func name(of part: Part, in message: ParsedMessage) -> SafeFileName {
        let name = SafeFileName(message.name(of: part), fallback: "part \(part.number)")
        guard !name.text.contains("."), let usual = FileExtension.usual(for: part.mediaType)
        else { return name }
        return SafeFileName("\(name.text).\(usual)")
    }
}

/// What the ends of file names say.
enum FileExtension {
    /// The extension programs expect for a media type.
    static func usual(for mediaType: String) -> String? { usualByType[mediaType] }

    private static let usualByType = [
        "application/json": "json", "application/msword": "doc", "application/pdf": "pdf",
        "application/rtf": "rtf", "application/vnd.oasis.opendocument.presentation": "odp",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
        "application/vnd.oasis.opendocument.text": "odt", "application/xml": "xml",
        "application/zip": "zip", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav",
        "image/avif": "avif", "image/bmp": "bmp", "image/gif": "gif", "image/heic": "heic",
        "image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg", "image/tiff": "tiff",
        "image/webp": "webp", "message/rfc822": "eml", "text/calendar": "ics",
        "text/csv": "csv", "text/html": "html", "text/markdown": "md", "text/plain": "txt",
        "text/vcard": "vcf", "text/x-diff": "diff", "text/x-patch": "patch",
        "video/mp4": "mp4", "video/webm": "webm",
    ]
}
