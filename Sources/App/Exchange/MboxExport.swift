import MIME
import Mail
import Storage

/// One mbox file in the form mboxrd, with flags in lines above each message (``MIME/MboxMark``).
final class MboxExport: MailboxExport {
    private let folder: ExportFolder
    private let name: String
    private let file: ExportFile
    private var count = 0
    private(set) var settled = 0

    init(_ folder: ExportFolder, name: String) throws(Problem) {
        self.folder = folder
        self.name = name
        file = try folder.begin()
    }

    func write(_ mail: LeavingMail, _ octets: LeavingOctets) async throws(Problem) -> Int {
        let start = file.length
        do throws(Problem) {
            let length = try await add(mail, octets)
            count += 1
            return length
        } catch {
            try file.cut(to: start)
            throw error
        }
    }

    private func add(_ mail: LeavingMail, _ octets: LeavingOctets) async throws(Problem) -> Int {
        let isUnended = !octets.held.endsWithLineFeed && !octets.held.isEmpty
        try file.write(FromLine(sender: mail.sender, moment: mail.received).octets)
        try file.write(MboxMark(status: mail.status, isUnended: isUnended).octets)
        var quoting = FromQuoting(.quoting)
        let file = file
        let length = try await octets.forEachPiece { piece throws(Problem) in
            try quoting.pass(piece[...]) { octets throws(Problem) in try file.write(octets) }
        }
        try quoting.finish { octets throws(Problem) in try file.write(octets) }
        try file.write(isUnended ? [0x0A, 0x0A] : [0x0A])
        return length
    }

    func finish() throws(Problem) {
        try file.keep(as: name)
        try folder.settle()
        settled = count
    }
}

extension LeavingMail {
    var status: MailStatus { MailStatus(flags: flags, keywords: keywords) }
}
