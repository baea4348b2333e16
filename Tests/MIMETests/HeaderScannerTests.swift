import Testing

@testable import MIME

@Suite("Header blocks")
struct HeaderScannerTests {
    private func names(_ parsed: ParsedMessage) -> [String] {
        parsed.headerFields.map { parsed.name(of: $0) }
    }

    @Test(
        "what tools put before the header is passed over",
        arguments: [
            "From a@x.example Tue Mar  3 10:11:12 2026\n", ">From a@x.example\n", "\u{FEFF}",
            "\n", "\n\n \t\n", "\u{FEFF}From x\n\n", " \n",
        ])
    func foreignLines(text: String) {
        let parsed = message("\(text)Subject: s\n\nbody\n")
        #expect(parsed.envelope.subject == "s")
        #expect(parsed.readable.text == "body\n")
        #expect(parsed.defects.isEmpty)
    }

    @Test("an empty line before what is no field of mail is the end of an empty header")
    func emptyHeader() {
        #expect(message("\nNote: this is the text\n").readable.text == "Note: this is the text\n")
        #expect(message("\n\n\ntext\n").readable.text == "\n\ntext\n")
    }

    @Test("a line that is no field is passed over where the header goes on below it")
    func strayLine() {
        let parsed = message("From: a@x.example\nthis line is lost\nSubject: s\n\nbody\n")
        #expect(parsed.envelope.subject == "s")
        #expect(parsed.readable.text == "body\n")
        #expect(parsed.defects == [.strayLine])
    }

    @Test("a line that is no field begins the body where no field of mail follows")
    func missingBlankLine() {
        for text in ["Hello,\nplease note: read this\n", "Hello\n", "Hello\n\nSubject: no\n"] {
            let parsed = message("Subject: s\n\(text)")
            #expect(parsed.readable.text == text)
            #expect(parsed.defects == [.missingBlankLine])
        }
    }

    @Test("lines may end in CR CR LF, as careless copying leaves them")
    func doubledReturns() {
        let text = "Subject: s\nTo: a@x.example\n\none\ntwo\n"
        let octets = text.utf8.flatMap { octet -> [UInt8] in octet == 10 ? [13, 13, 10] : [octet] }
        let parsed = ParsedMessage(octets)
        #expect(parsed.envelope.subject == "s")
        #expect(parsed.envelope.to.map(\.address) == ["a@x.example"])
        #expect(parsed.readable.text == "one\ntwo\n")
    }

    @Test("line ends of both kinds may stand in one header")
    func mixedLineEnds() {
        let parsed = ParsedMessage(
            Array("Subject: s\nTo: a@x.example\r\nCc: b@x.example\n\r\none\ntwo\r\n".utf8))
        #expect(names(parsed) == ["Subject", "To", "Cc"])
        #expect(parsed.readable.text == "one\ntwo\n")
        #expect(parsed.defects.isEmpty)
    }

    @Test("a fold of blanks alone does not end a field")
    func blankFold() {
        let parsed = message("Subject: one\n \n two\nTo: a@x.example\n\nbody\n")
        #expect(parsed.headerFields.map { parsed.text(of: $0) } == ["one  two", "a@x.example"])
        #expect(parsed.readable.text == "body\n")
    }

    @Test("a field may have no value, a name no letters, a header no end")
    func bareFields() {
        let parsed = message("Subject:\n1-2: x\nTo:")
        #expect(names(parsed) == ["Subject", "1-2", "To"])
        #expect(parsed.readable.text == "")
        #expect(parsed.defects.isEmpty)
    }

    @Test("raw UTF-8 may stand in names and values (RFC 6532)")
    func rawUTF8() {
        let parsed = message(
            "Sübject: x\nSubject: Grüße 日本語\nFrom: Jürgen <jürgen@bücher.example>\n\n")
        #expect(parsed.envelope.subject == "Grüße 日本語")
        #expect(parsed.envelope.from.map(\.name) == ["Jürgen"])
        #expect(parsed.envelope.from.map(\.address) == ["jürgen@bücher.example"])
    }

    @Test("a NUL ends neither a field nor the header")
    func nul() {
        let parsed = message("Subject: a\u{0}b\n\u{0}\nTo: a@x.example\n\nbody\u{0}\n")
        #expect(parsed.envelope.subject.hasPrefix("a"))
        #expect(parsed.envelope.subject.hasSuffix("b"))
        #expect(parsed.envelope.to.count == 1)
        #expect(parsed.defects.contains(.controlInHeader))
    }

    @Test("a message of nothing but a header has an empty text")
    func headerOnly() {
        for text in ["Subject: s", "Subject: s\n", "Subject: s\n\n"] {
            #expect(message(text).envelope.subject == "s")
            #expect(message(text).readable.text == "")
        }
    }
}
