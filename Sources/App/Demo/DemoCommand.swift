import DemoServer
import EventLoop
import Glibc
import Mail
import Transport

/// `martlet demo`: the real program against an embedded server with sample mail.
///
/// Everything lives in a temporary folder that is removed at the end; the settings and mail of the
/// person are not touched.
struct DemoCommand: Sendable {
    let isHeadless: Bool

    /// How often a message arrives while the demo runs.
    private static let pause = Duration.seconds(20)

    func run() throws(SettingsFailure) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let server: EmbeddedServer
        do {
            let world = MailWorld(
                SampleMail.users(now: SystemClock.now), clock: { SystemClock.now })
            server = EmbeddedServer(world: world, network: try Network())
        } catch {
            throw DemoCommand.failure("\(error)")
        }
        let ports = try Program.waitFor { await DemoCommand.start(server) }.get()
        let paths = folder.paths
        try folder.write(DemoCommand.settings(imap: ports.imap, pop: ports.pop), to: paths.settings)
        defer { Program.waitFor { await server.stop() } }
        if isHeadless {
            serve(ports, settings: paths.settings)
        } else {
            try show(paths)
        }
    }

    private func serve(_ ports: Ports, settings: String) {
        let output = Output(isJSON: false)
        output.text(
            "imap 127.0.0.1:\(ports.imap)\npop 127.0.0.1:\(ports.pop)\nsettings \(settings)")
        var watch = pollfd(fd: ExitSignals.descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&watch, 1, -1) < 0, errno == EINTR {}
    }

    private func show(_ paths: Paths) throws(SettingsFailure) {
        let workplace = try Workplace(paths)
        do throws(Problem) {
            try workplace.showScreen(account: nil, mailbox: nil)
        } catch {
            throw SettingsFailure([error])
        }
    }

    private struct Ports: Sendable {
        var imap: UInt16
        var pop: UInt16
    }

    private static func start(_ server: EmbeddedServer) async -> Result<Ports, SettingsFailure> {
        do throws(SystemFault) {
            let ports = Ports(
                imap: try await server.startIMAP().port, pop: try await server.startPOP().port)
            await server.deliver(SampleMail.arrivals, every: pause)
            return .success(ports)
        } catch {
            return .failure(failure(error.description))
        }
    }

    private static func failure(_ reason: String) -> SettingsFailure {
        SettingsFailure([
            Problem(.ourBug, headline: "The demo's server could not be started", detail: reason)
        ])
    }

    private static func settings(imap: UInt16, pop: UInt16) -> String {
        """
        # The settings of this demo; they and its mail are removed when it ends.

        [accounts.Work]
        protocol = "imap"
        name = "Robin Martlet"
        address = "robin@work.example"

        [accounts.Work.incoming]
        host = "127.0.0.1"
        port = \(imap)
        security = "none"
        user = "\(SampleMail.imapUser)"
        password = "\(SampleMail.password)"

        [accounts.Home]
        protocol = "pop"
        name = "Robin Martlet"
        address = "robin@home.example"

        [accounts.Home.incoming]
        host = "127.0.0.1"
        port = \(pop)
        security = "none"
        user = "\(SampleMail.popUser)"
        password = "\(SampleMail.password)"
        leave_on_server = "0d"
        poll = "15s"

        """
    }
}
