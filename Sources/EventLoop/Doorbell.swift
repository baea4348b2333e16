import CEventLoop
import Glibc

/// A descriptor that becomes readable when somebody rings, from any thread.
///
/// Rings add up to one: whoever answers takes them all at once.
final class Doorbell: Sendable {
    let descriptor: Int32

    init() throws(SystemFault) {
        descriptor = loop_make_doorbell()
        guard descriptor >= 0 else { throw SystemFault(call: "eventfd") }
    }

    deinit { close(descriptor) }

    func ring() {
        // It can fail only when 2^64 - 2 rings are waiting, and then it is readable anyway.
        var ring: UInt64 = 1
        _ = write(descriptor, &ring, MemoryLayout.size(ofValue: ring))
    }

    func silence() {
        var rings: UInt64 = 0
        _ = read(descriptor, &rings, MemoryLayout.size(ofValue: rings))
    }
}
