import DemoServer
import EventLoop
import Glibc
import Mail
import Synchronization
import Transport

/// A POP server inside this program, on one port, that serves one trial after the other.
///
/// It knows the octets of every message, and writes down what it was asked to delete.
final class ProofServer: TrialServer {
    private struct State: Sendable {
        var world: MailWorld?
        var play: Play?
        var generation: UInt32 = 1
        var open = 0
    }

    /// What is served at present.
    fileprivate struct Play: Sendable {
        var world: MailWorld
        var cut: ServerCut?
        var record: VisitRecord
    }

    static let user = "robin"
    static let password = "proof"

    let network: Network
    let port: UInt16
    let certificatePath: String
    private let listener: Listener
    private let identity: ServerIdentity
    private let state = Mutex(State())
    private let accepting = Mutex<Task<Void, Never>?>(nil)

    init(certificate: Certificate, network: Network) throws {
        self.network = network
        certificatePath = certificate.path
        identity = try ServerIdentity(
            certificateFile: certificate.path, keyFile: certificate.keyPath)
        listener = try Listener.open(network: network)
        port = listener.port
        accepting.withLock { $0 = Task { [weak self, listener] in await accept(listener, self) } }
    }

    func stop() async {
        await listener.close()
        await accepting.withLock { $0 }?.value
    }

    func fill(with messages: [[UInt8]]) {
        state.withLock { state in
            state.generation += 1
            var user = MailUser(
                name: ProofServer.user, password: ProofServer.password,
                uidValidity: state.generation)
            let date = Timestamp(seconds: 1_762_164_000)
            for message in messages { user.mailboxes[0].add(message, date: date) }
            state.world = MailWorld([user], clock: { Timestamp(seconds: Int64(time(nil))) })
        }
    }

    func begin(cut: ServerCut?) throws -> VisitRecord {
        let record = VisitRecord()
        try state.withLock { state in
            guard let world = state.world else { throw ProofFault("the server has no mail") }
            state.play = Play(world: world, cut: cut, record: record)
        }
        return record
    }

    func remaining() -> [[UInt8]] {
        state.withLock { $0.world }?.proofMessages.map { ProofMail.received($0) } ?? []
    }

    /// Returns when nobody is connected any more.
    func becomesQuiet() async throws {
        for _ in 0..<20_000 {
            if state.withLock({ $0.open == 0 }) { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw ProofFault("a connection does not end")
    }

    fileprivate func converse(_ socket: Socket) async {
        let play = state.withLock { state in
            state.open += 1
            defer { state.play?.cut = nil }
            return state.play
        }
        if let play { await play.converse(socket, network: network, identity: identity) }
        state.withLock { $0.open -= 1 }
    }
}

/// Does not keep the server alive while it waits.
private func accept(_ listener: Listener, _ server: @autoclosure () -> ProofServer?) async {
    await withDiscardingTaskGroup { clients in
        do throws(TransportFault) {
            while true {
                let socket = try await listener.accept()
                guard let server = server() else { return }
                clients.addTask { await server.converse(socket) }
            }
        } catch {
            clients.cancelAll()
        }
    }
}

extension ProofServer.Play {
    /// Talks until one of the two ends it; afterwards nothing of the conversation is left.
    fileprivate func converse(
        _ socket: Socket, network: Network, identity: ServerIdentity
    ) async {
        let log = CommandLog()
        let visit = record.begin(world, log)
        let session = POPServerSession(
            context: ServiceContext(world: world, log: log), isSecure: true)
        let connection = Connection(
            accepted: socket,
            machine: CutSession(session, cutAt: cut?.place, visit), network: network,
            security: .tls(identity), deadlines: Deadlines(silence: .seconds(60)),
            farewell: cut?.farewell ?? .proper)
        do throws(TransportFault) {
            try await connection.open()
            while true { _ = try await connection.events() }
        } catch {
            visit.measure.ended(error)
            await connection.close()
        }
    }
}
