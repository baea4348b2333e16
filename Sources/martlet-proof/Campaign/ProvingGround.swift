import EventLoop
import Glibc
import Transport

/// The stands of a campaign in a folder of their own.
struct ProvingGround: Sendable {
    let stands: [Stand]
    private let folder: String
    private let servers: [any TrialServer]

    /// - Parameter count: how many trials may run at the same time.
    init(
        folder: String, martlet: String, shim: String, stands count: Int, dovecot: Bool = false
    ) async throws {
        let network = try Network()
        let home = try Files.makeTemporaryFolder(in: folder)
        // Dovecot's mail user must be able to pass.
        chmod(home, 0o755)
        self.folder = home
        do {
            let certificate = try await Certificate.make(in: home, on: network.loop)
            var stands: [Stand] = []
            var servers: [any TrialServer] = []
            for number in 0..<count {
                let server: any TrialServer =
                    dovecot
                    ? try await DovecotServer(
                        certificate: certificate, network: network,
                        folder: "\(home)/dovecot-\(number)")
                    : try ProofServer(certificate: certificate, network: network)
                servers.append(server)
                stands.append(
                    try await Stand(
                        martlet: martlet, shim: shim, loop: network.loop, server: server,
                        folder: "\(home)/stand-\(number)"))
            }
            (self.stands, self.servers) = (stands, servers)
        } catch {
            Files.remove(home)
            throw error
        }
    }

    func clearUp() async throws {
        for server in servers { try await server.stop() }
        Files.remove(folder)
    }
}
