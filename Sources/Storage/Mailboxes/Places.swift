import GRDB
import Mail

/// Finds and makes the mailboxes that changes lead to.
struct Places {
    let db: Database

    /// The roles every account with mailboxes of its own has.
    static let localRoles: [MailboxRole] = [.inbox, .archive, .drafts, .sent, .trash, .junk]

    func mailbox(of account: AccountID, role: MailboxRole) throws -> MailboxID? {
        let sql = """
            SELECT id FROM mailbox WHERE account_id = ? AND role = ? AND is_hidden = 0
            ORDER BY is_on_server DESC, is_created DESC, id LIMIT 1
            """
        return try db.number(sql, [account.rawValue, role.rawValue]).map { MailboxID($0) }
    }

    func missingRoles(of account: AccountID) throws -> [MailboxRole] {
        try Places.localRoles.filter { try mailbox(of: account, role: $0) == nil }
    }

    func makeLocal(_ role: MailboxRole, of account: AccountID) throws -> MailboxID {
        try insert(role, of: account, isOnServer: false)
    }

    /// The account's mailbox of a role, made where it has none.
    ///
    /// Where the server keeps the mailboxes, a new one waits to be created there.
    func mailbox(of account: AccountID, making role: MailboxRole) throws -> MailboxID {
        if let mailbox = try mailbox(of: account, role: role) { return mailbox }
        let kind = try String.fetchOne(
            db.cachedStatement(sql: "SELECT kind FROM account WHERE id = ?"),
            arguments: [account.rawValue])
        guard let kind else { throw StoreFault.notFound }
        return try insert(role, of: account, isOnServer: AccountKind(rawValue: kind) == .imap)
    }

    /// The account of a mailbox.
    func account(of mailbox: MailboxID) throws -> AccountID {
        let sql = "SELECT account_id FROM mailbox WHERE id = ?"
        guard let account = try db.number(sql, [mailbox.rawValue]) else {
            throw StoreFault.notFound
        }
        return AccountID(account)
    }

    /// Whether a server must hear of what comes into a mailbox.
    func isOnServer(_ mailbox: MailboxID) throws -> Bool {
        try db.number("SELECT is_on_server FROM mailbox WHERE id = ?", [mailbox.rawValue]) == 1
    }

    /// Whether a mailbox of this computer was removed by hand: nothing may be put into it.
    func isRemoved(_ mailbox: MailboxID) throws -> Bool {
        try db.number(
            "SELECT is_hidden AND NOT is_on_server FROM mailbox WHERE id = ?",
            [mailbox.rawValue]) == 1
    }

    private func insert(
        _ role: MailboxRole, of account: AccountID, isOnServer: Bool
    ) throws -> MailboxID {
        let name = role.rawValue.prefix(1).uppercased() + role.rawValue.dropFirst()
        let id = try db.insert(
            """
            INSERT INTO mailbox (account_id, name, role, is_on_server, is_created)
            VALUES (?, ?, ?, ?, ?)
            """, [account.rawValue, name, role.rawValue, isOnServer, !isOnServer])
        return MailboxID(id)
    }
}
