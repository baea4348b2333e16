import Testing

@testable import Mail

@Suite struct FilterRuleTests {
    private let mail = Envelope(
        subject: "Re: [build] Nightly run FAILED",
        from: [Address(name: "Build robot", address: "Robot@CI.example.org")],
        to: [Address(address: "alice@example.org")],
        cc: [Address(name: "Bob", address: "bob@example.net")],
        messageID: "1@example.org", listID: "dev.lists.example.org")

    private func holds(_ conditions: [FilterRule.Field: [String]]) -> Bool {
        let patterns = conditions.mapValues { $0.map { FilterPattern($0) } }
        return FilterRule(conditions: patterns, filing: Filing(isSeen: true)).holds(for: mail)
    }

    @Test(
        "people are found by their whole address or name, in any case",
        arguments: [
            ("robot@ci.example.org", true), ("*@ci.example.org", true), ("*.example.org", true),
            ("build ROBOT", true), ("build*", true), ("*", true), ("ci.example.org", false),
            ("obot@ci.example.org", false), ("robot@ci.example.or", false), ("r*t", false),
            ("*x*", true), ("robot@*.*.org", true), ("robot@*.*.*.org", false),
        ])
    func from(pattern: String, isFound: Bool) {
        #expect(holds([.from: [pattern]]) == isFound)
    }

    @Test("To and Cc are looked at together")
    func to() {
        #expect(holds([.to: ["alice@example.org"]]))
        #expect(holds([.to: ["bob"]]))
        #expect(!holds([.to: ["robot@ci.example.org"]]))
    }

    @Test(
        "words of a subject are found anywhere in it",
        arguments: [
            ("[build]", true), ("nightly*failed", true), ("failed*nightly", false), ("re:", true),
            ("", true), ("*", true), ("weekly", false),
        ])
    func subject(pattern: String, isFound: Bool) {
        #expect(holds([.subject: [pattern]]) == isFound)
    }

    @Test("a list is known by its whole List-Id, and mail of no list has none")
    func list() {
        #expect(holds([.list: ["dev.lists.example.org"]]))
        #expect(holds([.list: ["*.lists.example.org"]]))
        #expect(!holds([.list: ["lists.example.org"]]))
        var other = mail
        other.listID = nil
        let rule = FilterRule(
            conditions: [.list: [FilterPattern("*")]], filing: Filing(isSeen: true))
        #expect(!rule.holds(for: other))
    }

    @Test("all conditions must hold, of each one of its texts")
    func together() {
        #expect(holds([.from: ["x@y", "build robot"], .subject: ["nightly"]]))
        #expect(!holds([.from: ["build robot"], .subject: ["weekly"]]))
        #expect(!holds([:]))
        #expect(!holds([.from: []]))
    }

    @Test("the first rule that moves is the last, unless it lets others go on")
    func order() throws {
        let patterns: [FilterRule.Field: [FilterPattern]] = [.from: [FilterPattern("*")]]
        let (one, two) = (try MailboxPath("One"), try MailboxPath("Two"))
        let label = try #require(Keyword("x"))
        let mark = FilterRule(conditions: patterns, filing: Filing(labels: [label]))
        let first = FilterRule(conditions: patterns, filing: Filing(mailbox: one))
        let second = FilterRule(conditions: patterns, filing: Filing(mailbox: two, isSeen: true))
        #expect([mark, first, second].filing(of: mail) == Filing(mailbox: one, labels: [label]))
        let open = FilterRule(
            conditions: patterns, filing: Filing(mailbox: one), isLast: false)
        #expect([open, second].filing(of: mail) == Filing(mailbox: two, isSeen: true))
        let end = FilterRule(
            conditions: patterns, filing: Filing(labels: [label]), isLast: true)
        #expect([end, first].filing(of: mail) == Filing(labels: [label]))
        #expect([FilterRule]().filing(of: mail) == nil)
    }

    @Test("a text beyond the limit matches nothing, and one within it is found")
    func limit() {
        var long = mail
        long.subject = String(repeating: "a", count: Limits.filteredOctets)
        let rule = FilterRule(
            conditions: [.subject: [FilterPattern("aa")]], filing: Filing(isSeen: true))
        #expect(rule.holds(for: long))
        long.subject += "a"
        #expect(!rule.holds(for: long))
    }
}
