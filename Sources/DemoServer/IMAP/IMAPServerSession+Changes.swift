import Mail

/// STORE with its modifier.
struct StoreRequest: Sendable {
    let set: NumberSet
    /// UNCHANGEDSINCE (RFC 7162 §3.1.3).
    let unchangedSince: UInt64?
    let change: FlagChange
    let isSilent: Bool
}

extension CommandReader {
    mutating func storeRequest() throws(CommandFault) -> StoreRequest {
        let set = try numberSet()
        try space()
        var unchangedSince: UInt64?
        if skip(word: "(UNCHANGEDSINCE ") {
            unchangedSince = try number()
            try expect(")")
            try space()
        }
        let mode: FlagChange.Mode = skip("+") ? .add : skip("-") ? .remove : .replace
        guard skip(word: "FLAGS") else { throw .bad("Expected FLAGS") }
        let isSilent = skip(word: ".SILENT")
        try space()
        return StoreRequest(
            set: set, unchangedSince: unchangedSince,
            change: FlagChange(mode: mode, list: try flagList()), isSilent: isSilent)
    }
}

extension IMAPServerSession {
    /// Changes the selected mailbox; nobody else's change comes in between.
    private mutating func changeSelection<Result: Sendable>(
        _ body: (inout MailUser, _ index: Int, inout MailboxView) -> Result
    ) throws(CommandFault) -> Result {
        guard var view else { throw .bad("No mailbox is selected") }
        guard !view.isReadOnly else { throw .no("[READ-ONLY] The mailbox is open for reading") }
        let result = try update { user -> Result? in
            user.index(ofID: view.mailbox).map { body(&user, $0, &view) }
        }
        self.view = view
        guard let result else { throw .no("[NONEXISTENT] The mailbox is gone") }
        return result
    }

    mutating func store(_ request: StoreRequest, isUID: Bool) throws(CommandFault) -> String {
        if request.unchangedSince != nil {
            guard options.offers(.condstore) else { throw .bad("CONDSTORE is not offered") }
            style.isCONDSTORE = true
        }
        guard let view else { throw .bad("No mailbox is selected") }
        let uids = try view.uids(in: request.set, isUID: isUID)
        let style = style
        let (text, refused) = try changeSelection { user, index, view in
            var text = view.news(in: user.mailboxes[index], expunges: isUID, style: style)
            var refused: [UInt32] = []
            for uid in uids {
                guard let place = user.mailboxes[index].index(of: uid) else { continue }
                if user.mailboxes[index].messages[place].modSeq > request.unchangedSince ?? .max {
                    refused.append(isUID ? uid : view.sequence(of: uid) ?? 0)
                    continue
                }
                user.mailboxes[index].change(uid, request.change.apply)
                let message = user.mailboxes[index].messages[place]
                guard let sequence = view.sequence(of: uid) else { continue }
                if !request.isSilent {
                    text.append(flagsOf: message, at: sequence, withModSeq: style.isCONDSTORE)
                } else if style.isCONDSTORE {
                    text.append("* \(sequence) FETCH (UID \(uid) MODSEQ (\(message.modSeq)))\r\n")
                }
            }
            view.acknowledge(user.mailboxes[index])
            return (text, refused)
        }
        outbox.send(text.bytes)
        return refused.isEmpty
            ? "STORE completed" : "[MODIFIED \(NumberSet.text(refused))] Some had changed"
    }

    /// Removes what is marked `\Deleted`; the client hears of it with the news that follow.
    mutating func expunge(only set: NumberSet?) throws(CommandFault) {
        _ = try changeSelection { user, index, view in
            let deleted = user.mailboxes[index].deletedUIDs
            let wanted = set.map { set in
                Set(view.uids.members(of: set.ranges(last: view.bounds.uid)))
            }
            user.mailboxes[index].expunge(wanted.map(deleted.intersection) ?? deleted)
        }
    }

