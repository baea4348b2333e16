import MIME
import Mail

/// The messages of one Maildir: every file in `new` and `cur`, its octets as they are.
struct MaildirSource: MailSource {
    private var folders: [FolderReader]
    private let letters: KeywordLetters

    init(_ path: String) throws(Problem) {
        folders = []
        for name in ["new", "cur"] where FolderReader.isFolder("\(path)/\(name)") {
            folders.append(try FolderReader("\(path)/\(name)"))
        }
        let text = try FlagFile.text(at: "\(path)/\(KeywordLetters.fileName)") ?? ""
        letters = KeywordLetters(text: text)
    }

    /// Whether the folder is a Maildir.
    static func isOne(_ path: String) -> Bool {
        FolderReader.isFolder("\(path)/cur") && FolderReader.isFolder("\(path)/new")
    }

    /// How many Maildirs lie in this one by the rule of Maildir++: names that begin with a dot.
    static func subfolders(of path: String) throws(Problem) -> Int {
        let folder = try FolderReader(path)
        var count = 0
        while let name = folder.next() {
            if name.hasPrefix("."), isOne("\(path)/\(name)") { count += 1 }
        }
        return count
    }

    var octets: Int? { nil }

    mutating func next() throws(Problem) -> FoundMail? {
        while let folder = folders.first {
            guard let name = folder.next() else {
                folders.removeFirst()
                continue
            }
            let path = "\(folder.path)/\(name)"
            if name.hasPrefix(".") || FolderReader.isFolder(path) { continue }
            let file = try MailFile(path)
            return FoundMail(
                file: file, range: 0..<file.count,
                status: MaildirInfo.status(ofName: name, letters), received: file.modified,
                place: path)
        }
        return nil
    }
}
