import Mail

extension IMAPServerSession {
    mutating func executeOnMessages(
        _ verb: String, tag: String, _ reader: inout CommandReader
    ) throws(CommandFault) -> String? {
        guard view != nil else { throw .bad("\(verb) is unknown, or no mailbox is selected") }
        let isUID = verb.hasPrefix("UID ")
        switch verb {
        case "CLOSE": try leaveMailbox(expunging: true)
        case "UNSELECT" where options.offers(.unselect): try leaveMailbox(expunging: false)
        case "EXPUNGE": try expunge(only: nil)
        case "UID EXPUNGE" where options.offers(.uidPlus):
            try reader.space()
            try expunge(only: try reader.numberSet())
        case "FETCH", "UID FETCH":
            try reader.space()
            try fetch(try reader.fetchRequest(), isUID: isUID)
        case "STORE", "UID STORE":
            try reader.space()
            return try store(try reader.storeRequest(), isUID: isUID)
        case "SEARCH", "UID SEARCH":
            try reader.space()
            try search(try reader.searchRequest(), tag: tag, isUID: isUID)
        case "COPY", "UID COPY": return try copy(&reader, isUID: isUID)
        case "MOVE" where options.offers(.move), "UID MOVE" where options.offers(.move):
            return try move(&reader, isUID: isUID)
        default: throw .bad("\(verb) is unknown")
        }
        return "\(verb) completed"
    }

    /// The selected mailbox as it is now, with what the client knows of it.
    func selection() throws(CommandFault) -> (view: MailboxView, mailbox: ServerMailbox) {
        let user = try currentUser()
        guard let view, let index = user.index(ofID: view.mailbox) else {
            throw .no("[NONEXISTENT] The mailbox is gone")
        }
        return (view, user.mailboxes[index])
    }

    private mutating func fetch(_ request: FetchRequest, isUID: Bool) throws(CommandFault) {
        var request = request
        let asksModSeq = request.changedSince != nil || request.items.contains(.modSeq)
        if asksModSeq {
            guard options.offers(.condstore) else { throw .bad("CONDSTORE is not offered") }
            style.isCONDSTORE = true
        }
        guard !request.wantsVanished || (style.isQRESYNC && isUID && request.changedSince != nil)
        else { throw .bad("VANISHED needs QRESYNC, UID FETCH and CHANGEDSINCE") }
        if request.changedSince != nil { request.include(.modSeq) }
        if isUID { request.include(.uid) }
        let (view, mailbox) = try selection()
        if request.wantsVanished, let bound = request.changedSince {
            let ranges = request.set.ranges(last: mailbox.uidNext - 1)
            let gone = mailbox.vanished(since: bound, in: ranges)
            if !gone.isEmpty { outbox.send(line: "* VANISHED (EARLIER) \(NumberSet.text(gone))") }
        }
        let uids = try view.uids(in: request.set, isUID: isUID)
        var text = ResponseText()
        for uid in uids {
            guard let index = mailbox.index(of: uid), let sequence = view.sequence(of: uid),
                mailbox.messages[index].modSeq > request.changedSince ?? 0
            else { continue }
            text.append(request.items, of: mailbox.messages[index], at: sequence)
        }
        outbox.send(text.bytes)
        if request.marksSeen, !view.isReadOnly {
            // The client hears of the flag with the news that follow.
            try update { user in
                guard let index = user.index(ofID: view.mailbox) else { return }
                for uid in uids {
                    user.mailboxes[index].change(uid) { flags, _ in flags.insert(.seen) }
                }
            }
        }
    }

    private mutating func search(
        _ request: SearchRequest, tag: String, isUID: Bool
    ) throws(CommandFault) {
        guard request.results == nil || options.offers(.esearch) else {
            throw .bad("RETURN is not offered")
        }
        let (view, mailbox) = try selection()
        let namesModSeq = request.key.mentionsModSeq
        if namesModSeq { style.isCONDSTORE = true }
        var found: [UInt32] = []
        var highest: UInt64 = 0
        for message in mailbox.messages {
            guard let sequence = view.sequence(of: message.uid),
                request.key.matches(message, at: sequence, in: view.bounds)
            else { continue }
            found.append(isUID ? message.uid : sequence)
            highest = max(highest, message.modSeq)
        }
        var words = ["*"]
        if let results = request.results {
            words += ["ESEARCH", "(TAG \"\(tag)\")"] + (isUID ? ["UID"] : [])
            if results.contains("MIN"), let first = found.first { words.append("MIN \(first)") }
            if results.contains("MAX"), let last = found.last { words.append("MAX \(last)") }
            if results.contains("ALL"), !found.isEmpty {
                words.append("ALL \(NumberSet.text(found))")
            }
            if results.contains("COUNT") { words.append("COUNT \(found.count)") }
            if namesModSeq, !found.isEmpty { words.append("MODSEQ \(highest)") }
        } else {
            words += ["SEARCH"] + found.map(String.init)
            if namesModSeq, !found.isEmpty { words.append("(MODSEQ \(highest))") }
        }
        outbox.send(line: words.joined(separator: " "))
    }
}

extension FetchRequest {
    fileprivate mutating func include(_ item: Item) {
        if !items.contains(item) { items.insert(item, at: 0) }
    }

    /// Whether reading this counts as having seen the message.
    fileprivate var marksSeen: Bool {
        items.contains { item in
            switch item {
            case .section(let section), .alias(_, let section): !section.isPeek
            default: false
            }
        }
    }
}

extension ResponseText {
    fileprivate mutating func append(
        _ items: [FetchRequest.Item], of message: ServerMessage, at sequence: UInt32
    ) {
        append("* \(sequence) FETCH (")
        let part = items.contains(where: \.needsParts) ? MessagePart(message: message.raw) : nil
        for (index, item) in items.enumerated() {
            if index > 0 { append(" ") }
            switch item {
            case .flags: append("FLAGS " + FlagText.write(message.flags, message.keywords))
            case .uid: append("UID \(message.uid)")
            case .modSeq: append("MODSEQ (\(message.modSeq))")
            case .internalDate:
                append("INTERNALDATE " + DateText.internalDate(message.internalDate))
            case .size: append("RFC822.SIZE \(message.raw.count)")
            case .envelope:
                append("ENVELOPE ")
                if let part { append(envelopeOf: part.header) }
            case .structure(let isExtended):
                append(isExtended ? "BODYSTRUCTURE " : "BODY ")
                if let part { append(structureOf: part, isExtended: isExtended) }
            case .section(let section): append(section, named: section.label, of: part)
            case .alias(let name, let section): append(section, named: name, of: part)
            }
        }
        append(")\r\n")
    }

    private mutating func append(
        _ section: SectionRequest, named name: String, of part: MessagePart?
    ) {
        append(name + " ")
        if let octets = part.flatMap(section.octets) {
            append(literal: octets)
        } else {
            append("NIL")
        }
    }
}

extension FetchRequest.Item {
    fileprivate var needsParts: Bool {
        switch self {
        case .envelope, .structure, .section, .alias: true
        case .flags, .uid, .modSeq, .internalDate, .size: false
        }
    }
}
