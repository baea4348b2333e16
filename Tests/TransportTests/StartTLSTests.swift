import Testing
import Wire

@testable import Transport

@Suite("STARTTLS") struct StartTLSTests {
    let loopback: Loopback
    let made: CertificateWorkshop.Made
    let endpoint: Endpoint

    init() throws {
        loopback = try Loopback()
        let workshop = CertificateWorkshop.shared
        made = try workshop.make("starttls", names: "IP:127.0.0.1")
        endpoint = loopback.endpoint(.startTLS, caFile: workshop.caFile)
    }

    @Test("the conversation goes on inside TLS")
    func upgrade() async throws {
        let (client, server) = try await loopback.pair(
            LineMachine(), server: LineMachine(isServer: true), endpoint: endpoint,
            .startTLS(made.identity))
        try await client.say("STARTTLS\r\n")
        async let served = server.events()
        #expect(try await client.events() == [.secured])
        #expect(try await served == [.secured])
        try await client.say("private\r\n")
        #expect(try await server.events() == [.line("private")])
        #expect(await client.report.tlsDescription != nil)
    }

    @Test("a certificate is checked as strictly as without STARTTLS")
    func certificate() async throws {
        var untrusting = endpoint
        untrusting.caFile = nil
        let (client, server) = try await loopback.pair(
            LineMachine(), server: LineMachine(isServer: true), endpoint: untrusting,
            .startTLS(made.identity))
        try await client.say("STARTTLS\r\n")
        let serving = Task { try await server.events() }
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [])
        guard case .certificate(let refused) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(refused.kind == .unknownIssuer)
        _ = await serving.result
    }

    @Test("octets in one packet with the answer are not taken for protected ones")
    func injectionTogether() async throws {
        let (client, server) = try await loopback.pair(LineMachine(), endpoint: endpoint)
        try await server.say("OK\r\ninjected\r\n")
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [])
        #expect(fault == .wire(WireFault(expected: "nothing after the answer to STARTTLS")))
    }

    @Test("octets that wait on the socket when TLS begins end the connection")
    func injectionBehind() async throws {
        let (client, server) = try await loopback.pair(
            LineMachine(), endpoint: endpoint)
        try await server.say("injected\r\n")
        // The machine asks for TLS with a clean buffer; the octets are still in the kernel's.
        try await client.waitUntilReadable()
        try await client.tell { $0.receive(Array("OK\r\n".utf8)) }
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [])
        #expect(fault == .wire(WireFault(expected: "a TLS handshake and nothing before it")))
    }

    @Test("nothing is sent in the clear once the machine has asked for TLS")
    func nothingInTheClear() async throws {
        let (client, server) = try await loopback.pair(LineMachine(), endpoint: endpoint)
        try await client.tell { machine in
            machine.receive(Array("OK\r\n".utf8))
        }
        try await client.say("password\r\n")
        #expect(await client.report.bytesOut == 0)
        await client.close()
        #expect(await server.eventsToTheEnd().0 == [.ended])
    }

    @Test("TLS cannot begin twice")
    func twice() async throws {
        let (client, server) = try await loopback.pair(
            LineMachine(), server: LineMachine(isServer: true), endpoint: endpoint,
            .startTLS(made.identity))
        try await client.say("STARTTLS\r\n")
        async let served = server.events()
        #expect(try await client.events() == [.secured])
        _ = try await served
        try await server.say("OK\r\n")
        let fault = await client.eventsToTheEnd().1
        #expect(fault == .tlsFailed(reason: "TLS is already in use"))
    }
}

extension Connection {
    func waitUntilReadable() async throws {
        let socket = try #require(stream?.socket)
        _ = try await network.loop.wait(for: socket.descriptor, .readable)
    }
}
