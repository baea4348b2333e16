import EventLoop
import Transport

/// IMAP and POP services over one ``MailWorld``, on ports of the loopback address.
///
/// The other end of `martlet demo`, and the fake of the test suite.
public actor EmbeddedServer {
    /// One port that is served.
    public struct Service: Sendable {
        public let port: UInt16
        /// What clients asked of it.
        public let log: CommandLog
    }

    public nonisolated let world: MailWorld
    private let network: Network
    private var listeners: [Listener] = []
    private var tasks: [Task<Void, Never>] = []

    public init(world: MailWorld, network: Network) {
        self.world = world
        self.network = network
    }

    /// Serves IMAP; port 0 lets the system choose.
    @discardableResult
    public func startIMAP(
        port: UInt16 = 0, security: ServerSecurity = .none, options: IMAPOptions = IMAPOptions(),
        script: Script = Script()
    ) throws(SystemFault) -> Service {
        let log = CommandLog()
        let context = context(security, script, log)
        return try start(port: port, security: security, log: log) {
            IMAPServerSession(context: context, options: options, isSecure: security.isImmediate)
        }
    }

    /// Serves POP3; port 0 lets the system choose.
    @discardableResult
    public func startPOP(
        port: UInt16 = 0, security: ServerSecurity = .none, options: POPOptions = POPOptions(),
        script: Script = Script()
    ) throws(SystemFault) -> Service {
        let log = CommandLog()
        let context = context(security, script, log)
        return try start(port: port, security: security, log: log) {
            POPServerSession(context: context, options: options, isSecure: security.isImmediate)
        }
    }

    /// Plays a transcript to everybody who connects; what differs is in the log's faults.
    @discardableResult
    public func start(
        playing transcript: Transcript, style: TranscriptSession.Style, port: UInt16 = 0,
        security: ServerSecurity = .none
    ) throws(SystemFault) -> Service {
        let log = CommandLog()
        return try start(port: port, security: security, log: log) {
            _ = log.open()
            return TranscriptSession(transcript, style: style)
        }
    }

    /// Delivers messages one after the other, with a pause before each, while the server runs.
    public func deliver(_ arrivals: [SampleMail.Arrival], every pause: Duration) {
        let world = world
        tasks.append(
            Task {
                for arrival in arrivals {
                    do { try await Task.sleep(for: pause) } catch { return }
                    arrival.deliver(to: world)
                }
            })
    }

    /// Closes all ports and connections and returns when nothing of the server runs any more.
    public func stop() async {
        for listener in listeners { await listener.close() }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        listeners = []
        tasks = []
    }

    private func context(
        _ security: ServerSecurity, _ script: Script, _ log: CommandLog
    ) -> ServiceContext {
        ServiceContext(world: world, script: script, log: log, offersTLS: security.isOnDemand)
    }

    private func start(
        port: UInt16, security: ServerSecurity, log: CommandLog,
        session: @escaping @Sendable () -> some ServerSession
    ) throws(SystemFault) -> Service {
        let listener = try Listener.open(port: port, network: network)
        listeners.append(listener)
        let (world, network) = (world, network)
        tasks.append(
            Task {
                await withDiscardingTaskGroup { clients in
                    do throws(TransportFault) {
                        while true {
                            let socket = try await listener.accept()
                            let connection = Connection(
                                accepted: socket, machine: session(), network: network,
                                security: security, deadlines: Deadlines(silence: .patience))
                            clients.addTask { await connection.serve(world, log) }
                        }
                    } catch {
                        clients.cancelAll()
                    }
                }
            })
        return Service(port: listener.port, log: log)
    }
}

extension Duration {
    /// How long a client may be silent (RFC 3501 §5.4 asks for 30 minutes).
    fileprivate static let patience = Duration.seconds(1_800)
}

extension ServerSecurity {
    fileprivate var isImmediate: Bool {
        if case .tls = self { true } else { false }
    }

    fileprivate var isOnDemand: Bool {
        if case .startTLS = self { true } else { false }
    }
}

extension Connection where M: ServerSession {
    /// Talks to the client until one of the two ends it, and wakes the session at each change.
    fileprivate nonisolated func serve(_ world: MailWorld, _ log: CommandLog) async {
        let changes = world.changes()
        let talk = Task { await self.converse() }
        let watch = Task {
            for await _ in changes {
                do { try await self.tell { $0.worldChanged() } } catch { return }
            }
        }
        let ending = await withTaskCancellationHandler {
            await talk.value
        } onCancel: {
            talk.cancel()
        }
        watch.cancel()
        await watch.value
        if case .wire(let fault) = ending { log.note(fault) }
        await close()
        log.close()
    }

    /// Returns what ended the conversation.
    private func converse() async -> TransportFault {
        do {
            try await open()
            while true { _ = try await events() }
        } catch {
            return error
        }
    }
}
