import EventLoop
import Glibc
import Testing
import Wire

@testable import Transport

/// A listener of the test's own and the two ends of connections through it.
struct Loopback {
    /// One for all tests, as in the program.
    static let network = Result { try Network() }

    let network: Network
    let listener: Listener

    init(backlog: Int32 = 64) throws {
        network = try Loopback.network.get()
        listener = try Listener.open(backlog: backlog, network: network)
    }

    func endpoint(
        _ security: Endpoint.Security = .none, host: String = "127.0.0.1",
        caFile: String? = nil, fingerprint: [UInt8]? = nil, certificate: ClientCertificate? = nil
    ) -> Endpoint {
        Endpoint(
            host: host, port: listener.port, security: security, caFile: caFile,
            fingerprint: fingerprint, certificate: certificate)
    }

    /// Deadlines that no test reaches that passes, on a busy machine either.
    static let patient = Deadlines(
        connect: .seconds(300), handshake: .seconds(300), silence: .seconds(300),
        write: .seconds(300))

    func client<M: Machine>(
        _ machine: M, to endpoint: Endpoint? = nil, _ deadlines: Deadlines = patient
    ) -> Connection<M> {
        Connection(
            to: endpoint ?? self.endpoint(), machine: machine, network: network,
            deadlines: deadlines)
    }

    /// The server's side of the next connection, not yet opened.
    func accept<M: Machine>(
        _ machine: M, _ security: ServerSecurity = .none
    ) async throws -> Connection<M> {
        Connection(
            accepted: try await listener.accept(), machine: machine, network: network,
            security: security, deadlines: Loopback.patient)
    }

    /// Both ends, open.
    func pair<M: Machine>(
        _ machine: M, server: M? = nil, endpoint: Endpoint? = nil,
        _ security: ServerSecurity = .none, deadlines: Deadlines = patient
    ) async throws -> (client: Connection<M>, server: Connection<M>) {
        let client = client(machine, to: endpoint, deadlines)
        async let opened: Void = client.open()
        let server = try await accept(server ?? machine, security)
        try await server.open()
        try await opened
        return (client, server)
    }
}

extension Connection where M == LineMachine {
    func say(_ text: String) async throws {
        try await tell { $0.say(text) }
    }
}

extension Connection {
    /// Everything until the conversation ends, and what ended it.
    func eventsToTheEnd() async -> ([M.Event], TransportFault) {
        var all: [M.Event] = []
        while true {
            do {
                all += try await events()
            } catch {
                return (all, error)
            }
        }
    }

    /// Ends the stream without a goodbye inside TLS.
    func cut() {
        guard let socket = stream?.socket else { return }
        shutdown(socket.descriptor, Int32(SHUT_RDWR))
    }

    /// Closes so that the other side sees a reset.
    func reset() {
        guard let socket = stream?.socket else { return }
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            socket.descriptor, SOL_SOCKET, SO_LINGER, &option,
            socklen_t(MemoryLayout.size(ofValue: option)))
        stream = nil
    }
}
