import EventLoop
import Glibc
import Synchronization
import Transport

/// A Dovecot of our own on one port, whose maildrop is a Maildir that we fill.
///
/// It shows less than ``ProofServer``: what it was asked to delete is not known, only what it did
/// delete, and it cannot be told where to cut.
final class DovecotServer: TrialServer {
    let port: UInt16
    let certificatePath: String
    private let folder: String
    private let run: Task<Void, any Error>
    private let loop: PollLoop
    private let filled = Mutex(0)

    private static let program = "/usr/sbin/dovecot"
    private static let control = "/usr/bin/doveadm"

    /// - Parameter folder: is made; Dovecot's mail user must be able to enter those above it.
    init(certificate: Certificate, network: Network, folder: String) async throws {
        guard Files.exists(DovecotServer.program) else { throw ProofFault("Dovecot is missing") }
        self.folder = folder
        loop = network.loop
        certificatePath = certificate.path
        // The system chooses a port that is free now.
        let listener = try Listener.open(network: network)
        port = listener.port
        await listener.close()
        let owner = MailOwner.current
        for path in [folder, folder + "/mail"] {
            try Files.makeFolder(path, mode: 0o755)
            owner.own(path)
        }
        let settings = DovecotSettings(
            folder: folder, port: port, certificate: certificate, owner: owner)
        try Files.write(Array(settings.text.utf8), to: folder + "/dovecot.conf")
        let run = ProgramRun(
            arguments: [DovecotServer.program, "-F", "-c", folder + "/dovecot.conf"],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], patience: .seconds(86_400))
        self.run = Task { [loop] in _ = try await run.outcome(on: loop) }
        try await waitUntilItAnswers()
    }

    /// Returns when no process of it runs any more.
    func stop() async throws {
        let command = ProgramRun(
            arguments: [DovecotServer.control, "-c", folder + "/dovecot.conf", "stop"],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        _ = try await command.outcome(on: loop)
        try await run.value
    }

    private func waitUntilItAnswers() async throws {
        for _ in 0..<200 {
            if DovecotServer.answers(port) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        let log = (try Files.read(folder + "/dovecot.log")).suffix(2_000)
        throw ProofFault("Dovecot does not start: \(String(decoding: log, as: UTF8.self))")
    }

    private static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    // MARK: The maildrop

    private var maildir: String { "\(folder)/mail/\(ProofServer.user)/Maildir" }

    /// Names never come again, and with the folder goes all that Dovecot remembered of it.
    func fill(with messages: [[UInt8]]) throws {
        let generation = filled.withLock { count in
            count += 1
            return count
        }
        let owner = MailOwner.current
        let home = "\(folder)/mail/\(ProofServer.user)"
        Files.remove(maildir)
        for path in [home, maildir] + ["cur", "new", "tmp"].map({ "\(maildir)/\($0)" }) {
            try Files.makeFolder(path)
            owner.own(path)
        }
        for (number, message) in messages.enumerated() {
            let path = "\(maildir)/new/1762164000.\(generation)-\(1_000 + number).proof"
            try Files.write(message, to: path)
            owner.own(path)
        }
    }

    func begin(cut: ServerCut?) throws -> VisitRecord {
        guard cut == nil else { throw ProofFault("Dovecot cannot be told where to cut") }
        return VisitRecord()
    }

    /// Its answer to QUIT comes after the deletions; the end of a lost client is its own matter.
    func becomesQuiet() {}

    func remaining() throws -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for part in ["new", "cur"] {
            for name in Files.names(in: "\(maildir)/\(part)") {
                let path = "\(maildir)/\(part)/\(name)"
                // It may be moved from one to the other at this instant, or removed.
                guard Files.exists(path) else { continue }
                messages.append(try Files.read(path))
            }
        }
        return messages
    }
}

/// Who the mail belongs to: Dovecot reads none as root, and as an ordinary user it is that user.
struct MailOwner: Sendable {
    let user: uid_t
    let group: gid_t
    let isChosenByRoot: Bool

    static let current: MailOwner = {
        guard getuid() == 0, let entry = getpwnam("mail") else {
            return MailOwner(user: getuid(), group: getgid(), isChosenByRoot: false)
        }
        return MailOwner(
            user: entry.pointee.pw_uid, group: entry.pointee.pw_gid, isChosenByRoot: true)
    }()

    func own(_ path: String) {
        if isChosenByRoot { chown(path, user, group) }
    }
}
