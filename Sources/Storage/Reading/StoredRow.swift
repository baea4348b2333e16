import GRDB
import Mail

/// A line of a list read by column index, which is half as dear as by name.
enum StoredRow {
    static let columns = """
        e.id, e.sort_date, e.message_id, e.mailbox_id, e.account_id, e.flags, e.keywords, \
        m.thread_id, m.subject, m.from_list, m.to_list, m.size, m.attachments, m.has_preview, \
        m.preview, m.raw_id
        """

    static func row(_ row: Row) -> ListRow {
        let keywords: String = row[6]
        let size: Int = row[11]
        let attachments: Int = row[12]
        let hasPreview: Bool = row[13]
        let raw: Int64 = row[15]
        return ListRow(
            id: EntryID(row[0]), message: MessageID(row[2]), mailbox: MailboxID(row[3]),
            account: AccountID(row[4]), thread: ThreadID(row[7]),
            from: TextList.addresses(row[9]), to: TextList.addresses(row[10]), subject: row[8],
            date: Timestamp(seconds: row[1]), flags: Flags(rawValue: row[5]),
            keywords: KeywordSet(text: keywords).keywords, size: size < 0 ? nil : size,
            attachments: attachments < 0 ? nil : attachments, preview: hasPreview ? row[14] : nil,
            isHeaderOnly: raw == NewMessage.rawAtMaildrop)
    }
}
