import GRDB
import Mail

/// Finds the mailbox a filter names: by its name in any case, then by its role.
struct FilingTarget {
    let db: Database
    let account: AccountID

    /// Nil where the account has none and a server would have to make it.
    ///
    /// An account that keeps its mailboxes here gets the mailbox when its first mail comes.
    func mailbox(_ path: MailboxPath) throws -> (id: MailboxID, isNew: Bool)? {
        if let known = try existing(path.name) { return (known, false) }
        do {
            let made = try LocalMailboxes(db: db, account: account).create(path)
            return (made.id, true)
        } catch StoreFault.mailbox(.isAtServer) {
            return nil
        }
    }

    private func existing(_ name: String) throws -> MailboxID? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, name, role FROM mailbox
                    WHERE account_id = ? AND is_hidden = 0 AND holds_mail = 1 ORDER BY id
                    """), arguments: [account.rawValue])
        let known = rows.map { (id: $0[0] as Int64, name: $0[1] as String, role: $0[2] as String) }
        let match =
            known.first { $0.name == name }
            ?? known.first { MailboxPath.areSame($0.name, name) }
            ?? known.first { !$0.role.isEmpty && MailboxPath.areSame($0.role, name) }
        return match.map { MailboxID($0.id) }
    }
}
