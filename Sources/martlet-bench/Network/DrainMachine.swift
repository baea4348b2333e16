import Wire

/// Asks for everything at once and counts what comes, without looking at it.
///
/// What a mail program does beyond this is its own work; this is the limit beside it.
struct DrainMachine: Machine {
    enum Conversation: String, Sendable {
        case pop, imap
    }

    private enum Stage {
        case logIn, count, drain
    }

    private let conversation: Conversation
    private let user: String
    private let password: String
    private let deletes: Bool
    private var stage = Stage.logIn
    private var lines = LineBuffer()
    private var hasEnded = false
    private var isTold = false
    private(set) var octets = 0

    init(_ conversation: Conversation, user: String, password: String, deletes: Bool = false) {
        self.conversation = conversation
        self.user = user
        self.password = password
        self.deletes = deletes
    }

    mutating func receive(_ bytes: [UInt8]) {
        octets += bytes.count
        if stage == .count { lines.append(bytes) }
    }

    mutating func next() throws(WireFault) -> Step<Int> {
        switch (stage, conversation) {
        case (.logIn, .imap):
            stage = .drain
            return .send(Array(imapScript.utf8))
        case (.logIn, .pop):
            stage = .count
            return .send(Array("USER \(user)\r\nPASS \(password)\r\nSTAT\r\n".utf8))
        case (.count, _):
            guard let count = try messageCount() else { return .needsBytes }
            stage = .drain
            return .send(popScript(count))
        case (.drain, _):
            guard hasEnded else { return .needsBytes }
            guard !isTold else { return .close }
            isTold = true
            return .event(octets)
        }
    }

    mutating func tlsStarted() {}

    mutating func receiveEnd() {
        hasEnded = true
    }

    /// What a first synchronisation asks for: enough for a list of messages, and no bodies.
    private var imapScript: String {
        "a LOGIN \(user) \(password)\r\nb EXAMINE INBOX\r\n"
            + "c UID FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS "
            + "(DATE FROM SENDER REPLY-TO TO CC BCC SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES "
            + "LIST-ID)])\r\nd LOGOUT\r\n"
    }

    private func popScript(_ count: Int) -> [UInt8] {
        guard count > 0 else { return Array("QUIT\r\n".utf8) }
        let commands = (1...count).flatMap { number in
            Array((deletes ? "RETR \(number)\r\nDELE \(number)\r\n" : "RETR \(number)\r\n").utf8)
        }
        return commands + Array("QUIT\r\n".utf8)
    }

    /// The number in the answer to STAT: the only good one that begins with two numbers.
    private mutating func messageCount() throws(WireFault) -> Int? {
        while let line = try lines.nextLine() {
            let words = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
            if words.first == "-ERR" { throw WireFault(expected: "+OK", found: line) }
            if words.count >= 3, let count = Int(words[1]), Int(words[2]) != nil { return count }
        }
        return nil
    }
}
