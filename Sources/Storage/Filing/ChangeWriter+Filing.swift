import GRDB
import Mail

/// What filters say of mail that is here already, as one change.
extension ChangeWriter {
    mutating func file(_ groups: [FiledEntries]) throws {
        for group in groups {
            try each(group.entries) { writer, entry in
                try writer.file(entry, group.filing)
            }
        }
    }

    private mutating func file(_ entry: StoredEntry, _ filing: Filing) throws {
        var item = UndoItem(entry: entry.id)
        let target = try target(of: filing, for: entry)
        let flags = filing.isSeen ? entry.flags.union(.seen) : entry.flags
        let keywords = entry.keywords.adding(filing.labels).spelled(as: entry.keywords)
        guard target != entry.mailbox || flags != entry.flags || keywords != entry.keywords else {
            return
        }
        try db.run(
            "UPDATE entry SET flags = ?, keywords = ?, mailbox_id = ? WHERE id = ?",
            [flags.rawValue, keywords.text, target.rawValue, entry.id.rawValue])
        item.flagsSet = flags.subtracting(entry.flags)
        item.keywords = KeywordDelta(from: entry.keywords, to: keywords)
        if target != entry.mailbox {
            (item.oldMailbox, item.newMailbox) = (entry.mailbox, target)
            touched.mailboxes.insert(target)
        }
        try note(entry, item)
    }

    /// Where the account has no such mailbox and a server keeps them, the message stays.
    private mutating func target(
        of filing: Filing, for entry: StoredEntry
    ) throws -> MailboxID {
        guard let path = filing.mailbox else { return entry.mailbox }
        let target = try FilingTarget(db: db, account: entry.account).mailbox(path)
        if target?.isNew == true { touched.mailboxList = true }
        if target == nil { unknown.insert(path.name) }
        return target?.id ?? entry.mailbox
    }
}
