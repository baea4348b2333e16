import Mail
import Storage

/// A folder with a file for each message, named by number and subject; flags are in one beside them.
final class EMLExport: MailboxExport {
    private let folder: ExportFolder
    /// Digits of a number, so that names sort as the messages do.
    private let width: Int
    private var number = 0
    private let flags: ExportFile

    init(_ folder: ExportFolder, count: Int) throws(Problem) {
        self.folder = folder
        width = String(count).utf8.count
        flags = try folder.begin()
    }

    var settled: Int { min(folder.settled, number) }

    func write(_ mail: LeavingMail, _ octets: LeavingOctets) async throws(Problem) -> Int {
        let file = try folder.begin()
        let length = try await octets.forEachPiece { piece throws(Problem) in try file.write(piece)
        }
        number += 1
        let name = EMLExport.name(number, width: width, subject: mail.subject)
        if !mail.flags.isEmpty || !mail.keywords.isEmpty {
            try flags.write(FlagFile.line(name, mail.status).utf8)
        }
        try file.keep(as: name, modified: mail.received)
        return length
    }

    func finish() throws(Problem) {
        if flags.length > 0 { try flags.keep(as: FlagFile.name) }
        try folder.settle()
    }

    /// Slashes in a subject part words here, and no folders.
    static func name(_ number: Int, width: Int, subject: String) -> String {
        let digits = String(number)
        let padding = String(repeating: "0", count: max(0, width - digits.utf8.count))
        let words = String(subject.map { $0 == "/" || $0 == "\\" ? "_" : $0 })
        return "\(padding)\(digits)-\(SafeFileName(words, fallback: "message").text).eml"
    }
}
