import Testing

@testable import Mail

@Suite("Mailbox counts")
struct MailboxCountsTests {
    @Test("counts of several mailboxes add up one by one")
    func sum() {
        let sum =
            MailboxCounts(total: 10, unread: 3, flagged: 1)
            + MailboxCounts(total: 5, unread: 0, flagged: 2)
        #expect(sum == MailboxCounts(total: 15, unread: 3, flagged: 3))
    }
}
