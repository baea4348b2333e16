import GRDB
import Mail

/// Makes one change to the store and notes how to take it back.
struct ChangeWriter {
    let db: Database
    private let change: Change
    var log: UndoLog
    var touched = Touched()
    var affected = 0
    /// What the mailbox of a change to mailboxes was called and is called; '' where it was not.
    var mailboxNames = (old: "", new: "")
    /// Names of mailboxes that filters wanted and the account does not have.
    var unknown: Set<String> = []
    private var missing = 0
    private var lastAffected: EntryID?
    private var targets: [AccountID: MailboxID] = [:]
    private var target: MailboxID?

    init(_ db: Database, _ change: Change) {
        self.db = db
        self.change = change
        log = UndoLog(db: db, isOpen: change.isUndoStep)
    }

    mutating func run() throws -> ChangeOutcome {
        switch change.action {
        case .flags(let entries, let add, let remove):
            try each(entries) { writer, entry in
                try writer.setFlags(of: entry, add: add, remove: remove)
            }
        case .keywords(let entries, let add, let remove):
            let delta = KeywordDelta(added: add, removed: remove)
            try each(entries) { writer, entry in
                try writer.setKeywords(of: entry, delta)
            }
        case .move(let entries, let destination):
            try each(entries) { writer, entry in try writer.move(entry, to: destination) }
        case .copy(let entries, let destination):
            try each(entries) { writer, entry in try writer.copy(entry, to: destination) }
        case .expunge(let entries):
            try each(entries) { writer, entry in try writer.expunge(entry) }
        case .catchUp(let mailbox):
            try catchUp(mailbox)
        case .empty(let mailbox):
            try empty(mailbox)
        case .file(let groups):
            try file(groups)
        case .createMailbox(let account, let path):
            try createMailbox(path, of: account)
        case .renameMailbox(let mailbox, let path):
            try renameMailbox(mailbox, to: path)
        case .removeMailbox(let mailbox):
            try removeMailbox(mailbox)
        }
        let description = try describe()
        try log.close(description)
        return ChangeOutcome(
            affected: affected, accounts: touched.accounts, description: description,
            missing: missing, unknownMailboxes: unknown)
    }

    mutating func each(
        _ entries: [EntryID], _ work: (inout ChangeWriter, StoredEntry) throws -> Void
    ) throws {
        var seen: Set<EntryID> = []
        for id in entries where seen.insert(id).inserted {
            guard let entry = try StoredEntry.fetch(db, id) else {
                missing += 1
                continue
            }
            try work(&self, entry)
        }
    }

    mutating func note(_ entry: StoredEntry, _ item: UndoItem? = nil) throws {
        affected += 1
        lastAffected = entry.id
        touched.mailboxes.insert(entry.mailbox)
        touched.accounts.insert(entry.account)
        if let item { try log.add(item) }
    }

    private mutating func setFlags(
        of entry: StoredEntry, add: Flags, remove: Flags
    ) throws {
        let flags = entry.flags.union(add).subtracting(remove)
        guard flags != entry.flags else { return }
        try db.run(
            "UPDATE entry SET flags = ? WHERE id = ?", [flags.rawValue, entry.id.rawValue])
        var item = UndoItem(entry: entry.id)
        item.flagsSet = flags.subtracting(entry.flags)
        item.flagsCleared = entry.flags.subtracting(flags)
        try note(entry, item)
    }

    private mutating func setKeywords(of entry: StoredEntry, _ delta: KeywordDelta) throws {
        let keywords = delta.applied(to: entry.keywords).spelled(as: entry.serverKeywords)
        guard keywords != entry.keywords else { return }
        try db.run(
            "UPDATE entry SET keywords = ? WHERE id = ?", [keywords.text, entry.id.rawValue])
        var item = UndoItem(entry: entry.id)
        item.keywords = KeywordDelta(from: entry.keywords, to: keywords)
        try note(entry, item)
    }

