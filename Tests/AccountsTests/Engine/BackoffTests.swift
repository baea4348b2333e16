import Testing

@testable import Accounts

@Suite("Backoff")
struct BackoffTests {
    @Test("doubles from two seconds to five minutes, and no further")
    func doubling() {
        var backoff = Backoff()
        let waits = (0..<12).map { _ in backoff.next(jitter: 0.5) }
        #expect(waits.prefix(4) == [.seconds(2), .seconds(4), .seconds(8), .seconds(16)])
        #expect(waits[7] == .seconds(256))
        #expect(waits[8...].allSatisfy { $0 == .seconds(300) })
    }

    @Test("never ends, however often it fails")
    func forever() {
        var backoff = Backoff()
        for _ in 0..<1_000 { _ = backoff.next(jitter: 0.99) }
        #expect(backoff.next(jitter: 0.5) == .seconds(300))
    }

    @Test("is spread by a quarter to each side")
    func jitter() {
        var (early, late) = (Backoff(), Backoff())
        #expect(early.next(jitter: 0) == .milliseconds(1_500))
        #expect(late.next(jitter: 0.999_999) < .milliseconds(2_500))
    }

    @Test("is forgotten on success")
    func success() {
        var backoff = Backoff()
        for _ in 0..<6 { _ = backoff.next(jitter: 0.5) }
        backoff.succeeded()
        #expect(backoff.next(jitter: 0.5) == .seconds(2))
    }
}
