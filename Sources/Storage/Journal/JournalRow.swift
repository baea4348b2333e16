import GRDB
import Mail

/// A pending entry and what it has to say to its server.
struct JournalRow {
    private let entry: EntryID
    private let shown: Int64
    private let isExpunged: Bool
    private let copyOf: Int64
    private let place: RemotePlace
    /// Where the source of a copy is, and whether it is about to leave.
    private let source: RemotePlace
    private let isSourceMoving: Bool
    private let flags: FlagState
    private let sentAdd: Flags
    private let sentRemove: Flags
    private let sentMailbox: Int64
    private let sentExpunge: Bool

    /// A kind of batch, where the server has the message, and its number there.
    struct Wish {
        var kind: PendingBatch.Kind
        var place: RemotePlace
        var entry: EntryID

        init(_ kind: PendingBatch.Kind, _ place: RemotePlace, _ entry: EntryID) {
            self.kind = kind
            self.place = place
            self.entry = entry
        }
    }

    /// All pending entries of an account.
    static let selection = """
        SELECT e.id, e.mailbox_id, e.is_expunged, e.copy_of, e.server_mailbox_id,
            e.server_generation, e.server_number, ifnull(s.server_mailbox_id, 0),
            ifnull(s.server_generation, 0), ifnull(s.server_number, 0),
            ifnull(s.sent_mailbox_id, 0) > 0, e.flags, e.keywords, e.server_flags,
            e.server_keywords, e.sent_add | e.sent_remove, e.sent_keywords, e.sent_add,
            e.sent_remove, e.sent_mailbox_id, e.sent_expunge
        FROM entry e LEFT JOIN entry s ON s.id = e.copy_of AND s.copy_of = 0
        WHERE e.account_id = ? AND e.is_pending = 1 ORDER BY e.id
        """

    init(_ row: Row) {
        entry = EntryID(row[0])
        shown = row[1]
        isExpunged = row[2]
        copyOf = row[3]
        place = JournalRow.place(row, 4)
        source = JournalRow.place(row, 7)
        isSourceMoving = row[10]
        flags = FlagState(row: row, from: 11)
        sentAdd = Flags(rawValue: row[17])
        sentRemove = Flags(rawValue: row[18])
        sentMailbox = row[19]
        sentExpunge = row[20]
    }

    private static func place(_ row: Row, _ index: Int) -> RemotePlace {
        RemotePlace(
            mailbox: MailboxID(row[index]),
            id: RemoteID(generation: row[index + 1], number: row[index + 2]))
    }

    /// What can be sent now: nothing about a message whose number nobody knows, or that is on
    /// its way.
    var queued: [Wish] {
        if copyOf > 0 {
            guard sentMailbox == 0, source.id.number > 0, !isSourceMoving else { return [] }
            return [Wish(.copy(to: MailboxID(shown)), source, entry)]
        }
        guard place.id.number > 0, sentMailbox == 0, !sentExpunge else { return [] }
        if isExpunged { return [Wish(.expunge, place, entry)] }
        var wishes: [Wish] = []
        if let change = flagChange { wishes.append(Wish(change, place, entry)) }
        if shown != place.mailbox.rawValue {
            wishes.append(Wish(.move(to: MailboxID(shown)), place, entry))
        }
        return wishes
    }

    /// What was sent and not answered.
    var unresolved: [Wish] {
        if copyOf > 0 {
            guard sentMailbox > 0, source.id.number > 0 else { return [] }
            return [Wish(.copy(to: MailboxID(sentMailbox)), source, entry)]
        }
        guard place.id.number > 0 else { return [] }
        var wishes: [Wish] = []
        if !flags.sentFlags.isEmpty || !flags.sentKeywords.isEmpty {
            let kind = PendingBatch.Kind.flags(
                add: sentAdd, remove: sentRemove, addKeywords: flags.sentKeywords.added,
                removeKeywords: flags.sentKeywords.removed)
            wishes.append(Wish(kind, place, entry))
        }
        if sentMailbox > 0 { wishes.append(Wish(.move(to: MailboxID(sentMailbox)), place, entry)) }
        if sentExpunge { wishes.append(Wish(.expunge, place, entry)) }
        return wishes
    }

    private var flagChange: PendingBatch.Kind? {
        guard flags.sentFlags.isEmpty, flags.sentKeywords.isEmpty else { return nil }
        let keywords = KeywordDelta(from: flags.serverKeywords, to: flags.keywords)
        let add = flags.flags.subtracting(flags.serverFlags)
        let remove = flags.serverFlags.subtracting(flags.flags)
        guard !add.isEmpty || !remove.isEmpty || !keywords.isEmpty else { return nil }
        return .flags(
            add: add, remove: remove, addKeywords: keywords.added,
            removeKeywords: keywords.removed)
    }
}
