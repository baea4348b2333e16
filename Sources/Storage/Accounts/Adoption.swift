import GRDB
import Mail

/// How the accounts of the settings meet those of the store.
struct Adoption {
    /// What each record is; new ones have no number yet.
    let accounts: [AdoptedAccount]
    private let stored: [StoredAccount]

    init(_ db: Database, _ records: [AccountRecord]) throws {
        let stored = try Store.accounts(db)
        self.stored = stored
        accounts = records.map { record in
            guard let known = stored.first(where: { $0.record.name == record.name }) else {
                return AdoptedAccount(id: AccountID(0), record: record, match: .new)
            }
            let isSame =
                known.record.server == record.server && known.record.kind == record.kind
            return AdoptedAccount(
                id: known.id, record: record,
                match: isSame ? .same : .serverChanged(was: known.record.server))
        }
    }

    /// Whether the store must be written.
    var isChange: Bool {
        accounts.contains { $0.match == .new } || stored.contains { after($0) != $0 }
    }

    /// Writes what is different; answers the accounts with their numbers.
    func write(_ db: Database) throws -> [AdoptedAccount] {
        for account in stored {
            let wanted = after(account)
            guard wanted != account else { continue }
            try db.run(
                "UPDATE account SET address = ?, is_in_settings = ? WHERE id = ?",
                [wanted.record.address, wanted.isInSettings, account.id.rawValue])
        }
        return try accounts.map { account in
            guard account.match == .new else { return account }
            let record = account.record
            let id = try db.insert(
                "INSERT INTO account (name, kind, address, server) VALUES (?, ?, ?, ?)",
                [record.name, record.kind.rawValue, record.address, record.server])
            return AdoptedAccount(id: AccountID(id), record: record, match: .new)
        }
    }

    /// A stored account as the settings want it.
    private func after(_ account: StoredAccount) -> StoredAccount {
        var account = account
        let adopted = accounts.first { $0.id == account.id }
        account.isInSettings = adopted != nil
        if let adopted, adopted.match == .same {
            account.record.address = adopted.record.address
        }
        return account
    }
}
