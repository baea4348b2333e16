import Glibc

/// A Dovecot of one's own: TLS on a port of this computer, a new user for each maildrop.
final class DovecotServer: MaildropServer {
    let name = "Dovecot"
    private let mail: ServedMail
    private let identity: TestAuthority
    private let folder: String
    private let port: UInt16
    private var user = 0

    private static let program = "/usr/sbin/dovecot"
    private static let password = "bench"
    static var isInstalled: Bool { access(program, X_OK) == 0 }

    /// Returns when it listens.
    init(
        _ mail: ServedMail, identity: TestAuthority, in folder: String, port: UInt16
    ) throws(BenchFault) {
        self.mail = mail
        self.identity = identity
        self.folder = folder
        self.port = port
        for path in ["", "/run", "/state", "/mail"] { try BenchFile.makeFolder(folder + path) }
        try MailOwner.give(folder + "/mail")
        try BenchFile.write(settings, to: folder + "/dovecot.conf")
        try control([])
        try Port.wait(port)
    }

    deinit {
        do { try control(["stop"]) } catch { print(error) }
    }

    func open(count: Int) throws -> ServerAddress {
        user += 1
        try BenchFile.makeFolder(home)
        try MailOwner.give(home)
        try mail.fill(home + "/Maildir", count: count)
        return ServerAddress(
            host: "localhost", port: port, user: "user\(user)",
            password: DovecotServer.password, authority: identity.authority)
    }

    var left: Int? {
        BenchFile.names(in: home + "/Maildir/cur").count
            + BenchFile.names(in: home + "/Maildir/new").count
    }

    func close() {
        BenchFile.remove(home)
    }

    private var home: String { "\(folder)/mail/user\(user)" }

    private func control(_ arguments: [String]) throws(BenchFault) {
        try ChildProgram.run(
            [DovecotServer.program, "-c", folder + "/dovecot.conf"] + arguments, what: "dovecot")
    }

    private var settings: String {
        let owner = MailOwner.identity
        return """
            base_dir = \(folder)/run
            state_dir = \(folder)/state
            log_path = \(folder)/log
            protocols = pop3
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <\(identity.certificate)
            ssl_key = <\(identity.key)
            auth_mechanisms = plain login
            mail_location = maildir:~/Maildir
            mail_max_userip_connections = 100
            first_valid_uid = 1
            passdb {
              driver = static
              args = password=\(DovecotServer.password)
            }
            userdb {
              driver = static
              args = uid=\(owner.user) gid=\(owner.group) home=\(folder)/mail/%u
            }
            service pop3-login {
              service_count = 0
              inet_listener pop3 {
                port = 0
              }
              inet_listener pop3s {
                port = \(port)
                ssl = yes
              }\(chroot)
            }
            service anvil {\(chroot)
            }
            \(unprivileged)

            """
    }

    /// Only the superuser can lock a service in a folder.
    private var chroot: String { geteuid() == 0 ? "" : "\n  chroot =" }

    private var unprivileged: String {
        guard geteuid() != 0, let user = getpwuid(geteuid()), let group = getgrgid(getegid())
        else { return "" }
        let (name, team) = (
            String(cString: user.pointee.pw_name), String(cString: group.pointee.gr_name)
        )
        return "default_internal_user = \(name)\ndefault_login_user = \(name)\n"
            + "default_internal_group = \(team)"
    }
}
