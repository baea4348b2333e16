import Glibc
import Testing
import Wire

@testable import Transport

@Suite("TLS") struct TLSTests {
    let loopback: Loopback
    let workshop = CertificateWorkshop.shared

    init() throws {
        loopback = try Loopback()
    }

    /// Opens a connection to a server with this certificate; nil when it was accepted.
    private func refusal(
        by endpoint: Endpoint, of made: CertificateWorkshop.Made
    ) async throws -> CertificateFault? {
        let client = loopback.client(LineMachine(), to: endpoint)
        let opening = Task { try await client.open() }
        let server: Connection<LineMachine> = try await loopback.accept(
            LineMachine(), .tls(made.identity))
        let serving = Task { try await server.open() }
        let result = await opening.result
        serving.cancel()
        switch result {
        case .success:
            await client.close()
            return nil
        case .failure(TransportFault.certificate(let fault)): return fault
        case .failure(let error): throw error
        }
    }

    @Test("a certificate of a trusted authority for this host is accepted")
    func good() async throws {
        let made = try workshop.make("good", names: "DNS:localhost")
        let (client, server) = try await loopback.pair(
            LineMachine(),
            endpoint: loopback.endpoint(.tls, host: "localhost", caFile: workshop.caFile),
            .tls(made.identity))
        try await client.say("private\r\n")
        #expect(try await server.events() == [.line("private")])
        let report = await client.report
        #expect(report.tlsDescription?.hasPrefix("TLSv1.3, TLS_") == true)
        #expect(report.handshakeTime != nil)
        await server.close()
        #expect(await client.eventsToTheEnd().1 == .closed)
    }

    @Test("a certificate for an address is accepted for that address")
    func address() async throws {
        let made = try workshop.make("address", names: "IP:127.0.0.1")
        let endpoint = loopback.endpoint(.tls, caFile: workshop.caFile)
        #expect(try await refusal(by: endpoint, of: made) == nil)
    }

    @Test("a certificate of an authority not trusted here is refused")
    func unknownIssuer() async throws {
        let made = try workshop.make("stranger", names: "IP:127.0.0.1")
        let fault = try await refusal(by: loopback.endpoint(.tls), of: made)
        #expect(fault?.kind == .unknownIssuer)
        #expect(fault?.issuer == "CN = Test Authority")
        #expect(fault?.host == "127.0.0.1")
        #expect(fault?.fingerprint.count == 64)
    }

    @Test("a certificate for another name is refused")
    func wrongName() async throws {
        let made = try workshop.make("other", names: "DNS:other.example")
        let endpoint = loopback.endpoint(.tls, host: "localhost", caFile: workshop.caFile)
        #expect(try await refusal(by: endpoint, of: made)?.kind == .wrongName)
    }

    @Test("the common name does not stand in for a missing name")
    func commonName() async throws {
        let made = try workshop.make("localhost", names: "email:a@example.org")
        let endpoint = loopback.endpoint(.tls, host: "localhost", caFile: workshop.caFile)
        #expect(try await refusal(by: endpoint, of: made)?.kind == .wrongName)
    }

    @Test("an expired certificate is refused, pinned or not", arguments: [false, true])
    func expired(isPinned: Bool) async throws {
        let made = try workshop.make("expired\(isPinned)", names: "IP:127.0.0.1", .expired)
        let endpoint = loopback.endpoint(
            .tls, caFile: isPinned ? nil : workshop.caFile,
            fingerprint: isPinned ? made.fingerprint : nil)
        let fault = try await refusal(by: endpoint, of: made)
        #expect(fault?.kind == .expired)
        #expect(fault?.reason.contains(fault?.validUntil ?? "-") == true)
    }

    @Test("a certificate from the future is refused")
    func notYetValid() async throws {
        let made = try workshop.make("future", names: "IP:127.0.0.1", .notYetValid)
        let endpoint = loopback.endpoint(.tls, caFile: workshop.caFile)
        #expect(try await refusal(by: endpoint, of: made)?.kind == .notYetValid)
    }

    @Test("a self-signed certificate is refused")
    func selfSigned() async throws {
        let made = try workshop.make("own", names: "IP:127.0.0.1", .selfSigned)
        #expect(try await refusal(by: loopback.endpoint(.tls), of: made)?.kind == .selfSigned)
    }

    @Test("a pinned key excuses its self-made certificate and a wrong name")
    func pinned() async throws {
        let made = try workshop.make("pinned", names: "DNS:other.example", .selfSigned)
        let endpoint = loopback.endpoint(
            .tls, host: "localhost", fingerprint: made.fingerprint)
        #expect(try await refusal(by: endpoint, of: made) == nil)
    }

    @Test("a pin that does not match refuses, even what the authority vouches for")
    func otherKey() async throws {
        let other = try workshop.make("elsewhere", names: "IP:127.0.0.1").fingerprint
        let own = try workshop.make("impostor", names: "IP:127.0.0.1", .selfSigned)
        let vouched = try workshop.make("vouched", names: "IP:127.0.0.1")
        let endpoint = loopback.endpoint(.tls, caFile: workshop.caFile, fingerprint: other)
        #expect(try await refusal(by: endpoint, of: own)?.kind == .otherKey)
        #expect(try await refusal(by: endpoint, of: vouched)?.kind == .otherKey)
    }

    @Test("an issuer's escape sequences do not reach the person")
    func hostileIssuer() async throws {
        let made = try workshop.make("hostile", names: "IP:127.0.0.1", .hostileIssuer)
        let fault = try #require(try await refusal(by: loopback.endpoint(.tls), of: made))
        #expect(fault.issuer.contains("owned"))
        #expect(!fault.issuer.unicodeScalars.contains { $0.value < 32 || $0.value == 127 })
    }

