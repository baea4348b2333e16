import Synchronization

/// What threads tell each other: unbounded, first in, first out; sending never blocks.
///
/// The receiver polls ``descriptor`` beside its other descriptors and takes everything at once
/// by ``drain()``. The descriptor is readable exactly while something waits.
public final class EventQueue<Element: Sendable>: Sendable {
    private struct State {
        /// Nil where a newer element took the place's part.
        var places: [(element: Element, key: AnyHashable?)?] = []
        /// Where the waiting element of each key is.
        var indices: [AnyHashable: Int] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let doorbell: Doorbell

    public init() throws(SystemFault) {
        doorbell = try Doorbell()
    }

    /// Readable while at least one element waits; for `poll` only, never read from it.
    public var descriptor: Int32 { doorbell.descriptor }

    public func send(_ element: Element) {
        state.withLock { append(element, key: nil, to: &$0) }
    }

    /// Sends an element that makes an earlier one with the same key pointless.
    ///
    /// If that one still waits it is dropped. The newer takes its own place at the end, so that
    /// nothing overtakes what was sent before it.
    public func send(_ element: Element, replacing key: some Hashable & Sendable) {
        state.withLock { state in
            let key = AnyHashable(key)
            if let index = state.indices[key] {
                state.places[index] = nil
                state.count -= 1
            }
            append(element, key: key, to: &state)
            compact(&state)
        }
    }

    /// Everything that waits, in the order it was sent.
    public func drain() -> [Element] {
        state.withLock { state in
            doorbell.silence()
            defer { state = State() }
            return state.places.compactMap { $0?.element }
        }
    }

    private func append(_ element: Element, key: AnyHashable?, to state: inout State) {
        if let key { state.indices[key] = state.places.count }
        state.places.append((element, key))
        state.count += 1
        if state.count == 1 { doorbell.ring() }
    }

    /// Keeps the empty places fewer than the rest, however often one element is replaced.
    private func compact(_ state: inout State) {
        guard state.places.count > 2 * state.count + 16 else { return }
        state.places.removeAll { $0 == nil }
        for (index, place) in state.places.enumerated() {
            if let key = place?.key { state.indices[key] = index }
        }
    }
}
