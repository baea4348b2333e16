import EventLoop
import Glibc
import Synchronization
import Testing

@testable import Transport

@Suite("Limits of the transport") struct LimitsTests {
    @Test("a certificate's text is kept up to the limit and cut above it")
    func certificateText() {
        let limit = Limits.certificateText
        for count in [limit - 1, limit, limit + 1] {
            let octets = Array(repeating: UInt8(ascii: "x"), count: count)
            #expect(Certificate.cleaned(octets).count == min(count, limit))
        }
    }

    @Test("look-ups run side by side up to the limit; more wait their turn")
    func lookupThreads() async throws {
        let loop = try Loopback.network.get().loop
        let resolver = Resolver()
        let gate = try EventQueue<Void>()
        let events = try EventQueue<Int>()
        let running = Shared()
        let count = 3 * Limits.lookupThreads
        for _ in 0..<count {
            try resolver.submit {
                events.send(running.count.add(1, ordering: .relaxed).newValue)
                var entry = pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0)
                while poll(&entry, 1, -1) != 1 {}
                running.count.subtract(1, ordering: .relaxed)
            }
        }
        var seen: [Int] = []
        while seen.count < count {
            _ = try await loop.wait(
                for: events.descriptor, .readable, until: .now + .seconds(300))
            seen += events.drain()
            if seen.count == Limits.lookupThreads { gate.send(()) }
        }
        #expect(seen.max() == Limits.lookupThreads)
    }

    private final class Shared: Sendable {
        let count = Atomic(0)
    }
}
