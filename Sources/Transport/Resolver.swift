import EventLoop
import Synchronization

/// Looks names up on threads of its own, as `getaddrinfo` blocks.
///
/// A thread lives while there is work; one that hangs in a look-up does not keep the others.
final class Resolver: Sendable {
    typealias Work = @Sendable () -> Void

    private struct State: Sendable {
        var waiting: [Work] = []
        var threads = 0
    }

    private let state = Mutex(State())

    /// The addresses of a host, the best first.
    func addresses(
        of host: String, port: UInt16, on loop: PollLoop, until deadline: ContinuousClock.Instant,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(TransportFault) -> [SocketAddress] {
        if let address = SocketAddress(literal: host, port: port) { return [address] }
        let lookup: SocketAddress.Lookup
        do {
            let answers = try EventQueue<SocketAddress.Lookup>()
            try submit { answers.send(SocketAddress.lookUp(host, port: port)) }
            _ = try await loop.wait(for: answers.descriptor, .readable, until: deadline)
            lookup = answers.drain().first ?? .failed("no answer")
        } catch let fault as WaitFault {
            throw TransportFault(fault, in: .resolving)
        } catch {
            lookup = .failed(String(describing: error))
        }
        switch lookup {
        case .found(let addresses): return addresses
        case .failed(let reason):
            throw .unknownHost(host: host.withoutControls, reason: reason.withoutControls)
        }
    }

    func submit(_ work: @escaping Work) throws(SystemFault) {
        let needsThread = state.withLock { state in
            state.waiting.append(work)
            guard state.threads < Limits.lookupThreads else { return false }
            state.threads += 1
            return true
        }
        guard needsThread else { return }
        do {
            try WorkerThread.start(named: "resolver") { [self] in
                while let work = next() { work() }
            }
        } catch {
            state.withLock { $0.threads -= 1 }
            throw error
        }
    }

    private func next() -> Work? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.threads -= 1
            return nil
        }
    }
}
