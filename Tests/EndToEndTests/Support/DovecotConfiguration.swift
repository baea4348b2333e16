import Foundation

/// The text of Dovecot's settings: everything in one folder, as root or as an ordinary user.
struct DovecotConfiguration {
    struct Ports {
        var imap: UInt16
        var imaps: UInt16
        var pop3: UInt16
        var pop3s: UInt16
    }

    var folder: String
    var ports: Ports
    var password: String
    /// By the loopback address at which each is shown; the first is everybody's.
    var certificates: [(address: String, pair: CertificateAuthority.Certificate)]
    var offersTLS = true

    var text: String {
        [general, identities, mail, services, encryption].joined(separator: "\n")
    }

    private var general: String {
        """
        base_dir = \(folder)/run
        state_dir = \(folder)/state
        instance_name = martlet-tests
        log_path = \(folder)/dovecot.log
        protocols = imap pop3
        listen = \(certificates.map(\.address).joined(separator: ", "))
        disable_plaintext_auth = no
        auth_mechanisms = plain login scram-sha-256
        auth_failure_delay = 0
        mail_max_userip_connections = 50
        login_log_format_elements = user=<%u> method=%m %c
        """
    }

    /// Any name is a user; all have one password, so that each test takes a user of its own.
    private var identities: String {
        let owner = MailOwner.current
        var text = """
            passdb {
              driver = static
              args = password=\(password)
            }
            userdb {
              driver = static
              args = uid=\(owner.user) gid=\(owner.group) home=\(folder)/mail/%u
            }
            first_valid_uid = 1
            """
        if !owner.isChosenByRoot {
            text += """

                default_login_user = \(owner.userName)
                default_internal_user = \(owner.userName)
                default_internal_group = \(owner.groupName)
                service anvil {
                  chroot =
                }
                """
        }
        return text
    }

    private var mail: String {
        let roles = ["Drafts", "Sent", "Trash", "Junk", "Archive"].map { name in
            """
              mailbox \(name) {
                special_use = \\\(name)
                auto = subscribe
              }
            """
        }
        return """
            mail_location = maildir:~/Maildir
            namespace inbox {
              inbox = yes
              separator = /
            \(roles.joined(separator: "\n"))
            }
            """
    }

    private var services: String {
        """
        service imap-login {
          chroot =
          service_count = 0
          inet_listener imap {
            port = \(ports.imap)
          }
          inet_listener imaps {
            port = \(offersTLS ? ports.imaps : 0)
            ssl = yes
          }
        }
        service pop3-login {
          chroot =
          service_count = 0
          inet_listener pop3 {
            port = \(ports.pop3)
          }
          inet_listener pop3s {
            port = \(offersTLS ? ports.pop3s : 0)
            ssl = yes
          }
        }
        service anvil {
          # A wrong password must not slow down the next test's login.
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service stats {
          unix_listener stats-writer {
            mode = 0666
          }
        }
        """
    }

    private var encryption: String {
        guard offersTLS, let first = certificates.first else { return "ssl = no\n" }
        let others = certificates.dropFirst().map { address, pair in
            """
            local \(address) {
              ssl_cert = <\(pair.certificate)
              ssl_key = <\(pair.key)
            }
            """
        }
        return """
            ssl = yes
            ssl_cert = <\(first.pair.certificate)
            ssl_key = <\(first.pair.key)
            \(others.joined(separator: "\n"))

            """
    }
}

/// Who the mail on the test server belongs to.
///
/// Dovecot reads no mail as root; as an ordinary user it can become nobody else.
struct MailOwner {
    var user: uid_t
    var group: gid_t
    var userName: String
    var groupName: String
    var isChosenByRoot: Bool

    static let current: MailOwner = {
        let isRoot = getuid() == 0
        let entry = isRoot ? getpwnam("mail") : getpwuid(getuid())
        let user = entry?.pointee.pw_uid ?? getuid()
        let group = isRoot ? entry?.pointee.pw_gid ?? getgid() : getgid()
        return MailOwner(
            user: user, group: group,
            userName: entry.map { String(cString: $0.pointee.pw_name) } ?? String(user),
            groupName: getgrgid(group).map { String(cString: $0.pointee.gr_name) }
                ?? String(group), isChosenByRoot: isRoot)
    }()

    func own(_ path: String) {
        if isChosenByRoot { chown(path, user, group) }
    }
}
