import EventLoop
import Logging
import Wire

/// One conversation: the actor with the socket, driving a machine.
///
/// It lives on the network's loop. One task at a time opens it and waits in ``events(until:)``;
/// any other may ``tell(_:)`` the machine something meanwhile. A fault, a deadline and a
/// cancelled task all close the connection: what the other side would say next is unknown.
public actor Connection<M: Machine> {
    /// Who is at the other end.
    enum Peer {
        case server(Endpoint)
        case client(ServerSecurity)
    }

    /// Whether the machine may be asked for its next step.
    enum Phase {
        case new
        case talking
        /// The machine asked for TLS and waits for it.
        case startingTLS
        /// The machine asked for arithmetic and waits for its result.
        case proving(SCRAMTask)
        /// The machine ended the conversation; only output is left.
        case finishing
    }

    let peer: Peer
    let deadlines: Deadlines
    let farewell: Farewell
    nonisolated let network: Network
    var machine: M
    var phase = Phase.new
    var stream: ByteStream?
    var output = OutputQueue()
    /// Events that nobody has taken yet.
    var events: [M.Event] = []
    /// Why there will be no further events; thrown once the last has been taken.
    var ending: TransportFault?
    /// Whether a task waits in ``events(until:)`` for the socket.
    var isWaiting = false
    /// Since when our octets wait without one being taken.
    var stalledSince: ContinuousClock.Instant?
    /// What the socket must be ready for before writing makes sense; empty when it may be tried.
    var writeNeeds: Interest = []
    var hasHeardSinceSpeaking = false
    let buffer = ReadBuffer()
    /// What the connection has done so far.
    public internal(set) var report = ConnectionReport()

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        network.loop.asUnownedSerialExecutor()
    }

    /// The client's side; nothing happens before ``open()``.
    public init(
        to endpoint: Endpoint, machine: M, network: Network, deadlines: Deadlines = Deadlines()
    ) {
        self.init(peer: .server(endpoint), machine, network, deadlines, .proper)
    }

    /// The server's side of a connection that a ``Listener`` accepted.
    public init(
        accepted socket: Socket, machine: M, network: Network,
        security: ServerSecurity = .none, deadlines: Deadlines = Deadlines(),
        farewell: Farewell = .proper
    ) {
        self.init(
            peer: .client(security), machine, network, deadlines, farewell,
            ByteStream(socket: socket))
    }

    private init(
        peer: Peer, _ machine: M, _ network: Network, _ deadlines: Deadlines,
        _ farewell: Farewell, _ stream: ByteStream? = nil
    ) {
        self.peer = peer
        self.machine = machine
        self.network = network
        self.deadlines = deadlines
        self.farewell = farewell
        self.stream = stream
    }

    /// Connects, and secures the connection where TLS begins at once.
    ///
    /// To be called once. Cancelling it takes effect at once, also while a name is looked up.
    public func open() async throws(TransportFault) {
        do {
            try await establish()
        } catch {
            hangUp(error)
            throw error
        }
    }

    /// Gives the machine a command and sends what can be sent without waiting.
    ///
    /// May be called while another task waits for events, so a command can end IDLE. What could
    /// not be sent yet goes out while somebody waits for events.
    public func tell<Result: Sendable>(
        _ body: @Sendable (inout M) -> Result
    ) async throws(TransportFault) -> Result {
        if let ending { throw ending }
        let result = body(&machine)
        advance()
        if isWaiting, let stream { network.loop.wake(stream.socket.descriptor) }
        return result
    }

    /// Waits for the next events: at least one, and all that the octets read so far hold.
    ///
    /// Output is written at the same time, so commands and answers may cross in any number.
    /// Without a deadline the other side may be silent for ``Deadlines/silence``; with one, it is
    /// the end whether octets come or not. After the last event it throws what ended the
    /// conversation: ``TransportFault/closed`` where that happened in the proper way.
    public func events(
        until deadline: ContinuousClock.Instant? = nil
    ) async throws(TransportFault) -> [M.Event] {
        do {
            return try await nextEvents(until: deadline)
        } catch {
            hangUp(error)
            throw error
        }
    }

    /// Sends what can be sent without waiting, says goodbye and closes.
    public func close() {
        flush()
        hangUp(.closed)
    }

    /// Lets go of the socket; the first reason given stays.
    func hangUp(_ reason: TransportFault) {
        ending = ending ?? reason
        guard let stream else { return }
        self.stream = nil
        output.removeAll()
        stream.end(with: farewell)
        network.loop.wake(stream.socket.descriptor)
        network.logger.debug(
            "connection closed",
            metadata: [
                "reason": "\(reason)", "in": "\(report.bytesIn)", "out": "\(report.bytesOut)",
                "turns": "\(report.turns)",
            ])
    }
}
