import Testing

@testable import MIME

@Suite("Parts")
struct PartTests {
    private func outline(_ part: Part) -> [String] {
        part.descendants.map { "\($0.number) \($0.mediaType)" }
    }

    @Test("a message without structure is part 1, plain text")
    func simple() {
        let parsed = message("Subject: s\n\nbody\n")
        #expect(outline(parsed.root) == ["1 text/plain"])
        #expect(parsed.readable.text == "body\n")
        #expect(parsed.readable.source == .plain)
        #expect(parsed.defects.isEmpty)
    }

    /// A text, a message with alternatives inside, a simple message inside.
    private var enclosing: ParsedMessage {
        message(
            """
            Content-Type: multipart/mixed; boundary=a

            --a

            first
            --a
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            plain
            --b
            Content-Type: text/html

            <p>html
            --b--
            --a
            Content-Type: message/rfc822

            Subject: simple

            text
            --a--

            """)
    }

    @Test("parts are numbered as IMAP numbers them, through an enclosed message")
    func numbers() {
        #expect(
            outline(enclosing.root) == [
                "TEXT multipart/mixed", "1 text/plain", "2 message/rfc822",
                "2.TEXT multipart/alternative", "2.1 text/plain", "2.2 text/html",
                "3 message/rfc822", "3.1 text/plain",
            ])
        #expect(enclosing.part(numbered: "9") == nil)
        #expect(enclosing.defects.isEmpty)
    }

    @Test("a part inside an enclosed message is decoded like any other")
    func enclosedPart() {
        let parsed = enclosing
        #expect(parsed.part(numbered: "2.2").map { parsed.text(of: $0) } == "<p>html")
        #expect(parsed.part(numbered: "2").flatMap { parsed.envelope(of: $0) }?.subject == "inner")
    }

    @Test("an enclosed message is one attachment")
    func enclosedAttachment() {
        #expect(enclosing.attachments.map(\.number) == ["2", "3"])
    }

    @Test("the line end before a delimiter belongs to the delimiter")
    func lineEndBeforeDelimiter() {
        let parsed = message("Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n\n--a--\n")
        #expect(parsed.part(numbered: "1").map { parsed.decodedOctets(of: $0) } == crlf("one\n"))
    }

    @Test("a boundary that begins with another one is not that one")
    func boundaryPrefix() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--ab\ntwo\n--a-\n--a--\n")
        #expect(parsed.root.children.count == 1)
        #expect(parsed.readable.text == "one\n--ab\ntwo\n--a-")
    }

    @Test("the delimiter of an outer multipart closes what is open inside it")
    func outerDelimiter() {
        let parsed = message(
            """
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/mixed; boundary=b

            --b

            one
            --a

            two
            --a--

            """)
        #expect(parsed.readable.text == "one\n\ntwo")
        #expect(parsed.defects == [.unterminatedMultipart])
    }

    @Test("preamble and epilogue are not shown")
    func preambleAndEpilogue() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\npre\n--a\n\none\n--a--\nepi\n")
        #expect(parsed.readable.text == "one")
    }

    @Test("a multipart without delimiters is shown as the text it is")
    func noDelimiters() {
        for type in [
            "multipart/mixed", "multipart/mixed; boundary=\"\"", "multipart/x; boundary=a",
        ] {
            let parsed = message("Content-Type: \(type)\n\nbody\n")
            #expect(parsed.readable.text == "body\n")
            #expect(parsed.defects.contains(.missingBoundary))
        }
    }

    @Test("a part of a digest is a message unless it says otherwise")
    func digest() {
        let parsed = message(
            "Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: inner\n\nx\n--a--\n")
        #expect(
            outline(parsed.root) == ["TEXT multipart/digest", "1 message/rfc822", "1.1 text/plain"])
    }

    @Test("of alternatives plain text is shown, HTML where there is none or it is empty")
    func alternatives() {
        let alternatives = { (plain: String) in
            message(
                """
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain

                \(plain)
                --a
                Content-Type: text/html

                <p>html</p>
                --a--

                """)
        }
        #expect(alternatives("plain").readable.text == "plain")
        #expect(alternatives("  ").readable.text == "html")
        #expect(alternatives("plain").html == "<p>html</p>")
    }

    @Test("a text that asks to be an attachment is not shown, one that only has a name is both")
    func textAttachments() {
        let disposition = { (field: String) in message("\(field)\n\nbody\n") }
        let attached = disposition("Content-Disposition: attachment; filename=a.txt")
        #expect(attached.readable.source == .none)
        #expect(attached.attachments.map(\.filename) == ["a.txt"])
        let named = disposition("Content-Type: text/plain; name=a.txt")
        #expect(named.readable.text == "body\n")
        #expect(named.attachments.map(\.filename) == ["a.txt"])
        let unknown = disposition("Content-Disposition: something")
        #expect(unknown.attachments.count == 1)
    }

    @Test("of a field that stands twice the first counts and the mail is marked")
    func duplicateContentType() {
        let parsed = message("Content-Type: text/plain\nContent-Type: text/html\n\n<b>which?</b>\n")
        #expect(parsed.root.mediaType == "text/plain")
        #expect(parsed.defects == [.duplicateField])
    }

    @Test("a type that cannot be read is plain text")
    func unreadableType() {
        let parsed = message("Content-Type: nonsense; name=\"a.gz\"\n\nbody\n")
        #expect(parsed.root.mediaType == "text/plain")
        #expect(parsed.root.filename == "a.gz")
        #expect(parsed.defects == [.unreadableContentType])
    }

    @Test(
        "what is no type is shown as it is written and taken for mere octets",
        arguments: [
            ("application/X-`touch pwned`; name=x", "application/x-`touch pwned`"),
            ("image/png of a cat", "image/png of a cat"), ("a/b<c>", "a/b<c>"),
        ])
    func oddType(field: String, mediaType: String) {
        let part = message("Content-Type: \(field)\n\nx").root
        #expect(part.mediaType == mediaType)
        #expect(part.contentType.type == "application")
        #expect(part.contentType.subtype == "octet-stream")
        #expect(part.isAttachment)
    }

    @Test(
        "a type with a stray word, comment or parameter behind it is that type",
        arguments: [
            ("text/html charset utf-8", "text/html"), ("image/png (a cat)", "image/png"),
            ("image/png name=a", "image/png"), ("image/png, x", "image/png"),
            ("\"image/png\"; a=b", "image/png"), ("IMAGE / PNG ;", "image/png"),
            ("message/rfc822 x", "message/rfc822"), ("image/png\n name=a", "image/png"),
        ])
    func untidyType(field: String, mediaType: String) {
        #expect(message("Content-Type: \(field)\n\nx").root.mediaType == mediaType)
    }

    @Test("a line without a colon ends the header and belongs to the body")
    func missingBlankLine() {
        let parsed = message("Subject: s\nThis is the body\nmore\n")
        #expect(parsed.readable.text == "This is the body\nmore\n")
        #expect(parsed.defects == [.missingBlankLine])
    }

    @Test("what has no header is all body")
    func noHeader() {
        #expect(message("just text\n").readable.text == "just text\n")
        #expect(message("just text\n").defects == [.noHeader])
        #expect(message("\nbody\n").readable.text == "body\n")
        #expect(ParsedMessage([]).readable.text == "")
    }

    @Test("lines may end in LF or, where there is no LF at all, in CR")
    func lineEnds() {
        let text =
            "Subject: s\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\none\ntwo\n--a--\n"
        for end in ["\n", "\r\n", "\r"] {
            let octets = text.utf8.flatMap { $0 == .lineFeed ? Array(end.utf8) : [$0] }
            let parsed = ParsedMessage(octets)
            #expect(parsed.envelope.subject == "s")
            #expect(parsed.readable.text == "one\ntwo")
        }
    }

    @Test("header fields keep their order and their octets")
    func headerFields() {
        let parsed = message("B: 1\nA: 2\n 3\nB: =?utf-8?Q?=C3=A9?=\n\n")
        #expect(parsed.headerFields.map { parsed.name(of: $0) } == ["B", "A", "B"])
        #expect(parsed.headerFields.map { parsed.text(of: $0) } == ["1", "2 3", "é"])
    }

    @Test("a NUL or bare CR in the header is marked and the field after it is read")
    func controlsInHeader() {
        let parsed = ParsedMessage(Array("Subject: be\u{0}fore\r\nTo: a@x.example\r\n\r\n".utf8))
        #expect(parsed.defects == [.controlInHeader])
        #expect(parsed.envelope.to.count == 1)
        #expect(ParsedMessage(Array("A: x\rB: y\r\n\r\n".utf8)).defects == [.controlInHeader])
    }

    @Test("HTML parts beside each other are documents of their own")
    func separateDocuments() {
        let parsed = message(
            """
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: text/html

            before <img src="http://evil.example/
            --a
            Content-Type: text/plain

            secret
            --a
            Content-Type: text/html

            "> after
            --a--

            """)
        #expect(parsed.readable.text.contains("secret"))
        #expect(parsed.readable.text.contains("after"))
    }
}
