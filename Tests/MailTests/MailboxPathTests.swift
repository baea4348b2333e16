import Testing

@testable import Mail

@Suite struct MailboxPathTests {
    @Test(
        "blanks around levels are left out",
        arguments: [("Lists", "Lists"), (" Lists / Swift ", "Lists/Swift"), ("Ümläut", "Ümläut")])
    func names(typed: String, name: String) throws {
        #expect(try MailboxPath(typed).name == name)
    }

    @Test(
        "a text that cannot be a name is refused with its reason",
        arguments: [
            ("", MailboxPathFault.empty), ("  ", .empty), ("/", .emptyLevel), ("a//b", .emptyLevel),
            ("a/", .emptyLevel), ("/a", .emptyLevel), ("a\u{7}b", .hidden), ("a\u{202E}b", .hidden),
            ("a\u{2028}b", .hidden), ("\u{FEFF}a", .hidden), ("a\u{0}", .hidden),
        ])
    func refusals(typed: String, fault: MailboxPathFault) {
        #expect(throws: fault) { try MailboxPath(typed) }
        #expect(!fault.sentence.isEmpty)
    }

    @Test("length and depth have a bound, and what is just within it is a name")
    func bounds() throws {
        let octets = Limits.mailboxOctets
        #expect(try MailboxPath(String(repeating: "a", count: octets)).name.count == octets)
        #expect(throws: MailboxPathFault.tooLong(octets)) {
            try MailboxPath(String(repeating: "a", count: octets + 1))
        }
        let levels = Limits.mailboxLevels
        let deep = Array(repeating: "a", count: levels).joined(separator: "/")
        #expect(try MailboxPath(deep).name == deep)
        #expect(throws: MailboxPathFault.tooDeep(levels)) { try MailboxPath(deep + "/a") }
    }

    @Test("joiners of emoji and scripts belong to a name")
    func joiners() throws {
        #expect(try MailboxPath("👩‍👩‍👧").name == "👩‍👩‍👧")
    }

    @Test("large and small letters, and the two ways to write an accent, are the same")
    func same() {
        #expect(MailboxPath.areSame("Lists", "lISTS"))
        #expect(MailboxPath.areSame("Caf\u{E9}", "cafe\u{301}"))
        #expect(!MailboxPath.areSame("Lists", "List"))
    }
}
