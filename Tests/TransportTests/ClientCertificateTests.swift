import Glibc
import Testing
import Wire

@testable import Transport

@Suite("Certificates of the person") struct ClientCertificateTests {
    let loopback: Loopback
    let workshop = CertificateWorkshop.shared

    init() throws {
        loopback = try Loopback()
    }

    /// What a client with this certificate hears of a server that asks for one.
    private func conversation(
        showing certificate: ClientCertificate?
    ) async throws -> Result<[LineMachine.Event], TransportFault> {
        let made = try workshop.make("asking", names: "IP:127.0.0.1", asksClients: true)
        let client = loopback.client(
            LineMachine(),
            to: loopback.endpoint(.tls, caFile: workshop.caFile, certificate: certificate))
        let serving = Task {
            let server: Connection<LineMachine> = try await loopback.accept(
                LineMachine(), .tls(made.identity))
            try await server.open()
            try await server.say("welcome\r\n")
        }
        defer { serving.cancel() }
        do throws(TransportFault) {
            try await client.open()
            let events = try await client.events()
            await client.close()
            return .success(events)
        } catch {
            return .failure(error)
        }
    }

    @Test("a server that asks for a certificate gets it")
    func shown() async throws {
        let certificate = try workshop.makeClient("alice")
        defer { workshop.remove(certificate) }
        #expect(try await conversation(showing: certificate).get() == [.line("welcome")])
    }

    @Test("without one, or with one it does not trust, such a server ends the conversation")
    func missing() async throws {
        let stranger = try workshop.makeClient("mallory", .selfSigned)
        defer { workshop.remove(stranger) }
        for certificate in [nil, stranger] {
            guard case .failure = try await conversation(showing: certificate) else {
                Issue.record("it was let in")
                continue
            }
        }
    }

    @Test("a file that is missing, or whose key has a password, is a fault that names it")
    func unreadable() async throws {
        let certificate = try workshop.makeClient("bob")
        defer { workshop.remove(certificate) }
        let locked = ClientCertificate(
            file: certificate.file, keyFile: certificate.file + ".locked")
        let words = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIIBvTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI
            -----END ENCRYPTED PRIVATE KEY-----
            """
        let file = try #require(fopen(locked.keyFile, "w"))
        fputs(words, file)
        fclose(file)
        defer { unlink(locked.keyFile) }
        for wrong in [
            ClientCertificate(file: "/nonexistent.pem", keyFile: "/nonexistent.pem"), locked,
        ] {
            let client = loopback.client(
                LineMachine(), to: loopback.endpoint(.tls, certificate: wrong))
            await #expect {
                try await client.open()
            } throws: { error in
                guard case TransportFault.tlsFailed(let reason) = error else { return false }
                return reason.contains(wrong.file)
            }
        }
    }
}
