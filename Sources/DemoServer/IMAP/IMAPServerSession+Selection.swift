/// What a client that comes back tells of its last visit (RFC 7162 §3.2.5).
private struct ResyncParameter {
    let uidValidity: UInt64
    let modSeq: UInt64
    /// Which UIDs it knows; nil: all there were.
    let known: NumberSet?
}

extension IMAPServerSession {
    mutating func select(
        isReadOnly: Bool, _ reader: inout CommandReader
    ) throws(CommandFault) -> String {
        if view != nil, style.isQRESYNC { outbox.send(line: "* OK [CLOSED] Closed") }
        view = nil
        try reader.space()
        let name = try reader.mailboxName()
        let resync = try selectParameters(&reader)
        guard let mailbox = try currentUser()[name] else {
            throw .no("[NONEXISTENT] There is no such mailbox")
        }
        let view = MailboxView(mailbox, isReadOnly: isReadOnly)
        self.view = view
        describe(mailbox, isReadOnly: isReadOnly)
        if let resync, resync.uidValidity == UInt64(mailbox.uidValidity) {
            tellChanges(since: resync, in: mailbox, view)
        }
        return isReadOnly ? "[READ-ONLY] EXAMINE completed" : "[READ-WRITE] SELECT completed"
    }

    private mutating func describe(_ mailbox: ServerMailbox, isReadOnly: Bool) {
        let system = #"\Answered \Flagged \Deleted \Seen \Draft"#
        let keywords = Set(mailbox.messages.flatMap(\.keywords)).sorted().map { " \($0.name)" }
        let known = system + keywords.joined()
        outbox.send(line: "* FLAGS (\(known))")
        outbox.send(
            line: "* OK [PERMANENTFLAGS (\(isReadOnly ? "" : known + " \\*"))] What is kept")
        outbox.send(line: "* \(mailbox.messages.count) EXISTS")
        outbox.send(line: "* 0 RECENT")
        if let unseen = mailbox.messages.firstIndex(where: { !$0.flags.contains(.seen) }) {
            outbox.send(line: "* OK [UNSEEN \(unseen + 1)] First unseen")
        }
        outbox.send(line: "* OK [UIDVALIDITY \(mailbox.uidValidity)] UIDs are valid")
        outbox.send(line: "* OK [UIDNEXT \(mailbox.uidNext)] Next UID")
        if options.offers(.condstore) {
            outbox.send(line: "* OK [HIGHESTMODSEQ \(mailbox.highestModSeq)] Highest")
        }
    }

    /// What was expunged and changed since the client's last visit.
    private mutating func tellChanges(
        since resync: ResyncParameter, in mailbox: ServerMailbox, _ view: MailboxView
    ) {
        let ranges = resync.known?.ranges(last: mailbox.uidNext - 1)
        let gone = mailbox.vanished(since: resync.modSeq, in: ranges)
        var text = ResponseText()
        if !gone.isEmpty { text.append("* VANISHED (EARLIER) \(NumberSet.text(gone))\r\n") }
        for message in mailbox.messages where message.modSeq > resync.modSeq {
            if let sequence = view.sequence(of: message.uid) {
                text.append(flagsOf: message, at: sequence, withModSeq: true)
            }
        }
        outbox.send(text.bytes)
    }

    private mutating func selectParameters(
        _ reader: inout CommandReader
    ) throws(CommandFault) -> ResyncParameter? {
        guard reader.skip(" ") else { return nil }
        let mayResync = style.isQRESYNC
        let offersCONDSTORE = options.offers(.condstore)
        let parameters = try reader.list { reader throws(CommandFault) -> ResyncParameter? in
            switch try reader.word() {
            case "CONDSTORE" where offersCONDSTORE: return nil
            case "QRESYNC" where mayResync: return try reader.resyncParameter()
            default: throw .bad("Unknown parameter, or QRESYNC is not enabled")
            }
        }
        style.isCONDSTORE = true
        return parameters.lazy.compactMap { $0 }.first
    }

    /// CLOSE and UNSELECT.
    mutating func leaveMailbox(expunging: Bool) throws(CommandFault) {
        guard let view else { throw .bad("No mailbox is selected") }
        if expunging, !view.isReadOnly {
            try update { user in
                guard let index = user.index(ofID: view.mailbox) else { return }
                user.mailboxes[index].expunge(user.mailboxes[index].deletedUIDs)
            }
        }
        self.view = nil
    }
}

extension ServerMailbox {
    /// Which messages went away after `modSeq`, ascending; `ranges` nil: of all there were.
    func vanished(since modSeq: UInt64, in ranges: [ClosedRange<UInt32>]?) -> [UInt32] {
        let gone = expunged.filter { $0.modSeq > modSeq }.map(\.uid).sorted()
        return ranges.map { gone.members(of: $0) } ?? gone
    }

    /// The messages marked `\Deleted`.
    var deletedUIDs: Set<UInt32> {
        Set(messages.filter { $0.flags.contains(.deleted) }.map(\.uid))
    }
}

extension CommandReader {
    /// ` (uidvalidity modseq [known-uids [(known-sequence-set known-uid-set)]])`.
    fileprivate mutating func resyncParameter() throws(CommandFault) -> ResyncParameter {
        try space()
        try expect("(")
        let uidValidity = try number()
        try space()
        let modSeq = try number()
        var known: NumberSet?
        if skip(" "), peek != UInt8(ascii: "(") {
            known = try numberSet()
            _ = skip(" ")
        }
        if skip("(") {
            // Matching by position only shortens the answer, so it is read and not used.
            _ = try numberSet()
            try space()
            _ = try numberSet()
            try expect(")")
        }
        try expect(")")
        return ResyncParameter(uidValidity: uidValidity, modSeq: modSeq, known: known)
    }
}
