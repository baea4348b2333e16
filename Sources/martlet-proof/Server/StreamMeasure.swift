import Glibc
import Synchronization
import Transport

/// How long the two streams of a conversation are, where the server's answers end, and when the
/// client spoke.
final class StreamMeasure: Sendable {
    /// Octets of the client came.
    struct Hearing: Sendable {
        /// In nanoseconds of the monotonic clock.
        var moment: UInt64
        /// How many commands had come before that delete something, or make deletions real.
        var deletions: Int
    }

    struct Values: Sendable {
        var sent = 0
        var heard = 0
        var answerEnds: [Int] = []
        /// When the server first said something.
        var greeting: ContinuousClock.Instant?
        var hearings: [Hearing] = []
        /// Why the conversation ended.
        var ending: TransportFault?
    }

    private let state = Mutex(Values())

    var values: Values { state.withLock { $0 } }

    func sent(_ count: Int) {
        state.withLock { state in
            if state.greeting == nil { state.greeting = .now }
            state.sent += count
            state.answerEnds.append(state.sent)
        }
    }

    func ended(_ fault: TransportFault) {
        state.withLock { $0.ending = fault }
    }

    func heard(_ count: Int, deletions: Int) {
        state.withLock { state in
            state.heard += count
            state.hearings.append(Hearing(moment: MonotonicClock.now, deletions: deletions))
        }
    }
}

/// The clock that two processes can compare.
enum MonotonicClock {
    /// In nanoseconds.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
