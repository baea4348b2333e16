import GRDB
import Mail

extension Store {
    /// The mailboxes of all accounts: by account, those with a role first, then by name.
    public func mailboxes() async throws(StoreFault) -> [MailboxSummary] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT id, account_id, name, role, total, unread, flagged, is_on_server,
                    is_subscribed, holds_mail
                FROM mailbox WHERE is_hidden = 0
                """)
            var mailboxes: [MailboxSummary] = []
            while let row = try rows.next() {
                mailboxes.append(
                    MailboxSummary(
                        id: MailboxID(row[0]), account: AccountID(row[1]), name: row[2],
                        role: MailboxRole(rawValue: row[3]),
                        counts: MailboxCounts(total: row[4], unread: row[5], flagged: row[6]),
                        isOnServer: row[7], isSubscribed: row[8], holdsMail: row[9]))
            }
            return Store.sorted(mailboxes)
        }
    }

    /// The account's own mailbox of a role; nil while it has none.
    public func place(
        of account: AccountID, role: MailboxRole
    ) async throws(StoreFault) -> MailboxID? {
        try await read { db in try Places(db: db).mailbox(of: account, role: role) }
    }

    /// Gives an account that keeps its mailboxes here those that every account has.
    ///
    /// Writes nothing when they are there.
    public func makeLocalMailboxes(for account: AccountID) throws(StoreFault) {
        let isComplete = try unwrap(
            Result { try pool.read { try Places(db: $0).missingRoles(of: account).isEmpty } })
        if isComplete { return }
        try writeNow { db, touched in
            let places = Places(db: db)
            for role in try places.missingRoles(of: account) {
                _ = try places.makeLocal(role, of: account)
            }
            touched.mailboxList = true
        }
    }

    /// The mailboxes a server has or must still create.
    public func remoteMailboxes(
        of account: AccountID
    ) async throws(StoreFault) -> [StoredMailbox] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT id, remote_name, name, role, is_subscribed, holds_mail, is_created
                FROM mailbox WHERE account_id = ? AND is_on_server = 1 AND is_hidden = 0
                ORDER BY id
                """, [account.rawValue])
            var mailboxes: [StoredMailbox] = []
            while let row = try rows.next() {
                mailboxes.append(
                    StoredMailbox(
                        id: MailboxID(row[0]), remoteName: Blob.octets(row, 1), name: row[2],
                        role: MailboxRole(rawValue: row[3]), isSubscribed: row[4],
                        holdsMail: row[5], isCreated: row[6]))
            }
            return mailboxes
        }
    }

    private static func sorted(_ mailboxes: [MailboxSummary]) -> [MailboxSummary] {
        func rank(_ role: MailboxRole?) -> Int {
            role.flatMap(MailboxRole.allCases.firstIndex) ?? MailboxRole.allCases.count
        }
        return mailboxes.sorted { left, right in
            if left.account != right.account { return left.account < right.account }
            let ranks = (rank(left.role), rank(right.role))
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            let names = (left.name.lowercased(), right.name.lowercased())
            return names.0 == names.1 ? left.id < right.id : names.0 < names.1
        }
    }
}
