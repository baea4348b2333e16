import DemoServer
import Dispatch
import Testing
import Transport
import Wire

/// A server's session that shows what the client said before the server hears it.
///
/// Nothing moves on meanwhile, so what is true then was true when the client spoke.
struct Eavesdropper<Base: ServerSession>: ServerSession {
    private var base: Base
    private let hear: @Sendable (_ said: String) -> Void

    init(_ base: Base, _ hear: @escaping @Sendable (_ said: String) -> Void) {
        self.base = base
        self.hear = hear
    }

    mutating func receive(_ bytes: [UInt8]) {
        hear(String(decoding: bytes, as: UTF8.self))
        base.receive(bytes)
    }

    mutating func next() throws(WireFault) -> Step<Never> { try base.next() }
    mutating func secured(_ binding: ChannelBinding?) { base.secured(binding) }
    mutating func proved(_ proof: SCRAMProof) { base.proved(proof) }
    mutating func tlsStarted() { base.tlsStarted() }
    mutating func receiveEnd() { base.receiveEnd() }
    mutating func worldChanged() { base.worldChanged() }
}

/// A server's session behind somebody who sits between: it sees another TLS connection.
struct Relayed<Base: ServerSession>: ServerSession {
    private var base: Base

    init(_ base: Base) {
        self.base = base
    }

    mutating func secured(_ binding: ChannelBinding?) {
        base.secured(
            binding.map { ChannelBinding(kind: $0.kind, octets: $0.octets.reversed()) })
    }

    mutating func receive(_ bytes: [UInt8]) { base.receive(bytes) }
    mutating func next() throws(WireFault) -> Step<Never> { try base.next() }
    mutating func proved(_ proof: SCRAMProof) { base.proved(proof) }
    mutating func tlsStarted() { base.tlsStarted() }
    mutating func receiveEnd() { base.receiveEnd() }
    mutating func worldChanged() { base.worldChanged() }
}

/// Does something asynchronous in the middle of something that is not.
func waitFor(_ body: @escaping @Sendable () async throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await body() } catch { Issue.record(error) }
        done.signal()
    }
    done.wait()
}

/// A port on which each client gets a session like the given one.
final class OneService: Sendable {
    let port: UInt16
    private let listener: Listener
    private let task: Task<Void, Never>

    init(
        _ session: some ServerSession, network: Network, security: ServerSecurity = .none
    ) throws {
        let listener = try Listener.open(port: 0, network: network)
        self.listener = listener
        port = listener.port
        task = Task {
            await withDiscardingTaskGroup { clients in
                do {
                    while true {
                        let connection = Connection(
                            accepted: try await listener.accept(), machine: session,
                            network: network, security: security)
                        clients.addTask {
                            do {
                                try await connection.open()
                                while true { _ = try await connection.events() }
                            } catch {
                                await connection.close()
                            }
                        }
                    }
                } catch {
                    clients.cancelAll()
                }
            }
        }
    }

    func stop() async {
        await listener.close()
        task.cancel()
        await task.value
    }
}
