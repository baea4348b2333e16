import GRDB
import Mail

extension Store {
    /// Gives an account the name the settings use for it now; its mail stays with it.
    ///
    /// The settings' new name was taken for a new account when they were read: that one, which
    /// holds nothing yet, gives way. False when it holds mail already; nothing is changed then.
    public func rename(_ account: AccountID, to name: String) async throws(StoreFault) -> Bool {
        try await write(.person) { db, touched in
            let holder = try Store.accounts(db).first { $0.record.name == name }
            if let holder, holder.id != account {
                let held = try db.number(
                    "SELECT 1 FROM entry WHERE account_id = ? LIMIT 1", [holder.id.rawValue])
                guard held == nil else { return false }
                try Store.remove(holder.id, db)
            }
            try db.run("UPDATE account SET name = ? WHERE id = ?", [name, account.rawValue])
            guard db.changesCount > 0 else { throw StoreFault.notFound }
            touched.accounts.insert(account)
            touched.mailboxList = true
            return true
        }
    }

    /// Removes an account and everything of it.
    static func remove(_ account: AccountID, _ db: Database) throws {
        for table in ["entry", "message", "thread_link", "account"] {
            let column = table == "account" ? "id" : "account_id"
            try db.run("DELETE FROM \(table) WHERE \(column) = ?", [account.rawValue])
        }
        guard db.changesCount > 0 else { throw StoreFault.notFound }
    }
}