    @Test("an authority's file that is missing is a fault, not an empty trust")
    func missingFile() async throws {
        let endpoint = loopback.endpoint(.tls, caFile: "/nonexistent/authority.pem")
        let client = loopback.client(LineMachine(), to: endpoint)
        await #expect {
            try await client.open()
        } throws: { error in
            guard case .tlsFailed(let reason) = error as? TransportFault else { return false }
            return reason.contains("/nonexistent/authority.pem")
        }
    }

    @Test("an end without TLS's goodbye is a cut stream")
    func truncated() async throws {
        let made = try workshop.make("cut", names: "IP:127.0.0.1")
        let (client, server) = try await loopback.pair(
            LineMachine(), endpoint: loopback.endpoint(.tls, caFile: workshop.caFile),
            .tls(made.identity))
        try await server.say("whole\r\nha")
        await server.cut()
        let (events, fault) = await client.eventsToTheEnd()
        #expect(events == [.line("whole")])
        #expect(fault == .truncated)
    }

    @Test(
        "a server that answers in the clear is recognised",
        arguments: [("* BAD\r\n", "IMAP"), ("+OK\r\n", "POP"), ("220 hi\r\n", "SMTP")])
    func plainServer(answer: String, name: String) async throws {
        let client = loopback.client(OctetMachine(), to: loopback.endpoint(.tls))
        let opening = Task { try await client.open() }
        let server: Connection<OctetMachine> = try await loopback.accept(OctetMachine())
        try await server.open()
        _ = try await server.events()
        try await server.tell { $0.say(Array(answer.utf8)) }
        let expected = TransportFault.tlsFailed(reason: "this port speaks plain \(name)")
        await #expect(throws: expected) { try await opening.value }
    }

    @Test("a server that greets in the clear is not taken for a broken TLS server")
    func plainGreeting() async throws {
        let client = loopback.client(OctetMachine(), to: loopback.endpoint(.tls))
        let opening = Task { try await client.open() }
        let server: Connection<OctetMachine> = try await loopback.accept(OctetMachine())
        try await server.open()
        try await server.tell { $0.say(Array("* OK ready\r\n".utf8)) }
        await #expect {
            try await opening.value
        } throws: { error in
            // Which of the two depends on whether the greeting comes before our first octets.
            guard case .tlsFailed(let reason) = error as? TransportFault else { return false }
            return ["this port speaks plain IMAP", TLSPreface.notTLS].contains(reason)
        }
    }

    @Test("a record in the middle of the handshake is not taken for another protocol")
    func secondFlight() throws {
        let made = try workshop.make("flight", names: "IP:127.0.0.1")
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let sockets = ends.map { Socket(adopting: $0) }
        let endpoint = loopback.endpoint(.tls, caFile: workshop.caFile)
        let client = try TLSSession(
            context: loopback.network.clientContext(for: endpoint), socket: sockets[0],
            endpoint: endpoint)
        let server = try TLSSession(identity: made.identity, socket: sockets[1])
        // Nothing waits when the server looks first, and all of the client's first flight is read
        // right after it.
        try server.checkPreface(on: sockets[1])
        _ = client.handshake()
        _ = server.handshake()
        _ = client.handshake()
        #expect(sockets[1].peek().map { TLSPreface.isRecord($0) } == false)
        try server.checkPreface(on: sockets[1])
    }

    @Test(
        "a server of ours can end a connection without notice or by a reset",
        arguments: [Farewell.withoutNotice, .reset])
    func badManners(farewell: Farewell) async throws {
        let made = try workshop.make("manners\(farewell)", names: "IP:127.0.0.1")
        let client = loopback.client(
            LineMachine(), to: loopback.endpoint(.tls, caFile: workshop.caFile))
        let opening = Task { try await client.open() }
        let server = Connection(
            accepted: try await loopback.listener.accept(), machine: LineMachine(),
            network: loopback.network, security: .tls(made.identity), farewell: farewell)
        try await server.open()
        try await opening.value
        try await server.say("whole\r\nha")
        await server.close()
        let (events, fault) = await client.eventsToTheEnd()
        // A reset may take what was not read yet with it.
        if farewell == .withoutNotice { #expect(events == [.line("whole")]) }
        #expect(fault == .truncated)
    }

    @Test("a handshake ends at its deadline and when it is cancelled", arguments: [false, true])
    func stalledHandshake(isCancelled: Bool) async throws {
        var deadlines = Loopback.patient
        if !isCancelled { deadlines.handshake = .milliseconds(30) }
        let client = loopback.client(
            LineMachine(), to: loopback.endpoint(.tls), deadlines)
        let opening = Task { try await client.open() }
        let server: Connection<OctetMachine> = try await loopback.accept(OctetMachine())
        try await server.open()
        _ = try await server.events()
        if isCancelled { opening.cancel() }
        let expected = isCancelled ? TransportFault.cancelled : .timedOut(.handshake)
        await #expect(throws: expected) { try await opening.value }
    }

    @Test("a server that hangs up during the handshake is told as that")
    func hungUp() async throws {
        let client = loopback.client(LineMachine(), to: loopback.endpoint(.tls))
        let opening = Task { try await client.open() }
        let server: Connection<OctetMachine> = try await loopback.accept(OctetMachine())
        try await server.open()
        _ = try await server.events()
        await server.close()
        await #expect {
            try await opening.value
        } throws: { error in
            guard case .tlsFailed(let reason) = error as? TransportFault else { return false }
            return reason.contains("hung up")
        }
    }
}
