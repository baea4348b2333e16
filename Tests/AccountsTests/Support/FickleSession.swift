import DemoServer
import Wire

/// One session of a ``FickleMaildrop``'s server.
struct FickleSession: ServerSession {
    private let maildrop: FickleMaildrop
    private var mood = FickleMaildrop.Mood()
    private var messages: [FickleMaildrop.Message] = []
    private var marked: Set<Int> = []
    private var buffer = LineBuffer(lineLimit: 1_000)
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var hasBegun = false
    private var isOver = false

    init(_ maildrop: FickleMaildrop) {
        self.maildrop = maildrop
    }

    mutating func receive(_ bytes: [UInt8]) { buffer.append(bytes) }
    mutating func tlsStarted() {}
    mutating func worldChanged() {}

    mutating func receiveEnd() {
        drop()
    }

    mutating func next() throws(WireFault) -> Step<Never> {
        if !hasBegun { begin() }
        while true {
            if !outgoing.isEmpty {
                defer { outgoing = [] }
                return .send(outgoing)
            }
            guard !isOver else { return .close }
            guard let line = try buffer.nextLine() else { return .needsBytes }
            answer(String(decoding: line, as: UTF8.self))
        }
    }

    private mutating func begin() {
        hasBegun = true
        (mood, messages) = maildrop.with { ($0.mood, $0.messages) }
        say("+OK ready")
    }

    private mutating func answer(_ line: String) {
        let words = line.split(separator: " ")
        let message = words.count > 1 ? Int(words[1]).flatMap(index(of:)) : nil
        switch words.first {
        case "CAPA": capabilities()
        case "USER", "PASS", "NOOP": say("+OK")
        case "STAT": say("+OK \(messages.count) \(messages.reduce(0) { $0 + $1.raw.count })")
        case "UIDL" where mood.hasUIDL:
            block(messages.enumerated().map { "\($0 + 1) \($1.name)" })
        case "LIST": block(messages.enumerated().map { "\($0 + 1) \(size($1))" })
        case "RETR": retrieve(message)
        case "TOP" where mood.hasTOP: top(message)
        case "DELE": mark(message)
        case "QUIT": quit()
        default: say("-ERR unknown")
        }
    }

    private func index(of number: Int) -> Int? {
        messages.indices.contains(number - 1) && !marked.contains(number - 1) ? number - 1 : nil
    }

    private func size(_ message: FickleMaildrop.Message) -> Int {
        mood.liesOnSizes ? message.raw.count { $0 != 13 } : message.raw.count
    }

    private mutating func capabilities() {
        var words = ["USER", "RESP-CODES"]
        if mood.hasUIDL { words.append("UIDL") }
        if mood.hasTOP { words.append("TOP") }
        if mood.hasPipelining { words.append("PIPELINING") }
        block(words)
    }

    private mutating func retrieve(_ index: Int?) {
        guard let index, !happens(mood.refusedMessages) else { return say("-ERR not now") }
        say("+OK")
        content(messages[index].raw)
    }

    private mutating func top(_ index: Int?) {
        guard let index else { return say("-ERR no such message") }
        let raw = messages[index].raw
        let end = raw.firstRange(of: [13, 10, 13, 10])?.upperBound ?? raw.count
        say("+OK")
        content(Array(raw[..<end]))
    }

    private mutating func mark(_ index: Int?) {
        guard let index, !happens(mood.refusedDeletions) else { return say("-ERR not this one") }
        marked.insert(index)
        say("+OK")
    }

    private mutating func quit() {
        let gone = mood.deletesHalf ? marked.filter { $0.isMultiple(of: 2) } : marked
        if !mood.pretendsToDelete { remove(gone) }
        marked = []
        if !mood.losesGoodbye {
            say(mood.deletesHalf ? "-ERR some deleted messages not removed" : "+OK bye")
        }
        isOver = true
    }

    /// The test may have changed the maildrop meanwhile: a server hears late of a lost line.
    private func remove(_ gone: Set<Int>) {
        let letters = Set(gone.map { messages[$0].letter })
        maildrop.with { state in state.messages.removeAll { letters.contains($0.letter) } }
    }

    private mutating func drop() {
        guard !isOver else { return }
        isOver = true
        if mood.deletesOnDrop { remove(marked) }
    }

    private func happens(_ percent: Int) -> Bool {
        percent > 0 && maildrop.with { $0.random.chance(percent) }
    }

    // MARK: Octets

    private mutating func block(_ lines: [String]) {
        say("+OK")
        for line in lines { say(line) }
        say(".")
    }

    private mutating func content(_ raw: [UInt8]) {
        var block: [UInt8] = []
        var isAtStart = true
        for octet in raw {
            if isAtStart, octet == UInt8(ascii: ".") { block.append(octet) }
            block.append(octet)
            isAtStart = octet == 10
        }
        if !isAtStart { block += [13, 10] }
        send(block + Array(".\r\n".utf8))
    }

    private mutating func say(_ line: String) {
        send(Array(line.utf8) + [13, 10])
    }

    private mutating func send(_ octets: [UInt8]) {
        guard !isOver else { return }
        guard let cut = mood.cut, sent + octets.count > cut else {
            sent += octets.count
            outgoing += octets
            return
        }
        outgoing += octets.prefix(max(0, cut - sent))
        sent = cut
        drop()
    }
}
