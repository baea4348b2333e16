import MIME
import Mail
import Storage

/// One Maildir: each message a file in `cur`, flags in its name.
final class MaildirExport: MailboxExport {
    private let folder: ExportFolder
    private let parts: ExportFolder
    private var letters = KeywordLetters()
    /// Keywords that no letter was left for.
    private(set) var lostKeywords: Set<Keyword> = []

    init(_ folder: ExportFolder) throws(Problem) {
        self.folder = folder
        _ = try folder.folder("new")
        parts = try folder.folder("tmp", final: try folder.folder("cur"))
    }

    var settled: Int { parts.settled }

    func write(_ mail: LeavingMail, _ octets: LeavingOctets) async throws(Problem) -> Int {
        let file = try parts.begin()
        let length = try await octets.forEachPiece { piece throws(Problem) in try file.write(piece)
        }
        for keyword in mail.keywords where !letters.add(keyword) { lostKeywords.insert(keyword) }
        let name =
            "\(mail.received.seconds).\(mail.id).martlet" + MaildirInfo.text(mail.status, letters)
        try file.keep(as: name, modified: mail.received)
        return length
    }

    func finish() throws(Problem) {
        try parts.settle()
        guard !letters.isEmpty else { return }
        let file = try folder.begin()
        try file.write(letters.text.utf8)
        try file.keep(as: KeywordLetters.fileName)
        try folder.settle()
    }
}
