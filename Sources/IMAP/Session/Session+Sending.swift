import Wire

/// Commands on their way out.
extension Session {
    /// Sends the next command that may go; false when none may.
    mutating func startCommand() -> Bool {
        guard let entry = pipeline.start(commandsToo: phase == .ready) else { return false }
        var writer = CommandWriter(literals: dialect.literals)
        writer.write("\(entry.tag) ")
        switch entry.job {
        case .command(let command):
            guard !command.isEmpty else {
                _ = pipeline.finish(entry.tag.description)
                emit(.completed(entry.tag, .ok(Success(code: nil, highestModSeq: nil))))
                return true
            }
            prepare(for: command)
            command.encode(into: &writer, dialect)
        case .startTLS: writer.write("STARTTLS")
        case .capability: writer.write("CAPABILITY")
        case .login: login?.encode(into: &writer, dialect.capabilities)
        case .introduction:
            writer.write("ID (\"name\" ")
            writer.writeString(Array(configuration.clientName.utf8))
            writer.write(" \"version\" ")
            writer.writeString(Array(configuration.clientVersion.utf8))
            writer.write(")")
        case .enable:
            let qresync = dialect.capabilities.contains(.qresync)
            writer.write("ENABLE \(qresync ? "QRESYNC" : "CONDSTORE")")
        }
        writer.write("\r\n")
        pipeline.holdBack(writer.pieces.dropFirst())
        send(writer.pieces[0])
        return true
    }

    /// What a command changes as soon as it leaves.
    private mutating func prepare(for command: Command) {
        switch command {
        case .select(let selection):
            let isEnabled = dialect.enabled.contains(.qresync)
            mailbox = SelectedMailbox(
                selection, resynchronises: isEnabled && selection.known != nil,
                byUID: isEnabled, awaitsClosed: isEnabled && mailbox != nil)
            dialect.hasModSeq = false
            emit(.opening(selection.mailbox))
        case .idle: idle = .asked
        default: break
        }
    }
}
