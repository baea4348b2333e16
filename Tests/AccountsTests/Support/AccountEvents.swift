import Mail

@testable import Accounts

/// What an engine told, read in order and never twice.
final class AccountEvents {
    private var iterator: AsyncStream<AccountEvent>.Iterator

    init(_ stream: AsyncStream<AccountEvent>) {
        iterator = stream.makeAsyncIterator()
    }

    convenience init(of engine: AccountEngine) {
        self.init(engine.events)
    }

    /// Reads on to the first event of that kind; nil when the engine ended before.
    func first<Found>(_ match: (AccountEvent) -> Found?) async -> Found? {
        while let event = await iterator.next() {
            if let found = match(event) { return found }
        }
        return nil
    }

    /// Reads on to a state of that kind.
    @discardableResult
    func state(_ match: (AccountState) -> Bool) async -> AccountState? {
        await first { event in
            guard case .state(_, let state) = event, match(state) else { return nil }
            return state
        }
    }

    func online() async { await state { $0 == .online } }
    func resting() async { await state { $0 == .resting } }

    func refused() async -> Problem? {
        guard case .refused(let problem) = await state(\.isRefused) else { return nil }
        return problem
    }

    func elsewhere() async -> Problem? {
        guard case .elsewhere(let problem) = await state(\.isElsewhere) else { return nil }
        return problem
    }

    func offline() async -> Problem? {
        guard case .offline(let problem, _) = await state(\.isOffline) else { return nil }
        return problem
    }
}

extension AccountState {
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
    fileprivate var isElsewhere: Bool { if case .elsewhere = self { true } else { false } }
    fileprivate var isOffline: Bool { if case .offline = self { true } else { false } }
}
