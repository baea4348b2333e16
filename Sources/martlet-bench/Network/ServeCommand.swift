import ArgumentParser
import DemoServer
import Glibc
import Mail
import Transport

/// The other end of the measurements: serves synthetic mail until its input ends.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve synthetic mail by IMAP and POP.",
        shouldDisplay: false)
    static let user = "bench"
    static let password = "bench"

    @Option(help: "How many messages.") var messages = 10_000
    @Option(help: "Octets of each message's text.") var octets = 15_000

    @Flag(help: "Mail of all kinds and sizes instead.") var mixed = false
    @Option(help: "A certificate chain (PEM); without it TLS is not used.")
    var certificate: String?
    @Option(help: "The certificate's key (PEM).") var key: String?

    func run() async throws {
        let now = Timestamp(seconds: Int64(time(nil)))
        var user = MailUser(name: ServeCommand.user, password: ServeCommand.password)
        // Older than what a synthetic store holds: what arrives does not move its first screens.
        let mail = SyntheticMail(
            newest: Timestamp(seconds: now.seconds - 4_000 * 86_400), count: messages)
        for number in 0..<messages {
            user.mailboxes[0].add(
                mixed ? MixedMail.octets(number) : mail.octets(number, text: octets),
                flags: mail.flags(number),
                date: mail.date(number))
        }
        let server = EmbeddedServer(
            world: MailWorld([user], clock: { Timestamp(seconds: Int64(time(nil))) }),
            network: try Network())
        let security = try security
        let (imap, pop) = (
            try await server.startIMAP(security: security),
            try await server.startPOP(security: security)
        )
        print("\(imap.port) \(pop.port)")
        fflush(nil)
        var octet: UInt8 = 0
        while read(0, &octet, 1) > 0 {}
    }

    private var security: ServerSecurity {
        get throws {
            guard let certificate, let key else { return .none }
            return .tls(try ServerIdentity(certificateFile: certificate, keyFile: key))
        }
    }
}
