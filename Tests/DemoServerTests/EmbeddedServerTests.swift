import EventLoop
import Testing
import Transport
import Wire

@testable import DemoServer

/// A client's machine that says lines and reports lines.
private struct LineClient: Machine {
    private var buffer = LineBuffer()
    private var unsaid: [UInt8] = []
    var isOver = false

    mutating func say(_ line: String) {
        unsaid += Array(line.utf8) + [13, 10]
    }

    mutating func receive(_ bytes: [UInt8]) {
        buffer.append(bytes)
    }

    mutating func next() throws(WireFault) -> Step<String> {
        if !unsaid.isEmpty {
            defer { unsaid = [] }
            return .send(unsaid)
        }
        guard let line = try buffer.nextLine() else { return .needsBytes }
        return .event(String(decoding: line, as: UTF8.self))
    }

    mutating func tlsStarted() {}
    mutating func receiveEnd() {}
}

/// Says lines over a real socket and waits for answers.
private actor SocketClient {
    private let connection: Connection<LineClient>
    private var unread: [String] = []

    init(port: UInt16, network: Network) async throws {
        connection = Connection(
            to: Endpoint(host: "127.0.0.1", port: port, security: .none), machine: LineClient(),
            network: network)
        try await connection.open()
    }

    func say(_ line: String) async throws {
        try await connection.tell { $0.say(line) }
    }

    /// Reads up to and including the first line that begins so, and returns that line.
    func hear(_ prefix: String) async throws -> String {
        while true {
            if let place = unread.firstIndex(where: { $0.hasPrefix(prefix) }) {
                defer { unread.removeFirst(place + 1) }
                return unread[place]
            }
            unread += try await connection.events()
        }
    }

    func close() async {
        await connection.close()
    }
}

@Suite("Embedded server, over real sockets")
struct EmbeddedServerTests {
    @Test("one connection idles and hears what another one does", .timeLimit(.minutes(5)))
    func idle() async throws {
        let network = try Network()
        let server = EmbeddedServer(world: SmallWorld.make(), network: network)
        let imap = try await server.startIMAP()
        let watcher = try await SocketClient(port: imap.port, network: network)
        try await watcher.say("a LOGIN ann pw")
        try await watcher.say("b SELECT INBOX")
        try await watcher.say("c IDLE")
        _ = try await watcher.hear("+")
        let other = try await SocketClient(port: imap.port, network: network)
        try await other.say("a LOGIN ann pw")
        try await other.say("b SELECT INBOX")
        try await other.say("c STORE 2 +FLAGS (\\Flagged)")
        #expect(try await watcher.hear("* ") == "* 2 FETCH (UID 2 FLAGS (\\Flagged))")
        server.world.deliver(SmallWorld.mail(4), to: "ann")
        #expect(try await watcher.hear("* ") == "* 4 EXISTS")
        #expect(imap.log.openConnections == 2)
        await server.stop()
        #expect(imap.log.openConnections == 0)
        #expect(imap.log.commands.count == 6)
    }

    @Test("POP deletes at QUIT, and the next session has the maildrop", .timeLimit(.minutes(5)))
    func pop() async throws {
        let network = try Network()
        let server = EmbeddedServer(world: SmallWorld.make(), network: network)
        let pop = try await server.startPOP()
        for left in [2, 1] {
            let client = try await SocketClient(port: pop.port, network: network)
            try await client.say("USER ann")
            try await client.say("PASS pw")
            try await client.say("DELE 1")
            _ = try await client.hear("+OK Marked")
            try await client.say("QUIT")
            _ = try await client.hear("+OK Until")
            #expect(server.world.user("ann")?["INBOX"]?.messages.count == left)
            await client.close()
        }
        await server.stop()
        #expect(pop.log.connections == 2)
    }

    @Test(
        "a transcript is played over a socket, and a stranger's word noted", .timeLimit(.minutes(5))
    )
    func transcript() async throws {
        let network = try Network()
        let server = EmbeddedServer(world: SmallWorld.make(), network: network)
        let transcript = try #require(Transcript("S: +OK hello\nC: STAT\nS: +OK 0 0"))
        let service = try await server.start(playing: transcript, style: .untagged)
        let client = try await SocketClient(port: service.port, network: network)
        _ = try await client.hear("+OK hello")
        try await client.say("LIST")
        await #expect(throws: TransportFault.self) { try await client.hear("+OK") }
        await server.stop()
        #expect(service.log.faults == [WireFault(expected: "STAT", excerpt: "LIST")])
    }
}
