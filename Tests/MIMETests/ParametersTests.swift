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
}
