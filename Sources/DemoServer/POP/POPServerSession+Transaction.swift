extension POPServerSession {
    mutating func answerInTransaction(_ verb: String, _ argument: String) {
        guard let maildrop else { return }
        switch verb {
        case "STAT":
            let octets = maildrop.items.reduce(0) { $0 + $1.raw.count }
            outbox.send(line: "+OK \(maildrop.items.count) \(octets)")
        case "LIST":
            list(argument) { "\($0.number) \($0.raw.count)" }
        case "UIDL" where options.offers(.uidl):
            list(argument) { "\($0.number) \($0.uniqueID)" }
        case "RETR":
            if let item = item(argument) { send(item.raw[...]) }
        case "TOP" where options.offers(.top):
            top(argument)
        case "DELE":
            if let item = item(argument) {
                self.maildrop?.delete(item.number)
                outbox.send(line: "+OK Marked")
            }
        case "RSET":
            self.maildrop?.reset()
            outbox.send(line: "+OK Nothing is marked")
        case "NOOP":
            outbox.send(line: "+OK")
        default:
            refuse("\(verb) is unknown, or not allowed after login")
        }
    }

    /// The message a command names; refuses where there is none.
    private mutating func item(_ argument: some StringProtocol) -> Maildrop.Item? {
        if let item = Int(argument).flatMap({ maildrop?[$0] }) { return item }
        refuse("There is no such message")
        return nil
    }

    private mutating func list(_ argument: String, line: (Maildrop.Item) -> String) {
        if argument.isEmpty {
            sendBlock((maildrop?.items ?? []).map(line))
        } else if let item = item(argument) {
            outbox.send(line: "+OK " + line(item))
        }
    }

    private mutating func top(_ argument: String) {
        let words = argument.split(separator: " ")
        guard words.count == 2, let lines = Int(words[1]), lines >= 0 else {
            refuse("Expected a message and a number of lines")
            return
        }
        guard let item = item(words[0]) else { return }
        let part = MessagePart(message: item.raw)
        var end = part.bodyRange.lowerBound
        for _ in 0..<lines where end < item.raw.count { end = item.raw[...].endOfLine(from: end) }
        send(item.raw[..<end])
    }

    /// A message with its leading dots doubled (RFC 1939 §3).
    ///
    /// Lines end with CR LF alone: a bare LF is content, and no dot behind it is doubled.
    private mutating func send(_ raw: ArraySlice<UInt8>) {
        var block = Array("+OK \(raw.count) octets\r\n".utf8)
        var isAtLineStart = true
        var start = raw.startIndex
        while start < raw.endIndex {
            let end = raw.endOfLine(from: start)
            if isAtLineStart, raw[start] == UInt8(ascii: ".") { block.append(UInt8(ascii: ".")) }
            block += raw[start..<end]
            isAtLineStart = raw[start..<end].suffix(2) == [13, 10]
            start = end
        }
        if !isAtLineStart { block += [13, 10] }
        outbox.send(block + Array(".\r\n".utf8))
    }
}
