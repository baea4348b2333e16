import Mail
import Testing
import Wire

@testable import DemoServer

/// A client made of plain lines, for driving a session without a socket.
struct Dialogue<Session: ServerSession> {
    var session: Session
    /// Everything the server did beside sending.
    private(set) var didClose = false
    private(set) var didStartTLS = false

    init(_ session: Session) {
        self.session = session
    }

    /// Says octets and returns what the server sends until it needs more.
    mutating func say(octets: [UInt8]) throws -> String {
        session.receive(octets)
        return try listen()
    }

    /// Says whole lines.
    @discardableResult
    mutating func say(_ lines: String...) throws -> String {
        try say(octets: lines.flatMap { Array($0.utf8) + [13, 10] })
    }

    mutating func listen() throws -> String {
        var heard: [UInt8] = []
        while true {
            switch try session.next() {
            case .send(let bytes): heard += bytes
            case .close:
                didClose = true
                return String(decoding: heard, as: UTF8.self)
            case .startTLS:
                didStartTLS = true
                return String(decoding: heard, as: UTF8.self)
            case .prove(let task): session.proved(try #require(task.solve()))
            case .needsBytes: return String(decoding: heard, as: UTF8.self)
            }
        }
    }
}

extension String {
    /// The lines, for comparing.
    var lines: [String] {
        split(separator: "\r\n").map(String.init)
    }
}

/// A small world: one user "ann" with three messages in INBOX.
enum SmallWorld {
    static let now = Timestamp(seconds: 1_700_000_000)

    static func make() -> MailWorld {
        var ann = MailUser(name: "ann", password: "pw", token: "tok", uidValidity: 7)
        ann.create("Archive", role: .archive)
        ann.create("Work/Deep")
        for number in 1...3 {
            ann.mailboxes[0].add(mail(number), flags: number == 1 ? [.seen] : [], date: now)
        }
        return MailWorld([ann], clock: { now })
    }

    static func mail(_ number: Int) -> [UInt8] {
        octets(
            "Date: Tue, 14 Nov 2023 22:13:20 +0000", "From: \"Bob B.\" <bob@example.org>",
            "To: ann@example.org", "Subject: Mail \(number)", "Message-ID: <m\(number)@x>", "",
            "Body \(number)")
    }

    static func octets(_ lines: String...) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [13, 10] }
    }

    static func imap(
        _ world: MailWorld = make(), options: IMAPOptions = IMAPOptions(),
        script: Script = Script(), log: CommandLog = CommandLog(), tls: Bool = false
    ) throws -> Dialogue<IMAPServerSession> {
        var dialogue = Dialogue(
            IMAPServerSession(
                context: ServiceContext(world: world, script: script, log: log, offersTLS: tls),
                options: options))
        _ = try dialogue.listen()
        return dialogue
    }

    /// Logged in, INBOX selected.
    static func inbox(
        _ world: MailWorld = make(), options: IMAPOptions = IMAPOptions(), enable: String? = nil,
        script: Script = Script(), log: CommandLog = CommandLog()
    ) throws -> Dialogue<IMAPServerSession> {
        var dialogue = try imap(world, options: options, script: script, log: log)
        try dialogue.say("L1 LOGIN ann pw")
        if let enable { try dialogue.say("L2 ENABLE \(enable)") }
        try dialogue.say("L3 SELECT INBOX")
        return dialogue
    }

    static func pop(
        _ world: MailWorld = make(), options: POPOptions = POPOptions(),
        script: Script = Script(), log: CommandLog = CommandLog(), tls: Bool = false
    ) throws -> Dialogue<POPServerSession> {
        var dialogue = Dialogue(
            POPServerSession(
                context: ServiceContext(world: world, script: script, log: log, offersTLS: tls),
                options: options))
        _ = try dialogue.listen()
        return dialogue
    }

    /// Logged in.
    static func maildrop(
        _ world: MailWorld = make(), options: POPOptions = POPOptions(),
        script: Script = Script()
    ) throws -> Dialogue<POPServerSession> {
        var dialogue = try pop(world, options: options, script: script)
        try dialogue.say("USER ann", "PASS pw")
        return dialogue
    }
}
