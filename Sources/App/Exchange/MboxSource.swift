import MIME
import Mail

/// The messages of one mbox file.
///
/// What was put before lines that begin with `From ` is taken off, unless the file shows that
/// nothing was: a message whose end its `Content-Length` tells holds such a line as it is.
struct MboxSource: MailSource {
    private let file: MailFile
    private var reader: MboxReader<MailFile>
    /// Whether lengths stand in the place of quoting here; looked up when it first matters.
    private var isUnquoted: Bool?
    private var isBroken = false

    init(_ file: MailFile) throws(Problem) {
        try file.lock()
        self.file = file
        reader = try MboxReader(file)
    }

    var octets: Int? { file.count }

    mutating func next() throws(Problem) -> FoundMail? {
        guard !isBroken else { return nil }
        // Behind octets that cannot be read nobody knows where a message begins.
        isBroken = true
        guard let message = try reader.next() else { return nil }
        let found = FoundMail(
            file: file, range: message.content, isQuoted: try isQuoted(message),
            status: message.status, received: message.received ?? file.modified,
            place: "\(file.path), message \(message.number) (octet \(message.place))")
        isBroken = false
        return found
    }

    private mutating func isQuoted(_ message: MboxMessage) throws(Problem) -> Bool {
        switch message.framing {
        case .separator: return true
        case .contentLength(let hasPlainFrom, let hasQuotedFrom):
            guard hasQuotedFrom, !hasPlainFrom else { return false }
            if let isUnquoted { return !isUnquoted }
            let found = try holdsPlainFrom()
            isUnquoted = found
            return !found
        }
    }

    /// Whether any message of the file holds a line that would have been quoted.
    private func holdsPlainFrom() throws(Problem) -> Bool {
        var reader = try MboxReader(try MailFile(file.path))
        while let message = try reader.next() {
            if case .contentLength(hasPlainFrom: true, _) = message.framing { return true }
        }
        return false
    }
}
