import GRDB
import Mail

/// A message about to become a row.
struct NewMessage {
    var account: AccountID
    var envelope: Envelope
    var received: Timestamp?
    var size: Int?
    var attachments: Int?
    var preview: String?
    var sha256: [UInt8] = []
    /// Where its octets are in this file; 0: not here; ``rawAtMaildrop``.
    var raw: Int64 = 0

    /// Stands for octets that a maildrop still has.
    static let rawAtMaildrop: Int64 = -1

    /// The moment lists are ordered by: the Date field, else the arrival.
    var sortDate: Int64 {
        (envelope.date ?? received)?.seconds ?? 0
    }

    func insert(_ db: Database) throws -> MessageID {
        let thread = try ThreadLinks(db: db, account: account).thread(of: envelope)
        let id = try db.insert(NewMessage.statement) { bind(&$0, thread: thread) }
        return MessageID(id)
    }

    private func bind(_ row: inout Binder, thread: Int64) {
        row.add(account.rawValue)
        row.add(thread)
        row.add(TextList.clean(envelope.subject))
        row.add(TextList.text(envelope.from))
        row.add(TextList.text(envelope.to))
        row.add(size ?? -1)
        row.add(attachments ?? -1)
        row.add(preview == nil ? 0 : 1)
        row.add(TextList.clean(preview ?? ""))
        row.add(envelope.date?.seconds ?? StoredEnvelope.noDate)
        row.add(received?.seconds ?? 0)
        row.add(TextList.clean(envelope.messageID ?? ""))
        row.add(TextList.text(envelope.sender))
        row.add(TextList.text(envelope.replyTo))
        row.add(TextList.text(envelope.cc))
        row.add(TextList.text(envelope.bcc))
        row.add(TextList.text(envelope.inReplyTo))
        row.add(TextList.text(envelope.references))
        row.add(TextList.clean(envelope.listID ?? ""))
        row.add(sha256)
        row.add(raw)
    }

    private static let statement = """
        INSERT INTO message (account_id, thread_id, subject, from_list, to_list, size,
            attachments, has_preview, preview, date, received, message_id_text, sender_list,
            reply_to_list, cc_list, bcc_list, in_reply_to, reference_list, list_id, sha256, raw_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
