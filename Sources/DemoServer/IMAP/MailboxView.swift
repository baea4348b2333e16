/// The selected mailbox as the client knows it: the messages it was told of, in their order.
///
/// What others change is found by comparing this with the mailbox, so that nothing has to be
/// queued for each session.
struct MailboxView: Sendable {
    /// How changes are told.
    struct Style: Sendable {
        /// By UID with VANISHED, once QRESYNC is enabled (RFC 7162 §3.2.10).
        var isQRESYNC = false
        /// FETCH carries MODSEQ, once the client showed interest in it (RFC 7162 §3.1).
        var isCONDSTORE = false
    }

    /// The mailbox's ``ServerMailbox/id``.
    let mailbox: Int
    let isReadOnly: Bool
    private(set) var uids: [UInt32]
    /// Up to which change the client knows everything.
    private var seenModSeq: UInt64
    /// Messages are gone that the client could not be told of yet.
    private var owesExpunges = false

    init(_ mailbox: ServerMailbox, isReadOnly: Bool) {
        self.mailbox = mailbox.id
        self.isReadOnly = isReadOnly
        uids = mailbox.messages.map(\.uid)
        seenModSeq = mailbox.highestModSeq
    }

    var bounds: SearchKey.Bounds {
        SearchKey.Bounds(uid: uids.last ?? 0, sequence: UInt32(clamping: uids.count))
    }

    func sequence(of uid: UInt32) -> UInt32? {
        let index = uids.firstIndex(atLeast: uid, by: \.self)
        return index < uids.count && uids[index] == uid ? UInt32(clamping: index + 1) : nil
    }

    /// The messages a client means, ascending.
    func uids(in set: NumberSet, isUID: Bool) throws(CommandFault) -> [UInt32] {
        if isUID { return uids.members(of: set.ranges(last: bounds.uid)) }
        var wanted: [UInt32] = []
        for range in set.ranges(last: bounds.sequence) {
            guard range.lowerBound >= 1, Int(range.upperBound) <= uids.count else {
                throw .bad("There is no such message")
            }
            wanted += uids[Int(range.lowerBound) - 1...Int(range.upperBound) - 1]
        }
        return wanted
    }

    /// Untagged responses for what changed since last asked.
    ///
    /// Without `expunges` positions must not move (RFC 3501 §7.4.1): then what is gone is told
    /// the next time.
    mutating func news(
        in mailbox: ServerMailbox?, expunges: Bool, style: Style
    ) -> ResponseText {
        var text = ResponseText()
        guard let mailbox, mailbox.highestModSeq != seenModSeq || owesExpunges else { return text }
        if expunges {
            tellExpunges(in: mailbox, style: style, text: &text)
            owesExpunges = false
        } else {
            owesExpunges = true
        }
        let known = uids.last ?? 0
        for message in mailbox.messages where message.uid <= known && message.modSeq > seenModSeq {
            if let sequence = sequence(of: message.uid) {
                text.append(flagsOf: message, at: sequence, withModSeq: style.isCONDSTORE)
            }
        }
        let arrivals = mailbox.messages[
            mailbox.messages.firstIndex(atLeast: known + 1, by: \.uid)...]
        if !arrivals.isEmpty {
            uids += arrivals.map(\.uid)
            text.append("* \(uids.count) EXISTS\r\n")
        }
        seenModSeq = mailbox.highestModSeq
        return text
    }

    /// Takes note of changes the client made itself and needs not be told of.
    mutating func acknowledge(_ mailbox: ServerMailbox) {
        seenModSeq = mailbox.highestModSeq
    }

    private mutating func tellExpunges(
        in mailbox: ServerMailbox, style: Style, text: inout ResponseText
    ) {
        let left = Set(mailbox.messages.map(\.uid))
        let gone = uids.filter { !left.contains($0) }
        guard !gone.isEmpty else { return }
        if style.isQRESYNC {
            text.append("* VANISHED \(NumberSet.text(gone))\r\n")
        } else {
            for (earlier, uid) in gone.enumerated() {
                let sequence = (sequence(of: uid) ?? 0) - UInt32(clamping: earlier)
                text.append("* \(sequence) EXPUNGE\r\n")
            }
        }
        uids.removeAll { !left.contains($0) }
    }
}

extension ResponseText {
    /// `* 5 FETCH (UID 41 FLAGS (\Seen) MODSEQ (99))`.
    mutating func append(flagsOf message: ServerMessage, at sequence: UInt32, withModSeq: Bool) {
        append("* \(sequence) FETCH (UID \(message.uid) FLAGS ")
        append(FlagText.write(message.flags, message.keywords))
        if withModSeq { append(" MODSEQ (\(message.modSeq))") }
        append(")\r\n")
    }
}
