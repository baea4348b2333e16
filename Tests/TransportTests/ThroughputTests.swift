import Glibc
import Testing
import Wire

@testable import Transport

@Suite("Throughput") struct ThroughputTests {
    static let megabyte = 1 << 20

    /// A pattern whose period is no power of two, so that a misplaced piece shows.
    static let pattern: [UInt8] = (0..<(megabyte + 7)).map { UInt8(truncatingIfNeeded: $0 % 251) }

    /// Receives `count` patterns and says whether each octet is the right one.
    static func receives(
        _ count: Int, from connection: Connection<OctetMachine>
    ) async throws -> Bool {
        var position = 0
        while position < count * pattern.count {
            for octets in try await connection.events() {
                guard matches(octets, at: position) else { return false }
                position += octets.count
            }
        }
        return position == count * pattern.count
    }

    private static func matches(_ octets: [UInt8], at position: Int) -> Bool {
        var index = 0
        while index < octets.count {
            let offset = (position + index) % pattern.count
            let length = min(octets.count - index, pattern.count - offset)
            let isSame = octets.withUnsafeBytes { left in
                pattern.withUnsafeBytes { right in
                    guard let mine = left.baseAddress, let theirs = right.baseAddress else {
                        return false
                    }
                    return memcmp(mine + index, theirs + offset, length) == 0
                }
            }
            guard isSame else { return false }
            index += length
        }
        return true
    }

    /// Sends `count` patterns; the machine asks for nothing, so this ends with the connection.
    static func send(_ count: Int, to connection: Connection<OctetMachine>) async throws {
        try await connection.tell { machine in
            for _ in 0..<count { machine.say(pattern) }
        }
    }

    @Test("fifty megabytes arrive as they were sent", arguments: [false, true])
    func download(isEncrypted: Bool) async throws {
        let loopback = try Loopback()
        let workshop = CertificateWorkshop.shared
        let made = try workshop.make("bulk\(isEncrypted)", names: "IP:127.0.0.1")
        let (client, server) = try await loopback.pair(
            OctetMachine(),
            endpoint: loopback.endpoint(isEncrypted ? .tls : .none, caFile: workshop.caFile),
            isEncrypted ? .tls(made.identity) : .none)
        try await ThroughputTests.send(50, to: server)
        let serving = Task { try await server.events() }
        #expect(try await ThroughputTests.receives(50, from: client))
        await client.close()
        _ = await serving.result
    }

    @Test("both sides can send more than the system buffers at the same time")
    func both() async throws {
        let (client, server) = try await Loopback().pair(OctetMachine())
        try await ThroughputTests.send(20, to: client)
        try await ThroughputTests.send(20, to: server)
        async let first = receivesAndGoesOn(client)
        async let second = receivesAndGoesOn(server)
        #expect(try await first)
        #expect(try await second)
        await client.close()
    }

    /// Whoever has received everything may still have something to send.
    private func receivesAndGoesOn(
        _ connection: Connection<OctetMachine>
    ) async throws -> Bool {
        let isWhole = try await ThroughputTests.receives(20, from: connection)
        Task { await connection.eventsToTheEnd() }
        return isWhole
    }
}
