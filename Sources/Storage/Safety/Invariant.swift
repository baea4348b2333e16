/// Something that holds in every store, and that SQLite itself does not look at.
struct Invariant {
    var severity = StoreFindings.Severity.wrong
    /// How often it is broken.
    var count: String
    /// After the count: what is broken.
    var words: String
    var remedy = StoreFindings.salvage

    func sentence(_ count: Int) -> String { "\(count) \(words)." }

    static let all = [
        Invariant(
            count: "SELECT count(*) FROM entry WHERE message_id NOT IN (SELECT id FROM message)",
            words: "places in mailboxes have no message"),
        Invariant(
            count: "SELECT count(*) FROM entry WHERE mailbox_id NOT IN (SELECT id FROM mailbox)",
            words: "messages are in a mailbox that is not there"),
        Invariant(
            count: "SELECT count(*) FROM message WHERE id NOT IN (SELECT message_id FROM entry)",
            words: "messages are in no mailbox"),
        Invariant(
            count: """
                SELECT count(*) FROM message m WHERE raw_id > 0 AND size <>
                    (SELECT ifnull(sum(length(octets)), -1) FROM chunk WHERE raw_id = m.raw_id)
                """, words: "messages are not as long as they were"),
        Invariant(
            count: """
                SELECT count(*) FROM maildrop_item i
                JOIN message m ON m.id = i.message_id WHERE m.raw_id = 0
                """, words: "downloaded messages have no octets"),
        Invariant(
            count: """
                SELECT count(*) FROM maildrop_item
                WHERE message_id > 0 AND message_id NOT IN (SELECT id FROM message)
                """, words: "downloaded messages are not in the store"),
        Invariant(
            count: """
                SELECT count(*) FROM (SELECT 1 FROM chunk GROUP BY raw_id
                    HAVING count(*) <> max(ordinal) + 1)
                """, words: "messages have a gap"),
        Invariant(
            severity: .remark,
            count: """
                SELECT count(*) FROM raw WHERE staged_by = 0
                    AND id NOT IN (SELECT raw_id FROM message WHERE raw_id > 0)
                """, words: "pieces of mail belong to no message"),
        Invariant(
            count: """
                SELECT count(*) FROM mailbox b WHERE (b.total, b.unread, b.flagged) IS NOT
                    (SELECT count(*), ifnull(sum(flags & 1 = 0), 0),
                        ifnull(sum(flags & 2 <> 0), 0)
                    FROM entry e WHERE e.mailbox_id = b.id AND e.is_expunged = 0
                        AND e.flags & 16 = 0)
                """, words: "mailboxes have a wrong count"),
        Invariant(
            count: "SELECT count(*) FROM pragma_foreign_key_check",
            words: "rows name something that is not there"),
    ]
}
