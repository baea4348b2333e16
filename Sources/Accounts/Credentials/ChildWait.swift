import Glibc
import Synchronization

/// What the task that waits for a child and the thread that watches it have in common.
final class ChildWait: Sendable {
    typealias Outcome = Result<ChildProcess.Result, ChildProcess.Fault>

    private struct State {
        var waiter: CheckedContinuation<Outcome, Never>?
        /// Until it is reaped; afterwards the number may be another program's.
        var child: pid_t?
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// How often a child that has closed its output is asked whether it has ended.
    private static let pause: Int32 = 5

    func begin(_ continuation: CheckedContinuation<Outcome, Never>) {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.waiter = continuation }
            return state.isCancelled
        }
        if isCancelled { continuation.resume(returning: ChildWait.cancelled) }
    }

    func end(_ outcome: Outcome) {
        let waiter = state.withLock { $0.waiter.take() }
        waiter?.resume(returning: outcome)
    }

    func cancel() {
        let waiter = state.withLock { state in
            state.isCancelled = true
            if let child = state.child { kill(child, SIGKILL) }
            return state.waiter.take()
        }
        waiter?.resume(returning: ChildWait.cancelled)
    }

    func started(_ child: pid_t) {
        state.withLock { state in
            state.child = child
            if state.isCancelled { kill(child, SIGKILL) }
        }
    }

    /// The child's status; nil when it did not end in time and was ended.
    func reap(until deadline: ContinuousClock.Instant) -> Int32? {
        while ContinuousClock.now < deadline {
            if let status = reapNow() { return status }
            poll(nil, 0, ChildWait.pause)
        }
        state.withLock { state in
            if let child = state.child { kill(child, SIGKILL) }
        }
        while reapNow() == nil { poll(nil, 0, ChildWait.pause) }
        return nil
    }

    private func reapNow() -> Int32? {
        state.withLock { state in
            guard let child = state.child else { return 0 }
            var status: Int32 = 0
            guard waitpid(child, &status, WNOHANG) != 0 else { return nil }
            state.child = nil
            return status
        }
    }

    private static let cancelled = Outcome.failure(ChildProcess.Fault(reason: "cancelled"))
}
