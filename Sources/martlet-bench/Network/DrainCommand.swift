import ArgumentParser
import Glibc
import Transport

/// Reads what a first download reads, and throws it away; prints the octets.
struct DrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Read a maildrop or mailbox to the end.",
        shouldDisplay: false)

    @Argument(help: "pop or imap.") var conversation: String
    @Flag(help: "Delete every message of a maildrop.") var delete = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        guard let address = server.address,
            let conversation = DrainMachine.Conversation(rawValue: conversation)
        else { throw ValidationError("pop or imap, and a server.") }
        let endpoint = Endpoint(
            host: address.host, port: address.port,
            security: address.authority == nil ? .none : .tls, caFile: address.authority)
        let machine = DrainMachine(
            conversation, user: address.user, password: address.password,
            deletes: delete)
        let connection = Connection(to: endpoint, machine: machine, network: try Network())
        try await connection.open()
        var octets = 0
        while octets == 0 {
            octets = try await connection.events().last ?? 0
        }
        print(octets)
    }
}
