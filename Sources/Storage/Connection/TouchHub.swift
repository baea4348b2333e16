import Mail
import Synchronization

/// Tells every listener what commits touched, and counts the changes they contain.
final class TouchHub: Sendable {
    private struct State {
        var ledger = ChangeLedger()
        var listeners: [Listener] = []
    }

    private struct Listener {
        weak var subscriber: TouchSubscriber?
    }

    private let state = Mutex(State())

    /// The newest change that every later read contains.
    var upTo: ChangeNumber {
        state.withLock { $0.ledger.upTo }
    }

    func begin(_ number: ChangeNumber) {
        state.withLock { $0.ledger.begin(number) }
    }

    func end(_ number: ChangeNumber) {
        state.withLock { $0.ledger.end(number) }
    }

    func publish(_ touched: Touched) {
        var touched = touched
        let subscribers = state.withLock { state in
            touched.upTo = state.ledger.upTo
            state.listeners.removeAll { $0.subscriber == nil }
            return state.listeners.compactMap(\.subscriber)
        }
        for subscriber in subscribers {
            subscriber.add(touched)
        }
    }

    func stream() -> AsyncStream<Touched> {
        let subscriber = TouchSubscriber()
        state.withLock { $0.listeners.append(Listener(subscriber: subscriber)) }
        return AsyncStream {
            await subscriber.next()
        } onCancel: {
            subscriber.end()
        }
    }

    /// Ends every stream after what it still holds.
    func end() {
        let subscribers = state.withLock { $0.listeners.compactMap(\.subscriber) }
        for subscriber in subscribers {
            subscriber.end()
        }
    }
}

/// One listener: what it has not fetched yet, merged into one value.
private final class TouchSubscriber: Sendable {
    private struct State {
        var pending: Touched?
        var waiter: CheckedContinuation<Touched?, Never>?
        var isOver = false
    }

    private let state = Mutex(State())

    func add(_ touched: Touched) {
        let waiter = state.withLock { state -> CheckedContinuation<Touched?, Never>? in
            guard let waiter = state.waiter else {
                if state.pending?.merge(touched) == nil { state.pending = touched }
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume(returning: touched)
    }

    func next() async -> Touched? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Touched?? in
                if let pending = state.pending {
                    state.pending = nil
                    return pending
                }
                if state.isOver { return .some(nil) }
                state.waiter = continuation
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    func end() {
        let waiter = state.withLock { state in
            state.isOver = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: nil)
    }
}
