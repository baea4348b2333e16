import Mail

extension IMAPServerSession {
    mutating func executeOnMailboxes(
        _ verb: String, _ reader: inout CommandReader
    ) throws(CommandFault) -> String? {
        switch verb {
        case "NAMESPACE" where options.offers(.namespace):
            outbox.send(line: #"* NAMESPACE (("" "/")) NIL NIL"#)
        case "ENABLE" where options.offers(.enable): try enable(&reader)
        case "LIST": try list(&reader)
        case "LSUB": try listSubscribed(&reader)
        case "STATUS": try status(&reader)
        case "CREATE": try create(&reader)
        case "DELETE": try delete(&reader)
        case "RENAME": try rename(&reader)
        case "SUBSCRIBE", "UNSUBSCRIBE": try subscribe(verb == "SUBSCRIBE", &reader)
        case "APPEND": return try append(&reader)
        case "SELECT", "EXAMINE": return try select(isReadOnly: verb == "EXAMINE", &reader)
        default: return nil
        }
        return "\(verb) completed"
    }

    /// Changes the mail of whoever is logged in.
    mutating func update<Result: Sendable>(
        _ body: (inout MailUser) -> Result
    ) throws(CommandFault) -> Result {
        guard let user, let result = context.world.update(user, body) else {
            throw .no("[UNAVAILABLE] This user is gone")
        }
        return result
    }

    func currentUser() throws(CommandFault) -> MailUser {
        guard let user = user.flatMap(context.world.user) else {
            throw .no("[UNAVAILABLE] This user is gone")
        }
        return user
    }

    private mutating func enable(_ reader: inout CommandReader) throws(CommandFault) {
        var enabled: [String] = []
        while reader.skip(" ") {
            switch try reader.word() {
            case "CONDSTORE" where options.offers(.condstore):
                style.isCONDSTORE = true
                enabled.append("CONDSTORE")
            case "QRESYNC" where options.offers(.qresync):
                style = MailboxView.Style(isQRESYNC: true, isCONDSTORE: true)
                enabled.append("QRESYNC")
            default: break
            }
        }
        outbox.send(line: (["* ENABLED"] + enabled).joined(separator: " "))
    }

    private mutating func status(_ reader: inout CommandReader) throws(CommandFault) {
        try reader.space()
        let name = try reader.mailboxName()
        try reader.space()
        let items = try reader.list { reader throws(CommandFault) in try reader.word() }
        guard let mailbox = try currentUser()[name] else {
            throw .no("[NONEXISTENT] There is no such mailbox")
        }
        if items.contains("HIGHESTMODSEQ") { style.isCONDSTORE = true }
        outbox.send(StatusText.write(mailbox, items: items).bytes)
    }

    private mutating func create(_ reader: inout CommandReader) throws(CommandFault) {
        try reader.space()
        var name = try reader.mailboxName()
        if name.hasSuffix("/") { name.removeLast() }
        guard try update({ $0.create(name) }) else {
            throw .no("[ALREADYEXISTS] There is such a mailbox already")
        }
    }

    private mutating func delete(_ reader: inout CommandReader) throws(CommandFault) {
        try reader.space()
        let name = try reader.mailboxName()
        guard try update({ $0.delete(name) }) else {
            throw .no("[NONEXISTENT] There is no such mailbox, or it cannot be deleted")
        }
    }

    private mutating func rename(_ reader: inout CommandReader) throws(CommandFault) {
        try reader.space()
        let old = try reader.mailboxName()
        try reader.space()
        let new = try reader.mailboxName()
        let user = try currentUser()
        guard user[old] != nil else { throw .no("[NONEXISTENT] There is no such mailbox") }
        guard user[new] == nil else { throw .no("[ALREADYEXISTS] The new name is taken") }
        guard try update({ $0.rename(old, to: new) }) else {
            throw .no("[CANNOT] This mailbox cannot be renamed")
        }
    }

    private mutating func subscribe(
        _ isSubscribed: Bool, _ reader: inout CommandReader
    ) throws(CommandFault) {
        try reader.space()
        let name = try reader.mailboxName()
        let isKnown = try update { user in
            guard let index = user.index(of: name) else { return false }
            user.mailboxes[index].isSubscribed = isSubscribed
            return true
        }
        guard isKnown else { throw .no("[NONEXISTENT] There is no such mailbox") }
    }
}

/// The answer to STATUS (RFC 3501 §7.2.4).
enum StatusText {
    static func write(_ mailbox: ServerMailbox, items: [String]) -> ResponseText {
        var text = ResponseText("* STATUS ")
        text.append(name: mailbox.name)
        let values = items.compactMap { item in value(of: item, mailbox).map { "\(item) \($0)" } }
        text.append(" (\(values.joined(separator: " ")))\r\n")
        return text
    }

    private static func value(of item: String, _ mailbox: ServerMailbox) -> UInt64? {
        switch item {
        case "MESSAGES": UInt64(mailbox.messages.count)
        case "RECENT": 0
        case "UIDNEXT": UInt64(mailbox.uidNext)
        case "UIDVALIDITY": UInt64(mailbox.uidValidity)
        case "UNSEEN": UInt64(mailbox.messages.count { !$0.flags.contains(.seen) })
        case "DELETED": UInt64(mailbox.messages.count { $0.flags.contains(.deleted) })
        case "SIZE": mailbox.messages.reduce(0) { $0 + UInt64($1.raw.count) }
        case "HIGHESTMODSEQ": mailbox.highestModSeq
        default: nil
        }
    }
}
