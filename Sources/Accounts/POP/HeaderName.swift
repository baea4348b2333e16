import MIME
import Storage

/// The name of a message on a server that has no UIDL: by its header, as TOP gives it, and its size.
enum HeaderName {
    /// 40 hexadecimal digits of the header's hash.
    ///
    /// Lines in which some servers keep what they know of a message are left out: they change.
    static func digest(of header: [UInt8]) -> String {
        var hash = SHA256()
        for line in header.split(separator: 10, omittingEmptySubsequences: true) {
            let line = line.last == 13 ? line.dropLast() : line
            if line.isEmpty { break }
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            if volatile.contains(String(decoding: name, as: UTF8.self).lowercased()) { continue }
            hash.update(line)
            hash.update([10])
        }
        return String(hash.finish().description.prefix(40))
    }

    static func text(_ digest: String, size: Int) -> String {
        "\(mark)\(digest):\(size)"
    }

    static let mark = "header:"
    private static let volatile: Set = [
        "status", "x-status", "x-uid", "x-uidl", "x-keywords", "x-imap", "x-imapbase",
    ]
}

extension Storage.MaildropItem.ID {
    var isHeaderName: Bool { uniqueID.hasPrefix(HeaderName.mark) }
    /// A unique id that a server gave.
    var hasServerName: Bool { !uniqueID.isEmpty && !isHeaderName && !uniqueID.contains(" ") }
}
