import CEventLoop
import Glibc
import Synchronization

/// Tells when the computer has slept and is awake again, without looking from time to time.
///
/// The kernel sets its clock at waking, which a timer can be told of; whether it was that, the two
/// clocks say of which one stands still during sleep.
public final class WakeAlarm: Sendable {
    /// Readable when the clock was set, by waking or otherwise.
    public let descriptor: Int32
    private let asleep = Mutex(loop_milliseconds_asleep())

    /// A sleep shorter than this many milliseconds broke nothing.
    private static let noticed: Int64 = 1_000

    public init() throws(SystemFault) {
        descriptor = loop_make_clock_alarm()
        guard descriptor >= 0 else { throw SystemFault(call: "timerfd") }
        guard loop_set_clock_alarm(descriptor) == 0 else {
            let fault = SystemFault(call: "timerfd")
            close(descriptor)
            throw fault
        }
    }

    deinit { close(descriptor) }

    /// Whether the computer slept since this was last asked.
    public func take() -> Bool {
        var expirations: UInt64 = 0
        _ = read(descriptor, &expirations, MemoryLayout.size(ofValue: expirations))
        _ = loop_set_clock_alarm(descriptor)
        let now = loop_milliseconds_asleep()
        return asleep.withLock { before in
            defer { before = now }
            return now - before >= WakeAlarm.noticed
        }
    }
}
