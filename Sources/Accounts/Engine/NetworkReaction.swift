import Mail

/// What an account does when the network is another, or the computer woke.
enum NetworkReaction: Hashable, Sendable {
    case none
    /// What could not be reached may be reached now; a server that is only visited is visited.
    case tryAgain
    /// What seems connected may be dead.
    case connectAnew

    /// A network that comes and goes is no reason to visit a server more often.
    private static let visitPause = Duration.seconds(60)

    init(
        _ state: AccountState, _ arrival: Capabilities.Arrival, lastCheck: Timestamp?,
        now: Timestamp
    ) {
        self =
            switch (state, arrival) {
            // A line that breaks off looks like a broken protocol as well. What the server wants
            // to be left alone for has nothing to do with the network.
            case (.offline(let problem, _), _)
            where problem.retry == nil
                && (problem.kind == .unreachable || problem.kind == .protocolBroken):
                .tryAgain
            case (.online, .pushed), (.working, .pushed): .connectAnew
            case (.resting, .polled):
                lastCheck.map { $0.advanced(by: NetworkReaction.visitPause) <= now } ?? true
                    ? .tryAgain : .none
            default: .none
            }
    }
}
