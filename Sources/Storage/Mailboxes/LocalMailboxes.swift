import GRDB
import Mail

/// The mailboxes of an account that keeps them on this computer: made, renamed and removed.
struct LocalMailboxes {
    /// A mailbox as far as its name matters.
    struct Known {
        var id: MailboxID
        var name: String
        var hasRole: Bool
        /// Removed by hand; a step of undo may bring it back.
        var isHidden: Bool
    }

    /// What became of one mailbox; '' as a name: it was not there, or is gone.
    struct Renaming {
        var id: MailboxID
        var old: String
        var new: String
    }

    let db: Database
    let account: AccountID
    private let all: [Known]

    /// Throws where a server keeps the account's mailboxes.
    init(db: Database, account: AccountID) throws {
        let kind = try String.fetchOne(
            db.cachedStatement(sql: "SELECT kind FROM account WHERE id = ?"),
            arguments: [account.rawValue])
        guard let kind else { throw StoreFault.notFound }
        guard AccountKind(rawValue: kind) != .imap else {
            throw StoreFault.mailbox(.isAtServer)
        }
        self.db = db
        self.account = account
        all = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, name, role <> '', is_hidden FROM mailbox WHERE account_id = ?"),
            arguments: [account.rawValue]
        ).map { Known(id: MailboxID($0[0]), name: $0[1], hasRole: $0[2], isHidden: $0[3]) }
    }

    /// The mailbox of that name as a person sees it.
    func visible(_ name: String) -> Known? {
        let shown = all.filter { !$0.isHidden }
        return shown.first { $0.name == name }
            ?? shown.first { MailboxPath.areSame($0.name, name) }
    }

    /// Makes a mailbox; one that was removed under that name comes back.
    func create(_ path: MailboxPath) throws -> Renaming {
        if let taken = visible(path.name) {
            throw StoreFault.mailbox(.taken(taken.name))
        }
        if let hidden = all.first(where: { $0.isHidden && $0.name == path.name }) {
            try db.run("UPDATE mailbox SET is_hidden = 0 WHERE id = ?", [hidden.id.rawValue])
            return Renaming(id: hidden.id, old: "", new: path.name)
        }
        let id = try db.insert(
            "INSERT INTO mailbox (account_id, name, is_on_server) VALUES (?, ?, 0)",
            [account.rawValue, path.name])
        return Renaming(id: MailboxID(id), old: "", new: path.name)
    }

    /// Renames a mailbox and those below it.
    func rename(_ mailbox: MailboxID, to path: MailboxPath) throws -> [Renaming] {
        let (top, tree) = try tree(of: mailbox)
        guard path.name != top.name else { throw StoreFault.mailbox(.taken(top.name)) }
        let renamings = try tree.map { known in
            let rest = known.name.dropFirst(top.name.count)
            let name: String
            do throws(MailboxPathFault) {
                name = try MailboxPath(path.name + rest).name
            } catch {
                throw StoreFault.mailbox(.name(error))
            }
            return Renaming(id: known.id, old: known.name, new: name)
        }
        let moved = Set(renamings.map(\.id))
        for other in all where !other.isHidden && !moved.contains(other.id) {
            if renamings.contains(where: { MailboxPath.areSame($0.new, other.name) }) {
                throw StoreFault.mailbox(.taken(other.name))
            }
        }
        for renaming in renamings {
            try db.run(
                "UPDATE mailbox SET name = ? WHERE id = ?",
                [renaming.new, renaming.id.rawValue])
        }
        return renamings
    }

    /// The mailboxes that go with one that is removed; the caller moves their mail first.
    func removal(of mailbox: MailboxID) throws -> [Renaming] {
        try tree(of: mailbox).all.map { Renaming(id: $0.id, old: $0.name, new: "") }
    }

    /// A mailbox of the person's own and those below it.
    private func tree(of mailbox: MailboxID) throws -> (top: Known, all: [Known]) {
        guard let top = all.first(where: { $0.id == mailbox && !$0.isHidden }) else {
            throw StoreFault.notFound
        }
        let tree = all.filter {
            !$0.isHidden && ($0.id == top.id || $0.name.hasPrefix(top.name + "/"))
        }
        if let needed = tree.first(where: \.hasRole) {
            throw StoreFault.mailbox(.hasRole(needed.name))
        }
        return (top, tree)
    }
}

extension Store {
    /// Removes for good the mailboxes that were removed by hand so long ago that undo has
    /// forgotten them.
    public func removeForgottenMailboxes() async throws(StoreFault) {
        let condition = """
            is_on_server = 0 AND is_hidden = 1
                AND NOT EXISTS (SELECT 1 FROM undo_mailbox WHERE mailbox_id = mailbox.id)
                AND NOT EXISTS (SELECT 1 FROM entry WHERE mailbox_id = mailbox.id)
            """
        let forgotten = try await read { db in
            try db.numbers("SELECT id FROM mailbox WHERE \(condition)")
        }
        guard !forgotten.isEmpty else { return }
        try await write(.background) { db, _ in
            try db.run("DELETE FROM mailbox WHERE \(condition)")
        }
    }
}
