import Testing

@testable import Transport

/// Facts that a test may ask and change in one expression.
private final class Listener {
    private var facts = NetworkFacts()

    func take(_ octets: [UInt8]) -> Bool { facts.take(octets) }
}

@Suite("What the kernel tells of the network")
struct NetworkFactsTests {
    private static let address: [UInt8] = [192, 0, 2, 7]
    private static let gateway: [UInt8] = [192, 0, 2, 1]

    private func number(_ value: Int, octets: Int) -> [UInt8] {
        let little = (0..<octets).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return 1.littleEndian == 1 ? little : little.reversed()
    }

    private func message(_ kind: Int, _ content: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: -content.count & 3)
        return number(16 + content.count, octets: 4) + number(kind, octets: 2)
            + [UInt8](repeating: 0, count: 10) + content + padding
    }

    private func attribute(_ kind: Int, _ octets: [UInt8]) -> [UInt8] {
        number(4 + octets.count, octets: 2) + number(kind, octets: 2) + octets
            + [UInt8](repeating: 0, count: -octets.count & 3)
    }

    private func address(
        _ kind: Int = 20, flags: UInt8 = 0, scope: UInt8 = 0, lifetime: UInt8 = 1
    ) -> [UInt8] {
        message(
            kind,
            [2, 24, flags, scope] + number(3, octets: 4)
                + attribute(6, [lifetime, 0, 0, 0, 9, 0, 0, 0])
                + attribute(1, NetworkFactsTests.address))
    }

    private func link(_ kind: Int = 16, flags: Int) -> [UInt8] {
        message(
            kind, [0, 0, 1, 0] + number(3, octets: 4) + number(flags, octets: 4) + [0, 0, 0, 0])
    }

    private func route(_ kind: Int = 24, length: UInt8 = 0) -> [UInt8] {
        message(
            kind,
            [2, length, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]
                + attribute(5, NetworkFactsTests.gateway) + attribute(4, number(3, octets: 4)))
    }

    @Test("an address that comes or goes is a change, and one that is renewed is none")
    func addresses() {
        let facts = Listener()
        #expect(facts.take(address()))
        #expect(!facts.take(address(lifetime: 200)))
        #expect(facts.take(address(21)))
        #expect(!facts.take(address(21)))
    }

    @Test("an address that cannot be used yet, or leads nowhere, is none")
    func unusable() {
        let facts = Listener()
        #expect(!facts.take(address(flags: 0x40)))
        #expect(!facts.take(address(scope: 253)))
        #expect(!facts.take(address(scope: 254)))
        #expect(facts.take(address()))
    }

    @Test("a link counts by its carrier, and the loopback not at all")
    func links() {
        let facts = Listener()
        #expect(!facts.take(link(flags: 0x1)))
        #expect(facts.take(link(flags: 0x41)))
        #expect(!facts.take(link(flags: 0x51)))
        #expect(facts.take(link(flags: 0x1)))
        #expect(!facts.take(link(flags: 0x49)))
        #expect(facts.take(link(flags: 0x41)))
        #expect(facts.take(link(17, flags: 0x41)))
    }

    @Test("of routes only the default ones count")
    func routes() {
        let facts = Listener()
        #expect(!facts.take(route(length: 24)))
        #expect(facts.take(route()))
        #expect(!facts.take(route()))
        #expect(facts.take(route(25)))
    }

    @Test("several messages in one piece are all heard")
    func together() {
        let facts = Listener()
        #expect(facts.take(link(flags: 0x1) + route(length: 24) + address()))
        #expect(!facts.take(address()))
    }

    @Test("a piece that is cut anywhere does no harm")
    func cut() {
        let whole = link(flags: 0x41) + address() + route()
        for length in 0..<whole.count {
            let facts = Listener()
            _ = facts.take(Array(whole.prefix(length)))
        }
        var lying = whole
        for index in lying.indices {
            let facts = Listener()
            lying[index] ^= 0xFF
            _ = facts.take(lying)
            lying[index] ^= 0xFF
        }
        let facts = Listener()
        #expect(facts.take(whole))
    }
}
