import GRDB
import Mail

/// An envelope read back from its row.
enum StoredEnvelope {
    /// Stands for "no date": further back than any.
    static let noDate = Int64.min

    static func fetch(_ db: Database, of message: MessageID) throws -> Envelope? {
        guard let row = try db.row(statement, [message.rawValue]) else { return nil }
        let date: Int64 = row[0]
        let messageID: String = row[8]
        let listID: String = row[11]
        return Envelope(
            date: date == noDate ? nil : Timestamp(seconds: date), subject: row[1],
            from: TextList.addresses(row[2]), sender: TextList.addresses(row[3]),
            replyTo: TextList.addresses(row[4]), to: TextList.addresses(row[5]),
            cc: TextList.addresses(row[6]), bcc: TextList.addresses(row[7]),
            messageID: messageID.isEmpty ? nil : messageID,
            inReplyTo: TextList.identifiers(row[9]), references: TextList.identifiers(row[10]),
            listID: listID.isEmpty ? nil : listID)
    }

    private static let statement = """
        SELECT date, subject, from_list, sender_list, reply_to_list, to_list, cc_list, bcc_list,
            message_id_text, in_reply_to, reference_list, list_id
        FROM message WHERE id = ?
        """
}
