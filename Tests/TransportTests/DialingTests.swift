import EventLoop
import Glibc
import Testing
import Wire

@testable import Transport

@Suite("Dialing") struct DialingTests {
    @Test("a port where nobody listens is told with the system's reason")
    func refused() async throws {
        let loopback = try Loopback()
        let dead = try DeadPort()
        var endpoint = loopback.endpoint()
        endpoint.port = dead.port
        let client = loopback.client(LineMachine(), to: endpoint)
        let expected = TransportFault.cannotConnect(
            host: "127.0.0.1", port: dead.port, reason: "Connection refused")
        await #expect(throws: expected) { try await client.open() }
    }

    @Test("a name is looked up, and its other addresses are tried when one refuses")
    func localhost() async throws {
        let loopback = try Loopback()
        let (client, _) = try await loopback.pair(
            LineMachine(), endpoint: loopback.endpoint(host: "localhost"))
        #expect(await client.report.resolveTime != nil)
    }

    @Test("a refusing address does not keep the next one from being tried")
    func fallback() async throws {
        let loopback = try Loopback()
        let dead = try DeadPort()
        let addresses = [dead.port, loopback.listener.port]
            .compactMap(SocketAddress.loopback)
        var dialer = Dialer(
            endpoint: loopback.endpoint(), loop: loopback.network.loop,
            deadline: .now + .seconds(300))
        _ = try await dialer.connect(to: addresses)
        _ = try await loopback.listener.accept()
    }

    @Test("a silent address does not keep the next one from being tried")
    func headStart() async throws {
        let silent = try SilentListener()
        let loopback = try Loopback()
        let addresses = [silent.port, loopback.listener.port].compactMap(SocketAddress.loopback)
        var dialer = Dialer(
            endpoint: loopback.endpoint(), loop: loopback.network.loop,
            deadline: .now + .seconds(300))
        _ = try await dialer.connect(to: addresses)
        _ = try await loopback.listener.accept()
    }

    @Test("as many addresses are tried as the limit says", arguments: [0, 1])
    func addressLimit(beyond: Int) async throws {
        let loopback = try Loopback()
        let dead = try DeadPort()
        let refusing = Array(
            repeating: dead.port, count: Limits.addressesTried - 1 + beyond)
        var dialer = Dialer(
            endpoint: loopback.endpoint(), loop: loopback.network.loop,
            deadline: .now + .seconds(300))
        let addresses = (refusing + [loopback.listener.port]).compactMap(SocketAddress.loopback)
        if beyond == 0 {
            _ = try await dialer.connect(to: addresses)
        } else {
            await #expect(throws: TransportFault.self) {
                try await dialer.connect(to: addresses)
            }
        }
    }

    @Test("a name that cannot be one is unknown, and its controls are not repeated")
    func unknownHost() async throws {
        let loopback = try Loopback()
        let client = loopback.client(
            LineMachine(), to: loopback.endpoint(host: "bad..host\u{1b}name"))
        await #expect {
            try await client.open()
        } throws: { error in
            guard case .unknownHost(let host, let reason) = error as? TransportFault else {
                return false
            }
            return host == "bad..host\u{FFFD}name" && !reason.isEmpty
        }
    }

    @Test("a name does not end at a NUL")
    func nulInName() async throws {
        let loopback = try Loopback()
        let client = loopback.client(
            LineMachine(), to: loopback.endpoint(host: "127.0.0.1\u{0}.example"))
        let expected = TransportFault.unknownHost(
            host: "127.0.0.1\u{FFFD}.example", reason: "the name holds a NUL")
        await #expect(throws: expected) { try await client.open() }
    }

    @Test("connecting ends at its deadline")
    func connectDeadline() async throws {
        let silent = try SilentListener()
        let client = silent.client(connectWithin: .milliseconds(30))
        await #expect(throws: TransportFault.timedOut(.connecting)) { try await client.open() }
    }

    @Test("cancelling ends connecting at once")
    func cancelConnecting() async throws {
        let silent = try SilentListener()
        let client = silent.client(connectWithin: .seconds(60))
        let opening = Task { try await client.open() }
        // Seen from the loop: the actor is free again only once it waits.
        _ = await client.report
        opening.cancel()
        await #expect(throws: TransportFault.cancelled) { try await opening.value }
    }

    @Test("closing a listener ends the wait for a connection")
    func closeListener() async throws {
        let loopback = try Loopback()
        let accepting = Task { try await loopback.listener.accept() }
        await loopback.listener.close()
        await #expect(throws: TransportFault.closed) { try await accepting.value }
    }
}

/// A port that refuses connections for as long as this lives.
///
/// A listener's port, once closed, could soon be another test's.
private struct DeadPort {
    let port: UInt16
    private let socket: Socket

    init() throws {
        let socket = try Socket(family: AF_INET)
        let bound = SocketAddress.loopback(port: 0)?
            .withPointer { bind(socket.descriptor, $0, $1) }
        try #require(bound == 0)
        port = try socket.localPort()
        self.socket = socket
    }
}

/// Lets connections hang: its queue is full and nobody takes from it.
private struct SilentListener {
    private let loopback: Loopback
    private let filling: [Socket]
    var port: UInt16 { loopback.listener.port }

    init() throws {
        let loopback = try Loopback(backlog: 0)
        self.loopback = loopback
        filling = try (0..<4).map { _ in
            let socket = try Socket(family: AF_INET)
            let address = SocketAddress.loopback(port: loopback.listener.port)
            _ = address?.withPointer { connect(socket.descriptor, $0, $1) }
            return socket
        }
    }

    func client(connectWithin limit: Duration) -> Connection<LineMachine> {
        loopback.client(LineMachine(), to: nil, Deadlines(connect: limit))
    }
}
