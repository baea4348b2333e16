import Glibc

/// Who owns the mail of the measured server.
enum MailOwner {
    /// The user that Debian has for mail.
    static let user = "mail"

    /// The user under whom the server serves: ourselves, unless we are the superuser.
    static var identity: (user: uid_t, group: gid_t) {
        guard geteuid() == 0, let entry = getpwnam(user) else { return (geteuid(), getegid()) }
        return (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    static func give(_ path: String) throws(BenchFault) {
        guard geteuid() == 0 else { return }
        let identity = identity
        guard chown(path, identity.user, identity.group) == 0 else {
            throw BenchFault(call: "chown \(path)")
        }
    }
}
