import Glibc

/// The text of Dovecot's settings (version 2.3): POP3 over TLS alone, everything in one folder.
struct DovecotSettings {
    var folder: String
    var port: UInt16
    var certificate: Certificate
    var owner: MailOwner

    var text: String {
        """
        base_dir = \(folder)/run
        state_dir = \(folder)/state
        instance_name = martlet-proof
        log_path = \(folder)/dovecot.log
        protocols = pop3
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <\(certificate.path)
        ssl_key = <\(certificate.keyPath)
        auth_mechanisms = plain
        auth_failure_delay = 0
        mail_max_userip_connections = 50
        first_valid_uid = 1
        mail_location = maildir:~/Maildir
        passdb {
          driver = static
          args = password=\(ProofServer.password)
        }
        userdb {
          driver = static
          args = uid=\(owner.user) gid=\(owner.group) home=\(folder)/mail/%u
        }
        service pop3-login {
          chroot =
          service_count = 0
          inet_listener pop3 {
            port = 0
          }
          inet_listener pop3s {
            port = \(port)
            ssl = yes
          }
        }
        service stats {
          unix_listener stats-writer {
            mode = 0666
          }
        }
        \(ordinaryUser)
        """
    }

    /// Somebody who is not root can become nobody else.
    private var ordinaryUser: String {
        guard !owner.isChosenByRoot, let user = getpwuid(owner.user),
            let group = getgrgid(owner.group)
        else { return "" }
        let (userName, groupName) = (
            String(cString: user.pointee.pw_name), String(cString: group.pointee.gr_name)
        )
        return """
            default_login_user = \(userName)
            default_internal_user = \(userName)
            default_internal_group = \(groupName)
            service anvil {
              chroot =
            }

            """
    }
}
