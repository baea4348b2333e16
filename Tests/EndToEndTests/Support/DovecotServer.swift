import Foundation
import Synchronization

/// A real IMAP and POP3 server, started and stopped by the tests.
final class DovecotServer: Sendable {
    static let password = "correct-horse"

    private static let made = Result { try DovecotServer() }

    /// The one most tests share; each takes a user of its own.
    static func shared() throws -> DovecotServer {
        try made.get()
    }

    let ports: DovecotConfiguration.Ports
    let authority: CertificateAuthority
    /// What stands at which loopback address.
    let certificates: [CertificateAuthority.Validity: CertificateAuthority.Certificate]
    let folder: String
    private let userNumber = Mutex(0)

    /// The address at which a certificate is shown.
    static func address(_ validity: CertificateAuthority.Validity) -> String {
        switch validity {
        case .good: "127.0.0.1"
        case .wrongName: "127.0.0.2"
        case .expired: "127.0.0.3"
        }
    }

    init(offersTLS: Bool = true) throws {
        try Requirements.insist()
        folder = try TestFolder.shared().folder("dc")
        for name in ["tls", "mail", "state"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        }
        MailOwner.current.own("\(folder)/mail")
        authority = try CertificateAuthority(folder: "\(folder)/tls")
        var certificates: [CertificateAuthority.Validity: CertificateAuthority.Certificate] = [:]
        for validity in CertificateAuthority.Validity.allCases {
            certificates[validity] = try authority.sign(
                validity, address: DovecotServer.address(validity))
        }
        self.certificates = certificates
        let free = try FreePorts.take(4)
        ports = DovecotConfiguration.Ports(
            imap: free[0], imaps: free[1], pop3: free[2], pop3s: free[3])
        let configuration = DovecotConfiguration(
            folder: folder, ports: ports, password: DovecotServer.password,
            certificates: CertificateAuthority.Validity.allCases.compactMap { validity in
                certificates[validity].map { (DovecotServer.address(validity), $0) }
            }, offersTLS: offersTLS)
        try configuration.text.write(
            toFile: settings, atomically: true, encoding: .utf8)
        try start()
    }

    private var settings: String { "\(folder)/dovecot.conf" }

    func start() throws {
        try Tool.named("dovecot").run(["-c", settings])
        try Patience.wait(for: "Dovecot's ports", evidence: { log }) {
            identifier != nil && FreePorts.answers(ports.imap) && FreePorts.answers(ports.pop3)
        }
    }

    /// Ends the server and every connection to it; the mail stays.
    func stop() throws {
        guard let identifier else { return }
        try doveadm(["stop"])
        try Patience.wait(for: "the end of Dovecot", evidence: { log }) {
            kill(identifier, 0) != 0
        }
    }

    /// The process; nil while there is none.
    private var identifier: Int32? {
        let text = try? String(contentsOfFile: "\(folder)/run/master.pid", encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// What the server wrote about its work, for the report of a test that failed.
    var log: String {
        (try? String(contentsOfFile: "\(folder)/dovecot.log", encoding: .utf8)) ?? "no log"
    }

    @discardableResult
    func doveadm(_ arguments: [String], input: Data = Data()) throws -> String {
        try Tool.named("doveadm").run(["-c", settings] + arguments, input: input)
    }

    /// A user nobody else has, with empty mailboxes.
    func newUser(_ name: String = "user") throws -> MailUser {
        let name = "\(name)\(userNumber.withLock { $0 += 1; return $0 })"
        let home = "\(folder)/mail/\(name)"
        for path in [home, "\(home)/Maildir"]
            + ["cur", "new", "tmp"].map({ "\(home)/Maildir/\($0)" })
        {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
            MailOwner.current.own(path)
        }
        return MailUser(name: name, home: home, server: self)
    }
}
