import Testing

@testable import DemoServer

@Suite("IMAP: SEARCH")
struct IMAPSearchTests {
    @Test(
        "keys find what they say",
        arguments: [
            ("ALL", "1 2 3"), ("UNSEEN", "2 3"), ("SEEN", "1"), ("NOT SEEN", "2 3"),
            ("OR SUBJECT \"mail 1\" SUBJECT \"MAIL 3\"", "1 3"), ("UID 2:*", "2 3"), ("1,3", "1 3"),
            ("TEXT \"body 2\"", "2"), ("BODY Subject", ""), ("HEADER Message-ID m3@", "3"),
            ("SINCE 14-Nov-2023", "1 2 3"), ("BEFORE 14-Nov-2023", ""),
            ("SENTON 14-Nov-2023", "1 2 3"), ("SMALLER 10", ""), ("LARGER 10 FROM bob", "1 2 3"),
            ("(UNSEEN NOT (UID 3))", "2"), ("DELETED", ""), ("KEYWORD $x", ""),
            ("UNKEYWORD $x 1", "1"),
            ("CHARSET UTF-8 TO ann", "1 2 3"),
        ])
    func keys(query: String, found: String) throws {
        var dialogue = try SmallWorld.inbox()
        let answer = try dialogue.say("a UID SEARCH \(query)")
        #expect(
            answer.lines
                == ["* SEARCH" + (found.isEmpty ? "" : " \(found)"), "a OK UID SEARCH completed"])
    }

    @Test("RETURN gives an ESEARCH answer, and only where it is offered")
    func esearch() throws {
        var dialogue = try SmallWorld.inbox()
        #expect(
            try dialogue.say("a UID SEARCH RETURN (ALL COUNT MIN MAX) UNSEEN").lines[0]
                == "* ESEARCH (TAG \"a\") UID MIN 2 MAX 3 ALL 2:3 COUNT 2")
        #expect(try dialogue.say("b SEARCH RETURN () DELETED").lines[0] == "* ESEARCH (TAG \"b\")")
        var old = try SmallWorld.inbox(options: .without([.esearch]))
        #expect(try old.say("a SEARCH RETURN (ALL) ALL").hasPrefix("a BAD"))
    }

    @Test("a search by MODSEQ names the highest one found")
    func modSeq() throws {
        var dialogue = try SmallWorld.inbox()
        #expect(try dialogue.say("a UID SEARCH MODSEQ 3").lines[0] == "* SEARCH 2 3 (MODSEQ 4)")
    }

    @Test("nesting up to the limit is answered, one more is BAD")
    func depth() throws {
        func query(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "ALL" + String(repeating: ")", count: depth)
        }
        var dialogue = try SmallWorld.inbox()
        #expect(try dialogue.say("a SEARCH \(query(Limits.searchDepth - 1))").contains("a OK"))
        #expect(try dialogue.say("b SEARCH \(query(Limits.searchDepth))").hasPrefix("b BAD"))
    }

    @Test(
        "nonsense is BAD",
        arguments: ["", "FOO", "SINCE yesterday", "UID 0", "UID 4294967296", "(ALL", "NOT"])
    func nonsense(query: String) throws {
        var dialogue = try SmallWorld.inbox()
        #expect(try dialogue.say("a SEARCH \(query)").hasPrefix("a BAD"))
        #expect(try dialogue.say("b NOOP").hasPrefix("b OK"))
    }
}
