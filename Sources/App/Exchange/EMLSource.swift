import MIME
import Mail

/// Files of one message each: one that was named, or all that end with `.eml` in a folder.
struct EMLSource: MailSource {
    private var folder: FolderReader?
    private var file: MailFile?
    private var statuses: [String: MailStatus] = [:]

    init(_ file: MailFile) {
        self.file = file
    }

    init(folder path: String) throws(Problem) {
        folder = try FolderReader(path)
        statuses = FlagFile.statuses(try FlagFile.text(at: "\(path)/\(FlagFile.name)") ?? "")
    }

    static func isName(_ name: String) -> Bool { name.lowercased().hasSuffix(".eml") }

    var octets: Int? { file?.count }

    mutating func next() throws(Problem) -> FoundMail? {
        if let file {
            self.file = nil
            return found(file, MailStatus())
        }
        while let folder, let name = folder.next() {
            guard EMLSource.isName(name), !name.hasPrefix(".") else { continue }
            let file = try MailFile("\(folder.path)/\(name)")
            return found(file, statuses[name] ?? MailStatus())
        }
        return nil
    }

    private func found(_ file: MailFile, _ status: MailStatus) -> FoundMail {
        FoundMail(
            file: file, range: 0..<file.count, status: status, received: file.modified,
            place: file.path)
    }
}
