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
    /// Where its octets are in this file; 0: not here.
    var raw: Int64 = 0

    /// The moment lists are ordered by: the Date field, else the arrival.
    var sortDate: Int64 {
        (envelope.date ?? received)?.seconds ?? 0
    }

    func insert(_ db: Database) throws -> MessageID {
        let thread = try ThreadLinks(db: db, account: account).thread(of: envelope)
        let id = try db.insert(NewMessage.statement, arguments(thread: thread))
        return MessageID(id)
    }

    private func arguments(thread: Int64) -> StatementArguments {
        [
            account.rawValue, thread, TextList.clean(envelope.subject),
            TextList.text(envelope.from), TextList.text(envelope.to), size ?? -1,
            attachments ?? -1, preview == nil ? 0 : 1, TextList.clean(preview ?? ""),
            envelope.date?.seconds ?? StoredEnvelope.noDate, received?.seconds ?? 0,
            TextList.clean(envelope.messageID ?? ""), TextList.text(envelope.sender),
            TextList.text(envelope.replyTo), TextList.text(envelope.cc),
            TextList.text(envelope.bcc), TextList.text(envelope.inReplyTo),
            TextList.text(envelope.references), TextList.clean(envelope.listID ?? ""),
            Blob.value(sha256), raw,
        ]
    }

    private static let statement = """
        INSERT INTO message (account_id, thread_id, subject, from_list, to_list, size,
            attachments, has_preview, preview, date, received, message_id_text, sender_list,
            reply_to_list, cc_list, bcc_list, in_reply_to, reference_list, list_id, sha256, raw_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
