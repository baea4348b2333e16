import Glibc
import Mail
import Presentation

/// Where the person was when the program ended, for `start = "last"`.
struct LastPlace: Sendable {
    private let path: String

    init(_ paths: Paths) {
        path = paths.log.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/place"
    }

    /// Nil when there is none, or none that can be read.
    func read() -> Place? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 200)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        let words = String(decoding: buffer[..<max(0, count)], as: UTF8.self).split(separator: " ")
        guard words.count == 3, let entry = Int64(words[2]) else { return nil }
        let scope: ListScope
        if words[0] == "mailbox", let id = Int64(words[1]) {
            scope = .mailbox(MailboxID(id))
        } else if words[0] == "unified", let role = MailboxRole(rawValue: String(words[1])) {
            scope = .unified(role)
        } else {
            return nil
        }
        return Place(scope: scope, entry: entry == 0 ? nil : EntryID(entry))
    }

    /// A comfort: when it cannot be written the next start is at the usual place.
    func write(_ place: Place) {
        let entry = place.entry?.rawValue ?? 0
        let text =
            switch place.scope {
            case .mailbox(let id): "mailbox \(id) \(entry)"
            case .unified(let role): "unified \(role.rawValue) \(entry)"
            }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let octets = Array(text.utf8)
        _ = Glibc.write(descriptor, octets, octets.count)
    }
}