    mutating func copy(
        _ reader: inout CommandReader, isUID: Bool
    ) throws(CommandFault) -> String {
        let transfer = try reader.transfer()
        guard let view else { throw .bad("No mailbox is selected") }
        let uids = try view.uids(in: transfer.set, isUID: isUID)
        let copied = try update { $0.copy(uids, from: view.mailbox, to: transfer.destination) }
        guard let copied else { throw .no("[TRYCREATE] There is no such mailbox") }
        return copyCode(copied).map { "[\($0)] COPY completed" } ?? "COPY completed"
    }

    /// RFC 6851: what arrives is told in an untagged OK, before what goes away.
    mutating func move(
        _ reader: inout CommandReader, isUID: Bool
    ) throws(CommandFault) -> String {
        let transfer = try reader.transfer()
        guard let view else { throw .bad("No mailbox is selected") }
        let uids = try view.uids(in: transfer.set, isUID: isUID)
        let moved = try changeSelection { user, index, _ -> CopiedMessages? in
            let copied = user.copy(uids, from: view.mailbox, to: transfer.destination)
            if let copied { user.mailboxes[index].expunge(Set(copied.source)) }
            return copied
        }
        guard let moved else { throw .no("[TRYCREATE] There is no such mailbox") }
        if let code = copyCode(moved) { outbox.send(line: "* OK [\(code)] Moved") }
        return "MOVE completed"
    }

    private func copyCode(_ copied: CopiedMessages) -> String? {
        guard options.offers(.uidPlus), !copied.source.isEmpty else { return nil }
        return "COPYUID \(copied.uidValidity) \(NumberSet.text(copied.source)) "
            + NumberSet.text(copied.destination)
    }

    mutating func append(_ reader: inout CommandReader) throws(CommandFault) -> String {
        try reader.space()
        let name = try reader.mailboxName()
        try reader.space()
        var list = FlagList()
        if reader.peek == UInt8(ascii: "(") {
            list = try reader.flagList()
            try reader.space()
        }
        var date = context.world.now
        if reader.peek == UInt8(ascii: "\"") {
            let text = String(decoding: try reader.string()[...].trimmed, as: UTF8.self)
            guard let parsed = DateText.parse(internalDate: text) else { throw .bad("Not a date") }
            date = parsed
            try reader.space()
        }
        let raw = try reader.string()
        let appended = try update { user -> (uidValidity: UInt32, uid: UInt32)? in
            guard let index = user.index(of: name) else { return nil }
            let uid = user.mailboxes[index].add(
                raw, flags: list.flags, keywords: list.keywords, date: date)
            return (user.mailboxes[index].uidValidity, uid)
        }
        guard let appended else { throw .no("[TRYCREATE] There is no such mailbox") }
        return options.offers(.uidPlus)
            ? "[APPENDUID \(appended.uidValidity) \(appended.uid)] APPEND completed"
            : "APPEND completed"
    }
}

/// Where copies came from and went.
struct CopiedMessages: Sendable {
    let uidValidity: UInt32
    let source: [UInt32]
    let destination: [UInt32]
}

extension MailUser {
    /// Copies messages that are there; nil when there is no such destination.
    fileprivate mutating func copy(
        _ uids: [UInt32], from source: Int, to name: String
    ) -> CopiedMessages? {
        guard let source = index(ofID: source), let destination = index(of: name) else {
            return nil
        }
        var pairs: [(UInt32, UInt32)] = []
        for uid in uids {
            guard let place = mailboxes[source].index(of: uid) else { continue }
            let message = mailboxes[source].messages[place]
            let copy = mailboxes[destination].add(
                message.raw, flags: message.flags, keywords: message.keywords,
                date: message.internalDate)
            pairs.append((uid, copy))
        }
        return CopiedMessages(
            uidValidity: mailboxes[destination].uidValidity, source: pairs.map(\.0),
            destination: pairs.map(\.1))
    }
}

extension CommandReader {
    /// ` set mailbox` of COPY and MOVE.
    fileprivate mutating func transfer() throws(CommandFault) -> (
        set: NumberSet, destination: String
    ) {
        try space()
        let set = try numberSet()
        try space()
        return (set, try mailboxName())
    }
}
