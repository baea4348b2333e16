import Testing

@testable import Mail

@Suite("Identifier")
struct IdentifierTests {
    @Test("it prints as its number alone")
    func description() {
        #expect("\(EntryID(42))" == "42")
        #expect(EntryID(rawValue: 42) == EntryID(42))
    }

    @Test("it is ordered by its number")
    func order() {
        #expect(MailboxID(-1) < MailboxID(2))
        #expect(!(MailboxID(2) < MailboxID(2)))
    }
}
