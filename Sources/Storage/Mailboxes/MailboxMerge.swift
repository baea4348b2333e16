import GRDB
import Mail

/// Brings the mailboxes of an account into agreement with what its server lists.
struct MailboxMerge {
    let db: Database
    let account: AccountID
    private var isChange = false

    init(db: Database, account: AccountID) {
        self.db = db
        self.account = account
    }

    /// Answers whether anything is different now.
    mutating func merge(_ list: [RemoteMailbox], isComplete: Bool) throws -> Bool {
        var listed: Set<Int64> = []
        for mailbox in list where !mailbox.remoteName.isEmpty {
            listed.insert(try merge(mailbox, among: list))
        }
        if isComplete { try hide(except: listed) }
        return isChange
    }

    private mutating func merge(
        _ mailbox: RemoteMailbox, among list: [RemoteMailbox]
    ) throws -> Int64 {
        let known = try known(mailbox) ?? waiting(for: mailbox, among: list)
        guard let known else {
            isChange = true
            return try db.insert(
                """
                INSERT INTO mailbox (account_id, name, role, is_on_server, remote_name,
                    is_subscribed, holds_mail) VALUES (?, ?, ?, 1, ?, ?, ?)
                """,
                [
                    account.rawValue, mailbox.name, mailbox.role?.rawValue ?? "",
                    Blob.value(mailbox.remoteName), mailbox.isSubscribed, mailbox.holdsMail,
                ])
        }
        let values: StatementArguments = [
            mailbox.name, mailbox.role?.rawValue ?? "", Blob.value(mailbox.remoteName),
            mailbox.isSubscribed, mailbox.holdsMail,
        ]
        try db.run(
            """
            UPDATE mailbox SET (name, role, remote_name, is_subscribed, holds_mail, is_created,
                is_hidden) = (?1, ?2, ?3, ?4, ?5, 1, 0)
            WHERE id = ?6 AND (name, role, remote_name, is_subscribed, holds_mail, is_created,
                is_hidden) IS NOT (?1, ?2, ?3, ?4, ?5, 1, 0)
            """, values + [known])
        if db.changesCount > 0 { isChange = true }
        return known
    }

    private func known(_ mailbox: RemoteMailbox) throws -> Int64? {
        try db.number(
            "SELECT id FROM mailbox WHERE account_id = ? AND remote_name = ?",
            [account.rawValue, Blob.value(mailbox.remoteName)])
    }

    /// A mailbox made here that this one can stand for: of the same name, else of the same role.
    private func waiting(
        for mailbox: RemoteMailbox, among list: [RemoteMailbox]
    ) throws -> Int64? {
        let waiting = "SELECT id FROM mailbox WHERE account_id = ? AND is_created = 0"
        let sameName = try db.number(
            waiting + " AND name = ? LIMIT 1", [account.rawValue, mailbox.name])
        if let sameName { return sameName }
        guard let role = mailbox.role else { return nil }
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, name FROM mailbox WHERE account_id = ? AND is_created = 0"
                + " AND role = ?", arguments: [account.rawValue, role.rawValue])
        // One whose own name the server lists as well is left to that one.
        return rows.first { row in
            let name: String = row[1]
            return !list.contains { $0.name == name }
        }.map { $0[0] }
    }

    private mutating func hide(except listed: Set<Int64>) throws {
        let shown = try db.numbers(
            """
            SELECT id FROM mailbox WHERE account_id = ? AND is_on_server = 1 AND is_created = 1
                AND is_hidden = 0
            """, [account.rawValue])
        for mailbox in shown where !listed.contains(mailbox) {
            try db.run("UPDATE mailbox SET is_hidden = 1 WHERE id = ?", [mailbox])
            isChange = true
        }
    }
}

extension Store {
    /// Takes over the mailboxes a server lists.
    ///
    /// With a complete list those not in it become hidden; they are never removed, because their
    /// entries may be the last trace of mail.
    public func mergeMailboxes(
        _ list: [RemoteMailbox], of account: AccountID, isComplete: Bool
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            var merge = MailboxMerge(db: db, account: account)
            touched.mailboxList = try merge.merge(list, isComplete: isComplete)
        }
    }

    /// The server has the mailbox now, under that name.
    ///
    /// Where the server's list had brought a mailbox of that name in the meantime, both become one.
    public func markCreated(
        _ mailbox: MailboxID, remoteName: [UInt8]
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            let account = try Places(db: db).account(of: mailbox)
            let twin = try db.number(
                "SELECT id FROM mailbox WHERE account_id = ? AND remote_name = ? AND id <> ?",
                [account.rawValue, Blob.value(remoteName), mailbox.rawValue])
            if let twin {
                try Store.redirect(mailbox.rawValue, to: twin, db)
            } else {
                try db.run(
                    "UPDATE mailbox SET remote_name = ?, is_created = 1 WHERE id = ?",
                    [Blob.value(remoteName), mailbox.rawValue])
            }
            touched.mailboxList = true
            touched.mailboxes.insert(mailbox)
        }
    }

    private static func redirect(_ mailbox: Int64, to twin: Int64, _ db: Database) throws {
        for column in ["mailbox_id", "server_mailbox_id", "sent_mailbox_id"] {
            try db.run("UPDATE entry SET \(column) = ? WHERE \(column) = ?", [twin, mailbox])
        }
        for column in ["old_mailbox_id", "new_mailbox_id"] {
            try db.run("UPDATE undo_item SET \(column) = ? WHERE \(column) = ?", [twin, mailbox])
        }
        try db.run("DELETE FROM mailbox WHERE id = ?", [mailbox])
    }
}
