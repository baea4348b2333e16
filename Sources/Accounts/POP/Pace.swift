import Mail

/// Ends a download that would never end: a server that sends so little is stuck, or hostile.
struct Pace: Sendable {
    /// So many octets must come in so much time.
    struct Limit: Sendable {
        var octets = 10_000
        var time = Duration.seconds(300)
    }

    private let limit: Limit
    private var since = ContinuousClock.now
    private var octets = 0

    init(_ limit: Limit) {
        self.limit = limit
    }

    mutating func came(_ count: Int) {
        octets += count
    }

    /// What is wrong; nil while enough comes.
    mutating func check(
        account: String, now: ContinuousClock.Instant = .now
    ) -> Problem? {
        guard now - since >= limit.time else { return nil }
        guard octets >= limit.octets else {
            return Problem(
                .unreachable, account: account, headline: "The server sends almost nothing",
                detail: "\(octets) octets in \(limit.time.components.seconds) seconds")
        }
        since = now
        octets = 0
        return nil
    }
}