    private mutating func move(_ entry: StoredEntry, to destination: Destination) throws {
        let target = try mailbox(destination, for: entry.account)
        guard target != entry.mailbox else { return }
        try db.run(
            "UPDATE entry SET mailbox_id = ? WHERE id = ?",
            [target.rawValue, entry.id.rawValue])
        touched.mailboxes.insert(target)
        var item = UndoItem(entry: entry.id)
        item.oldMailbox = entry.mailbox
        item.newMailbox = target
        try note(entry, item)
    }

    private mutating func copy(_ entry: StoredEntry, to destination: Destination) throws {
        let target = try mailbox(destination, for: entry.account)
        let copy = try EntryCopy(db: db).copy(entry.id, to: target)
        touched.mailboxes.insert(target)
        var item = UndoItem(entry: copy)
        item.newMailbox = target
        item.copiedFrom = entry.id
        try note(entry, item)
    }

    private mutating func expunge(_ entry: StoredEntry) throws {
        try note(entry)
        try EntryCopy(db: db).expunge(entry, &touched)
    }

    private mutating func catchUp(_ mailbox: MailboxID) throws {
        let unseen = "mailbox_id = ? AND is_expunged = 0 AND flags & 17 = 0"
        let account = try Places(db: db).account(of: mailbox)
        let count = try db.number(
            "SELECT count(*) FROM entry WHERE \(unseen)", [mailbox.rawValue])
        affected = Int(count ?? 0)
        guard affected > 0 else { return }
        lastAffected = try db.number(
            "SELECT id FROM entry WHERE \(unseen) LIMIT 1", [mailbox.rawValue]
        ).map { EntryID($0) }
        if let step = try log.step() {
            try db.run(
                """
                INSERT INTO undo_item (step_id, entry_id, flags_set)
                SELECT ?, id, 1 FROM entry WHERE \(unseen)
                """, [step, mailbox.rawValue])
        }
        try db.run("UPDATE entry SET flags = flags | 1 WHERE \(unseen)", [mailbox.rawValue])
        touched.mailboxes.insert(mailbox)
        touched.accounts.insert(account)
    }

    /// Looked up once for each account of the change.
    private mutating func mailbox(
        _ destination: Destination, for account: AccountID
    ) throws -> MailboxID {
        if let known = targets[account] { return known }
        let places = Places(db: db)
        let mailbox: MailboxID
        switch destination {
        case .mailbox(let wanted):
            guard try places.account(of: wanted) == account else { throw StoreFault.otherAccount }
            guard try !places.isRemoved(wanted) else { throw StoreFault.notFound }
            mailbox = wanted
        case .role(let role):
            if try places.mailbox(of: account, role: role) == nil { touched.mailboxList = true }
            mailbox = try places.mailbox(of: account, making: role)
        }
        targets[account] = mailbox
        target = mailbox
        return mailbox
    }

    private func describe() throws -> String {
        if let text = ChangeText.mailboxes(change.action, mailboxNames, messages: affected) {
            return text
        }
        let place = try target.flatMap { target in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT name FROM mailbox WHERE id = ?"),
                arguments: [target.rawValue])
        }
        let subject = try lastAffected.flatMap { entry in
            try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT subject FROM message
                        WHERE id = (SELECT message_id FROM entry WHERE id = ?)
                        """), arguments: [entry.rawValue])
        }
        let noun = ChangeText.noun(change.action, place: place)
        return "\(noun) \(ChangeText.object(affected, subject: subject))"
    }
}

extension Store {
    /// What the person wants, in one transaction ahead of all background work.
    ///
    /// A mailbox of a role that an account does not have is made. A move or copy to a mailbox of
    /// another account is refused whole.
    public func apply(_ change: Change) async throws(StoreFault) -> ChangeOutcome {
        try await write(.person, as: change.number) { db, touched in
            var writer = ChangeWriter(db, change)
            let outcome = try writer.run()
            touched.merge(writer.touched)
            return outcome
        }
    }
}
