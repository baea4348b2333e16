import COpenSSL
import Testing
import Wire

@testable import Transport

@Suite("Channel binding") struct ChannelBindingTests {
    let loopback: Loopback
    let workshop = CertificateWorkshop.shared

    init() throws {
        loopback = try Loopback()
    }

    /// What both ends of a new connection call it.
    private func bindings(
        _ identity: ServerIdentity, _ security: Endpoint.Security = .tls
    ) async throws -> (client: ChannelBinding?, server: ChannelBinding?) {
        let (client, server) = try await loopback.pair(
            LineMachine(), endpoint: loopback.endpoint(security, caFile: workshop.caFile),
            security == .none ? .none : .tls(identity))
        let found = await (client.machine.binding, server.machine.binding)
        await client.close()
        await server.close()
        return found
    }

    @Test("with TLS 1.3 both ends know one name, another for each connection (RFC 9266)")
    func exporter() async throws {
        let made = try workshop.make("exporter", names: "IP:127.0.0.1")
        let one = try await bindings(made.identity)
        let other = try await bindings(made.identity)
        #expect(one.client?.kind == .exporter)
        #expect(one.client?.octets.count == 32)
        #expect(one.client == one.server)
        #expect(other.client == other.server)
        #expect(one.client != other.client)
    }

    @Test("with TLS 1.2 it is the hash of the server's certificate (RFC 5929 §4)")
    func serverEndPoint() async throws {
        let made = try workshop.make("end-point", names: "IP:127.0.0.1")
        let context = try #require(made.identity.context.pointer)
        SSL_CTX_ctrl(
            context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
        let certificate = try #require(SSL_CTX_get0_certificate(context))
        var digest = [UInt8](repeating: 0, count: 32)
        #expect(X509_digest(certificate, EVP_sha256(), &digest, nil) == 1)
        let found = try await bindings(made.identity)
        #expect(found.client == ChannelBinding(kind: .serverEndPoint, octets: digest))
        #expect(found.client == found.server)
    }

    @Test("without TLS there is none")
    func plain() async throws {
        let made = try workshop.make("plain", names: "IP:127.0.0.1")
        let found = try await bindings(made.identity, .none)
        #expect(found.client == nil && found.server == nil)
    }

    @Test("STARTTLS tells it as well, before anything else")
    func startTLS() async throws {
        let made = try workshop.make("started", names: "IP:127.0.0.1")
        let (client, server) = try await loopback.pair(
            LineMachine(), server: LineMachine(isServer: true),
            endpoint: loopback.endpoint(.startTLS, caFile: workshop.caFile),
            .startTLS(made.identity))
        let serving = Task { try await server.events() }
        try await client.say("STARTTLS\r\n")
        #expect(try await client.events().contains(.secured))
        _ = try await serving.value
        #expect(await client.machine.binding?.kind == .exporter)
        #expect(await client.machine.binding == server.machine.binding)
    }
}
