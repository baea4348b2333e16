import GRDB
import Mail

extension Store {
    /// Finds the accounts of the settings in the store, adding those that are new.
    ///
    /// Those no longer named stay with their mail, marked as out of the settings. One that has
    /// another server now keeps its old record until ``acceptServer(of:_:)``. Nothing is written
    /// when nothing changed.
    public func adopt(_ records: [AccountRecord]) throws(StoreFault) -> [AdoptedAccount] {
        let known = try unwrap(Result { try pool.read { try Adoption($0, records) } })
        guard known.isChange else { return known.accounts }
        return try writeNow { db, touched in
            let adoption = try Adoption(db, records)
            let accounts = try adoption.write(db)
            touched.accounts.formUnion(accounts.map(\.id))
            touched.mailboxList = true
            return accounts
        }
    }

    /// The person said that the new server has the same mail.
    ///
    /// Its numbers are not the old server's, so every entry waits to be found there again.
    public func acceptServer(
        of account: AccountID, _ server: String
    ) async throws(StoreFault) {
        try await write(.person) { db, touched in
            try Store.setServer(server, of: account, db)
            let mailboxes = try db.numbers(
                "SELECT id FROM mailbox WHERE account_id = ? AND is_on_server = 1",
                [account.rawValue])
            for mailbox in mailboxes {
                try Generation(db: db, mailbox: MailboxID(mailbox)).begin(0)
                touched.mailboxes.insert(MailboxID(mailbox))
            }
            touched.accounts.insert(account)
        }
    }

    /// Every account of the store, whether or not the settings still name it.
    public func accounts() async throws(StoreFault) -> [StoredAccount] {
        try await read { db in try Store.accounts(db) }
    }

    /// Remembers when store and server last agreed.
    ///
    /// Shown to the person and of no other use, so that failing to write it fails nothing.
    public func setLastSync(_ account: AccountID, _ moment: Timestamp) async {
        do {
            try await write(.background) { db, touched in
                try db.run(
                    "UPDATE account SET last_sync = ? WHERE id = ?",
                    [moment.seconds, account.rawValue])
                touched.accounts.insert(account)
            }
        } catch { return }
    }

    /// Removes an account with all its mail, for good.
    public func forget(_ account: AccountID) async throws(StoreFault) {
        try await write(.person) { db, touched in
            let mailboxes = try db.numbers(
                "SELECT id FROM mailbox WHERE account_id = ?", [account.rawValue])
            try Store.remove(account, db)
            touched.mailboxes.formUnion(mailboxes.map { MailboxID($0) })
            touched.accounts.insert(account)
            touched.mailboxList = true
        }
    }

    /// The protocol is the beginning of the server's name; where none keeps mailboxes any more,
    /// they are this computer's.
    private static func setServer(
        _ server: String, of account: AccountID, _ db: Database
    ) throws {
        let kind = AccountKind.allCases.first { server.hasPrefix($0.rawValue) }
        guard let old = try accounts(db).first(where: { $0.id == account }) else {
            throw StoreFault.notFound
        }
        try db.run(
            "UPDATE account SET server = ?, kind = ? WHERE id = ?",
            [server, (kind ?? old.record.kind).rawValue, account.rawValue])
        guard kind == .pop, old.record.kind == .imap else { return }
        try db.run(
            """
            UPDATE entry SET is_tracked = 0, server_mailbox_id = 0, server_generation = 0,
                server_number = 0, sent_add = 0, sent_remove = 0, sent_keywords = '',
                sent_mailbox_id = 0, sent_expunge = 0, copy_of = 0
            WHERE account_id = ?
            """, [account.rawValue])
        try db.run(
            """
            UPDATE mailbox SET is_on_server = 0, is_created = 1, remote_name = x'',
                generation = 0, sync_state = x'' WHERE account_id = ?
            """, [account.rawValue])
    }

    static func accounts(_ db: Database) throws -> [StoredAccount] {
        let rows = try db.cursor(
            """
            SELECT id, name, kind, address, server, is_in_settings, last_sync
            FROM account ORDER BY id
            """)
        var accounts: [StoredAccount] = []
        while let row = try rows.next() {
            let lastSync: Int64 = row[6]
            let record = AccountRecord(
                name: row[1], kind: AccountKind(rawValue: row[2]) ?? .imap, address: row[3],
                server: row[4])
            accounts.append(
                StoredAccount(
                    id: AccountID(row[0]), record: record, isInSettings: row[5],
                    lastSync: lastSync == 0 ? nil : Timestamp(seconds: lastSync)))
        }
        return accounts
    }
}
