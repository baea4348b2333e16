import Glibc

/// How long something takes, and how to repeat it.
enum Stopwatch {
    static func milliseconds<Value>(
        _ body: () async throws -> Value
    ) async rethrows -> (Double, Value) {
        let start = ContinuousClock.now
        let value = try await body()
        return ((ContinuousClock.now - start).milliseconds, value)
    }

    /// The times of several runs in milliseconds, after one that warms up.
    static func series(_ runs: Int, _ body: () async throws -> Void) async rethrows -> Series {
        try await body()
        var series = Series()
        for _ in 0..<runs {
            series.add(try await milliseconds(body).0)
        }
        return series
    }
}
