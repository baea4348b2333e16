import IMAP
import Storage
import Testing

@testable import Accounts

@Suite("Mailbox cursor")
struct MailboxCursorTests {
    private func cursor(_ known: String, modSeq: UInt64 = 0) throws -> MailboxCursor {
        MailboxCursor(
            uidValidity: try #require(UIDValidity(7)), uidNext: try #require(UID(500)),
            modSeq: ModSeq(modSeq), known: try #require(UIDSet(text: Array(known.utf8)[...])))
    }

    @Test("is read back as it was written", arguments: ["1:499", "1,3,5:9,77", "4294967295"])
    func roundTrip(_ known: String) throws {
        for modSeq: UInt64 in [0, 1, .max >> 1] {
            let cursor = try cursor(known, modSeq: modSeq)
            #expect(MailboxCursor(cursor.state) == cursor)
        }
    }

    @Test("of an empty mailbox is read back, too")
    func empty() throws {
        var cursor = try cursor("1")
        cursor.known = UIDSet()
        #expect(MailboxCursor(cursor.state) == cursor)
    }

    @Test(
        "that is damaged, or of another version, is none at all",
        arguments: [
            "", "1", "1 7 500 0", "2 7 500 0 1:9", "1 0 500 0 1:9", "1 7 0 0 1:9", "1 7 x 0 1:9",
            "1 7 500 -1 1:9", "1 7 500 0 1:", "1 7 500 0 0:9", "1 7 500 0 1:9 ",
            "1 7 500 0 1:99999999999", "1 99999999999999999999 500 0 1:9", "1  7 500 0 1:9",
        ])
    func damaged(_ text: String) {
        #expect(MailboxCursor(SyncState(octets: Array(text.utf8))) == nil)
    }

    @Test("the newest of a set are its highest numbers", arguments: [0, 1, 3, 5, 9, 100])
    func newest(_ count: Int) throws {
        let set = try cursor("1:3,7,9:12").known
        #expect(Array(set.newest(count)) == Array(Array(set).suffix(count)))
    }

    @Test("the store's ranges and ours are the same set")
    func ranges() throws {
        let set = try cursor("1:3,7,9:12,4294967295").known
        #expect(UIDSet(set.ranges) == set)
        #expect(set.ranges.last == 4_294_967_295...4_294_967_295)
        #expect(UIDSet([0...3, -5 ... -1, 1...5_000_000_000]).isEmpty)
    }
}
