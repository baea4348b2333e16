import MIME
import Mail

/// The file beside `.eml` files that says which flags and keywords they have.
///
/// A line for each message that has any: the file's name, flags, keywords, with tabs between them
/// and blanks between words, such as `0012-Re budget.eml`, `seen flagged`, `work`.
enum FlagFile {
    static let name = "flags.tsv"

    static func line(_ file: String, _ status: MailStatus) -> String {
        let keywords = status.keywords.map(\.name).joined(separator: " ")
        return "\(file)\t\(status.flags.names.joined(separator: " "))\t\(keywords)\n"
    }

    /// What a file says; lines and words that mean nothing are passed over.
    static func statuses(_ text: String) -> [String: MailStatus] {
        var statuses: [String: MailStatus] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2 else { continue }
            let flags = columns[1].split(separator: " ").compactMap { Flags(name: String($0)) }
            let words = columns.count > 2 ? columns[2].split(separator: " ") : []
            statuses[String(columns[0])] = MailStatus(
                flags: Flags(flags), keywords: words.compactMap { Keyword(String($0)) })
        }
        return statuses
    }

    /// A file's text; nil where there is no such file.
    static func text(at path: String) throws(Problem) -> String? {
        guard exists(path) else { return nil }
        let file = try MailFile(path)
        guard file.count <= Limits.flagFileOctets else {
            throw MailFile.problem(path, "it is larger than \(Limits.flagFileOctets >> 20) MiB")
        }
        var octets: [UInt8] = []
        while octets.count < file.count { octets += try file.octets(from: octets.count) }
        return String(decoding: octets, as: UTF8.self)
    }
}
