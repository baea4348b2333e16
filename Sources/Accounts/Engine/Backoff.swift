/// How long to wait before the next attempt: doubled after each failure, forgotten on success.
struct Backoff: Sendable {
    private var failures = 0

    private static let first = Duration.seconds(2)
    private static let longest = Duration.seconds(300)

    /// The wait after one more failure; `jitter` in 0..<1 spreads clients that failed together.
    mutating func next(jitter: Double) -> Duration {
        failures = min(failures + 1, 16)
        let doubled = Backoff.first * (1 << (failures - 1))
        return min(doubled, Backoff.longest) * (0.75 + 0.5 * jitter)
    }

    mutating func succeeded() {
        failures = 0
    }
}
