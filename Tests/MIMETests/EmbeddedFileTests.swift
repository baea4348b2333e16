import Testing

@testable import MIME

@Suite("Files in a text")
struct EmbeddedFileTests {
    private func decoded(_ parsed: ParsedMessage) -> [String] {
        parsed.attachments.map { String(decoding: parsed.decodedOctets(of: $0), as: UTF8.self) }
    }

    @Test("uuencoded files are attachments, the text keeps what stands around them")
    func uuencode() {
        let parsed = message(
            "Subject: s\n\nbefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nbetween\n"
                + "begin 0755 ../x y\n#0V%T\n \nend\nafter\n")
        #expect(parsed.readable.text == "before\nbetween\nafter\n")
        #expect(parsed.attachments.map(\.filename) == ["cat.txt", "../x y"])
        #expect(parsed.attachments.map(\.number) == ["1.1", "1.2"])
        #expect(decoded(parsed) == ["Cat", "Cat"])
        #expect(parsed.part(numbered: "1.2")?.encoding == .uuencode)
        #expect(parsed.root.isMultipart == false)
    }

    @Test("a file that was cut off is one when it has lines enough")
    func cutOff() {
        let line = "M" + String(repeating: "A", count: 60) + "\n"
        let parsed = message("\nbegin 644 a\n" + String(repeating: line, count: 3) + "text\n")
        #expect(parsed.attachments.count == 1)
        #expect(parsed.readable.text == "text\n")
        let short = message("\nbegin 644 a\n\(line)text\n")
        #expect(short.attachments.isEmpty)
        #expect(short.readable.text == "begin 644 a\n\(line)text\n")
    }

    @Test(
        "what only begins like a file stays text",
        arguments: [
            "begin 644 x\n~AAAA\nzz\n`\nend\n", "begin the work today\nend\n", "begin 64 x\nend\n",
            "begin 644 x\nnothing of the kind\nend\n", "begin 644 x\nend\n",
            "quoted: begin 644 x\n#0V%T\n`\nend\n",
        ])
    func notOne(text: String) {
        let parsed = message("\n" + text)
        #expect(parsed.attachments.isEmpty)
        #expect(parsed.readable.text == text)
    }

    @Test("blanks that were lost at the end of its lines do not hide a file")
    func lostBlanks() {
        let parsed = message("\nbegin 644 x\n#0V%T\n#0V\n\nend\n")
        #expect(parsed.attachments.count == 1)
        #expect(parsed.readable.text == "")
    }

    @Test("a file without a name has none")
    func nameless() {
        let parsed = message("\nbegin 644 \n#0V%T\n`\nend\n")
        #expect(parsed.attachments.map(\.filename) == [nil])
    }

    @Test("a yEnc file is an attachment with its name")
    func yEnc() throws {
        // "A", "=" and NUL, shifted by 42; the second is escaped.
        let block: [UInt8] =
            Array("=ybegin line=128 size=3 name=a b.bin\r\n".utf8)
            + [0x41 + 42, 0x3D + 42, UInt8(ascii: "="), 0 &+ 42 &+ 64]
            + Array("\r\n=yend size=3\r\n".utf8)
        let parsed = ParsedMessage(Array("\r\nbefore\r\n".utf8) + block + Array("after\r\n".utf8))
        let file = try #require(parsed.attachments.first)
        #expect(file.filename == "a b.bin")
        #expect(parsed.decodedOctets(of: file) == [0x41, 0x3D, 0])
        #expect(parsed.readable.text == "before\nafter\n")
    }

    @Test("a yEnc file without an end goes on to the end of the text")
    func yEncCutOff() {
        let parsed = message("\nbefore\n=ybegin line=128 size=9 name=x\nkkk\n")
        #expect(parsed.attachments.map(\.filename) == ["x"])
        #expect(parsed.readable.text == "before\n")
        #expect(message("\n=ybegin what is this\n").attachments.isEmpty)
    }

    @Test("a text that is an attachment itself, HTML and encoded texts are not searched")
    func notSearched() {
        let file = "begin 644 x\n#0V%T\n`\nend\n"
        for field in [
            "Content-Type: text/html", "Content-Disposition: attachment",
            "Content-Type: application/x", "Content-Transfer-Encoding: quoted-printable",
        ] {
            #expect(message("\(field)\n\n\(file)").root.embedded.isEmpty)
        }
    }

    @Test("files count as parts of the message")
    func limit() {
        let file = "begin 644 x\n#0V%T\n`\nend\n"
        let files = { (count: Int) in message("\n" + String(repeating: file, count: count)) }
        #expect(files(Limits.parts - 1).attachments.count == Limits.parts - 1)
        #expect(files(Limits.parts).attachments.count == Limits.parts - 1)
    }

    @Test("the beginning of a file again and again is one file at most")
    func hostile() {
        let text = String(repeating: "begin 644 x\n#0V%T\n=ybegin name=\n", count: 20_000)
        #expect(message("\n" + text).root.embedded.count <= 1)
    }
}
