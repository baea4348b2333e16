import Glibc
import MIME
import Mail

/// What a path on the command line holds, found out by looking.
enum ImportPath {
    /// The messages behind a path.
    ///
    /// A folder with `cur` and `new` is a Maildir; in another one the files that end with `.eml`
    /// are taken. A file that ends so is one message, whatever is in it. Another file is an mbox
    /// file if it begins as one, or a message if it begins with a header field.
    static func source(_ path: TypedPath) throws(Problem) -> any MailSource {
        if path.isFolder { return try folder(path.text) }
        let file = try MailFile(path.text)
        if EMLSource.isName(path.text) { return EMLSource(file) }
        var reader = try MboxReader(file)
        if try reader.isMbox() { return try MboxSource(file) }
        guard try HeaderField.begins(file) else {
            throw Problem(
                .unreadableInput, headline: "\(path.text) is no mail",
                detail: "line 1 is neither a From line of an mbox file nor a header field")
        }
        return EMLSource(file)
    }

    private static func folder(_ path: String) throws(Problem) -> any MailSource {
        if MaildirSource.isOne(path) { return try MaildirSource(path) }
        let names = try FolderReader(path)
        var isEmpty = true
        while let name = names.next() {
            isEmpty = false
            if EMLSource.isName(name) { return try EMLSource(folder: path) }
        }
        if isEmpty { return try EMLSource(folder: path) }
        throw Problem(
            .unreadableInput, headline: "\(path) is no mail",
            detail: "it is no Maildir and holds no .eml files",
            remedy: "Name the mbox files or the folders in it.")
    }
}

extension HeaderField {
    /// Whether a file begins with the name of a field and a colon (RFC 5322 §2.2).
    fileprivate static func begins(_ file: MailFile) throws(Problem) -> Bool {
        let start = try file.octets(from: 0).prefix(1_000)
        let name = start.prefix { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        let rest = start[name.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
        return !name.isEmpty && rest.first == UInt8(ascii: ":")
    }
}

/// Whether anything has that name.
func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
}
