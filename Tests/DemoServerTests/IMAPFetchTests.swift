import Mail
import Testing

@testable import DemoServer

@Suite("IMAP: FETCH")
struct IMAPFetchTests {
    /// A mail with a text, a picture and a forwarded message.
    private static let nested = SmallWorld.octets(
        "From: a@x", "Subject: Outer", "Content-Type: multipart/mixed; boundary=\"b;1\"", "",
        "preamble", "--b;1", "Content-Type: text/plain; charset=us-ascii", "", "one", "two",
        "--b;1", "Content-Type: image/png; name=\"p.png\"", "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename=\"p.png\"", "", "AAAA", "--b;1",
        "Content-Type: message/rfc822", "", "From: c@y", "Subject: Inner", "", "inner text",
        "--b;1--", "epilogue")

    private func dialogue(_ raw: [UInt8]) throws -> Dialogue<IMAPServerSession> {
        let world = SmallWorld.make()
        world.deliver(raw, to: "ann", date: SmallWorld.now)
        return try SmallWorld.inbox(world)
    }

    @Test("the plain items")
    func items() throws {
        var dialogue = try SmallWorld.inbox()
        #expect(
            try dialogue.say("a UID FETCH 2 (FLAGS INTERNALDATE RFC822.SIZE)").lines == [
                "* 2 FETCH (UID 2 FLAGS () INTERNALDATE \"14-Nov-2023 22:13:20 +0000\" "
                    + "RFC822.SIZE 141)", "a OK UID FETCH completed",
            ])
    }

    @Test("ENVELOPE fills Sender and Reply-To from From")
    func envelope() throws {
        var dialogue = try SmallWorld.inbox()
        let bob = #"(("Bob B." NIL "bob" "example.org"))"#
        #expect(
            try dialogue.say("a FETCH 1 ENVELOPE").lines[0]
                == "* 1 FETCH (ENVELOPE (\"Tue, 14 Nov 2023 22:13:20 +0000\" \"Mail 1\" \(bob) "
                + "\(bob) \(bob) ((NIL NIL \"ann\" \"example.org\")) NIL NIL NIL \"<m1@x>\"))")
    }

    @Test("groups, quoted commas and routes in addresses")
    func addresses() {
        let field = "\"Doe, Jo\" <jo@x>, Team: a@y, b@z;, <c@w>"
        #expect(
            AddressField(Array(field.utf8)).items == [
                .address(
                    name: Array("Doe, Jo".utf8), local: Array("jo".utf8), domain: Array("x".utf8)),
                .groupStart(name: Array("Team".utf8)),
                .address(name: nil, local: Array("a".utf8), domain: Array("y".utf8)),
                .address(name: nil, local: Array("b".utf8), domain: Array("z".utf8)), .groupEnd,
                .address(name: nil, local: Array("c".utf8), domain: Array("w".utf8)),
            ])
    }

    @Test("what is not plain ASCII goes out as a literal")
    func literal() throws {
        var dialogue = try dialogue(SmallWorld.octets("Subject: Grüße", "", ""))
        #expect(try dialogue.say("a FETCH 4 ENVELOPE").contains("(NIL {7}\r\nGrüße NIL"))
    }

    @Test("BODYSTRUCTURE of parts, attachments and messages in messages")
    func structure() throws {
        var dialogue = try dialogue(Self.nested)
        let answer = try dialogue.say("a FETCH 4 BODYSTRUCTURE").lines[0]
        #expect(
            answer == #"* 4 FETCH (BODYSTRUCTURE (("text" "plain" ("charset" "us-ascii") NIL NIL "#
                + #""7BIT" 8 1 NIL NIL NIL NIL)("image" "png" ("name" "p.png") NIL NIL "base64" 4 "#
                + #"NIL ("attachment" ("filename" "p.png")) NIL NIL)("message" "rfc822" NIL NIL "#
                + #"NIL "7BIT" 39 (NIL "Inner" ((NIL NIL "c" "y")) ((NIL NIL "c" "y")) "#
                + #"((NIL NIL "c" "y")) NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7BIT" "#
                + #"10 0 NIL NIL NIL NIL) 3 NIL NIL NIL NIL) "mixed" ("boundary" "b;1") NIL NIL NIL))"#
        )
    }

    @Test(
        "sections by number and name",
        arguments: [
            ("1", "one\r\ntwo"), ("2", "AAAA"),
            ("1.MIME", "Content-Type: text/plain; charset=us-ascii\r\n\r\n"),
            ("3", "From: c@y\r\nSubject: Inner\r\n\r\ninner text"), ("3.1", "inner text"),
            ("3.HEADER", "From: c@y\r\nSubject: Inner\r\n\r\n"), ("3.TEXT", "inner text"),
            ("HEADER.FIELDS (subject)", "Subject: Outer\r\n\r\n"),
            ("3.HEADER.FIELDS.NOT (Subject)", "From: c@y\r\n\r\n"),
        ])
    func sections(section: String, expected: String) throws {
        var dialogue = try dialogue(Self.nested)
        let answer = try dialogue.say("a FETCH 4 BODY.PEEK[\(section)]")
        #expect(
            answer.hasPrefix(
                "* 4 FETCH (BODY[\(section)] {\(expected.utf8.count)}\r\n\(expected))\r\n"))
    }

    @Test("a part that is not there is NIL", arguments: ["4", "1.1", "2.HEADER"])
    func missing(section: String) throws {
        var dialogue = try dialogue(Self.nested)
        #expect(
            try dialogue.say("a FETCH 4 BODY.PEEK[\(section)]").contains("BODY[\(section)] NIL)"))
    }

    @Test("a partial fetch names its origin and stops at the end")
    func partial() throws {
        var dialogue = try dialogue(Self.nested)
        #expect(
            try dialogue.say("a FETCH 4 BODY.PEEK[1]<5.100>").lines[0]
                == "* 4 FETCH (BODY[1]<5> {3}")
        #expect(try dialogue.say("b FETCH 4 BODY.PEEK[1]<9.1>").contains("BODY[1]<9> {0}\r\n)"))
    }

    @Test("reading a message marks it as seen and says so; peeking does not")
    func seen() throws {
        var dialogue = try SmallWorld.inbox()
        #expect(!(try dialogue.say("a FETCH 2 BODY.PEEK[]").contains("\\Seen")))
        #expect(try dialogue.say("b FETCH 2 BODY[]").contains("* 2 FETCH (UID 2 FLAGS (\\Seen))"))
    }

    @Test("a range past the end means the last message, an absent UID nothing")
    func ranges() throws {
        var dialogue = try SmallWorld.inbox()
        #expect(try dialogue.say("a UID FETCH 9:* UID").lines[0] == "* 3 FETCH (UID 3)")
        #expect(try dialogue.say("b UID FETCH 9 UID") == "b OK UID FETCH completed\r\n")
        #expect(try dialogue.say("c FETCH 4 UID").hasPrefix("c BAD"))
    }

    @Test("CHANGEDSINCE gives what changed, with MODSEQ")
    func changedSince() throws {
        let world = SmallWorld.make()
        var dialogue = try SmallWorld.inbox(world)
        world.update("ann") { $0.mailboxes[0].change(2) { flags, _ in flags.insert(.flagged) } }
        try dialogue.say("a NOOP")
        #expect(
            try dialogue.say("b UID FETCH 1:* (FLAGS) (CHANGEDSINCE 4)").lines == [
                "* 2 FETCH (UID 2 MODSEQ (5) FLAGS (\\Flagged))", "b OK UID FETCH completed",
            ])
    }

    @Test("nesting beyond the limit is a leaf")
    func depth() {
        func depth(of part: MessagePart) -> Int { 1 + (part.children.first.map(depth) ?? 0) }
        func nested(_ levels: Int) -> [UInt8] {
            Array(String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: levels).utf8)
        }
        #expect(depth(of: MessagePart(message: nested(Limits.partDepth))) == Limits.partDepth + 1)
        #expect(
            depth(of: MessagePart(message: nested(Limits.partDepth + 1))) == Limits.partDepth + 1)
    }
}
