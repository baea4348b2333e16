/// Lets one piece of work through at a time, the most urgent first.
///
/// The pieces of a long synchronisation pass it one by one, so a message the person wants to read
/// waits for one piece and not for all of them.
actor Turnstile {
    enum Urgency: Int, Comparable {
        case background, news, journal, person

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Waiter {
        var urgency: Urgency
        var entry: CheckedContinuation<Void, Never>
    }

    private var isTaken = false
    /// In order of arrival.
    private var waiters: [Waiter] = []

    var waiting: Int { waiters.count }

    func enter(_ urgency: Urgency) async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiters.append(Waiter(urgency: urgency, entry: $0)) }
    }

    func leave() {
        guard let most = waiters.map(\.urgency).max(),
            let next = waiters.firstIndex(where: { $0.urgency == most })
        else {
            isTaken = false
            return
        }
        waiters.remove(at: next).entry.resume()
    }
}
