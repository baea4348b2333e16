import Testing

@testable import MIME

@Suite("Parameters")
struct ParametersTests {
    private func parse(_ text: String) -> Parameters {
        let octets = Array(text.utf8)
        var cursor = FieldCursor(octets, in: octets.indices)
        return Parameters(&cursor)
    }

    @Test("names are compared without regard to case, values keep theirs")
    func names() {
        #expect(parse("; CharSet=UTF-8; Name=\"A b\"")["charset"] == "UTF-8")
        #expect(parse("; CharSet=UTF-8; Name=\"A b\"")["name"] == "A b")
    }

    @Test("sections are joined in their order, not in that of the field")
    func sections() {
        let text = "; filename*1*=%C3%A9el; filename*0*=utf-8''r; filename*2=\".pdf\""
        #expect(parse(text)["filename"] == "réel.pdf")
    }

    @Test("the encoded form wins over a plain one beside it")
    func encodedWins() {
        let text = "; filename=\"fallback.pdf\"; filename*=UTF-8''r%C3%A9el.pdf"
        #expect(parse(text)["filename"] == "réel.pdf")
    }

    @Test("of a name that stands twice the first counts")
    func duplicates() {
        #expect(parse("; a=first; a=second")["a"] == "first")
        #expect(parse("; a=first; a=second").all.count == 1)
    }

    @Test("an encoded word in a value is decoded though RFC 2047 forbids it")
    func encodedWord() {
        #expect(parse("; filename=\"=?utf-8?Q?r=C3=A9el.pdf?=\"")["filename"] == "réel.pdf")
        #expect(parse("; filename*=\"=?utf-8?Q?r=C3=A9el.pdf?=\"")["filename"] == "réel.pdf")
        #expect(
            parse("; name=\"=?utf-8?Q?long=5F?=\r\n =?utf-8?Q?name.txt?=\"")["name"]
                == "long_name.txt")
    }

    @Test("blanks in an unquoted value are kept, a comment is not")
    func unquoted() {
        #expect(parse("; filename=my report.pdf; x=1")["filename"] == "my report.pdf")
        #expect(parse("; charset=us-ascii (Plain text)")["charset"] == "us-ascii")
    }

    @Test("a quote that is never closed ends with the field")
    func openQuote() {
        #expect(parse("; filename=\"open.pdf")["filename"] == "open.pdf")
    }

    @Test("an escaped quote belongs to the value")
    func escapedQuote() {
        #expect(parse("; filename=\"a\\\"b.txt\"")["filename"] == "a\"b.txt")
    }

    @Test("parameters up to the limit are kept and no more")
    func limit() {
        let many = { count in (0..<count).map { "; a\($0)=\($0)" }.joined() }
        #expect(parse(many(Limits.parameters)).all.count == Limits.parameters)
        #expect(parse(many(Limits.parameters + 1)).all.count == Limits.parameters)
    }

    @Test(
        "what is no parameter is skipped",
        arguments: [";;;", "; =x", "; \"", "; a", "(", "; a*b=c"])
    func nonsense(text: String) {
        #expect(parse(text + "; good=1")["good"] == (text == "(" ? nil : "1"))
    }

    @Test("a section that is missing is passed over, one that stands twice counts once")
    func gaps() {
        #expect(parse("; name*0=\"a\"; name*2=\"c\"")["name"] == "ac")
        #expect(parse("; name*1*=%62; name*2=\"c\"")["name"] == "bc")
        #expect(parse("; name*0=\"a\"; name*0=\"x\"; name*1=\"b\"")["name"] == "ab")
    }

    @Test("a character may be split between sections and between encoded words")
    func splitCharacters() {
        #expect(parse("; name*0*=utf-8''%C3; name*1*=%A9")["name"] == "é")
        let words = "; name*0=\"=?utf-8?Q?=C3?=\"; name*1=\" =?utf-8?Q?=A9?=\""
        #expect(parse(words)["name"] == "é")
        #expect(parse("; name*0=\"=?utf-8?Q?=C3\"; name*1=\"=A9?=\"")["name"] == "é")
    }

    @Test("encoded and plain sections may be mixed")
    func mixedSections() {
        #expect(parse("; name*0*=utf-8'de'%C3%A9; name*1=\"%20plain\"")["name"] == "é%20plain")
        #expect(parse("; name*0=plain; name*1*=%C3%A9")["name"] == "plainé")
    }

    @Test("apostrophes of a later section are no charset")
    func apostrophes() {
        #expect(parse("; name*1*=it's%20Bob's")["name"] == "it's Bob's")
    }

    @Test("a name may have blanks without quotes, other values end at a blank")
    func unquotedBlanks() {
        #expect(parse("; name=my long name.txt; x=y")["name"] == "my long name.txt")
        let parameters = parse(" charset=utf-8 format=flowed name=\"a\" filename=\"b\"")
        #expect(parameters["charset"] == "utf-8")
        #expect(parameters["format"] == "flowed")
        #expect(parameters["filename"] == "b")
    }

    @Test("a parameter that stands twice is marked")
    func duplicateDefect() {
        let parsed = message("Content-Type: text/plain; charset=utf-8; charset=x\n\n")
        #expect(parsed.defects == [.duplicateParameter])
        #expect(message("Content-Type: x/y; name=a; name*=utf-8''b\n\n").defects.isEmpty)
    }

    @Test("what is no parameter is passed over")
    func junk() {
        #expect(parse(";;; =x; \"y\"; ;name=\"a\" junk; z")["name"] == "a")
        #expect(parse("; name = (comment) \"a\" (other)")["name"] == "a")
        #expect(parse("; name=\"no end")["name"] == "no end")
        #expect(parse("; name*x*=a; name*-1=b; name**=c").all.allSatisfy { $0.name == "name" })
    }
}
