import MIME
import Mail
import Testing

@Suite("Reading mbox files")
struct MboxReaderTests {
    private let line = "From ann@example.org Mon Nov 23 22:55:04 2026\n"

    private func texts(_ file: String, size: Int = 7) -> [String] {
        OctetPieces(Array(file.utf8), size: size).mails()
            .map { String(decoding: $0.octets, as: UTF8.self) }
    }

    @Test(
        "whatever octets a message has, they come back with their flags", arguments: [1, 5, 4096])
    func roundTrip(size: Int) {
        var dice = SeededGenerator(seed: 11)
        let words = [
            "From ", line, ">From ", "\n", "\r\n", "\r", "\n\n", ">", "F", "Subject: x\n",
            "Content-Length: 3\n", "Status: RO\n", "X-Martlet-Mbox: 1 Status unended\n", "\u{0}",
        ]
        let keywords = ["work", "$label1"].compactMap { Keyword($0) }
        for _ in 0..<400 {
            var file: [UInt8] = []
            var expected: [ReadMail] = []
            for number in 0..<Int.random(in: 1...4, using: &dice) {
                let count = Int.random(in: 0..<9, using: &dice)
                let text = (0..<count).map { _ in words.randomElement(using: &dice) ?? "" }.joined()
                let status = MailStatus(
                    flags: Flags(rawValue: .random(in: 0...31, using: &dice)),
                    keywords: Bool.random(using: &dice) ? keywords : [])
                let mail = ReadMail(
                    octets: Array(text.utf8), status: status, seconds: 1_000_000 + Int64(number))
                expected.append(mail)
                file += written(mail)
            }
            #expect(OctetPieces(file, size: size).mails() == expected)
        }
    }

    /// As an export writes it.
    private func written(_ mail: ReadMail) -> [UInt8] {
        let isUnended = !mail.octets.isEmpty && mail.octets.last != 0x0A
        var file = FromLine(sender: "a", moment: mail.seconds.map { Timestamp(seconds: $0) }).octets
        file += MboxMark(status: mail.status, isUnended: isUnended).octets
        var quoting = FromQuoting(.quoting)
        quoting.pass(mail.octets[...]) { file += $0 }
        quoting.finish { file += $0 }
        return file + (isUnended ? [0x0A, 0x0A] : [0x0A])
    }

    @Test("text that begins with From separates nothing")
    func text() {
        let body = "Subject: a\n\nFrom here on\n\nFrom now\nNote: this\n\nFrom Mon to Fri\n"
        #expect(
            texts(line + body + "\n" + line + "Subject: b\n\nx\n") == [body, "Subject: b\n\nx\n"])
    }

    @Test("a missing empty line loses no message where a header follows")
    func missingBlank() {
        #expect(
            texts(line + "Subject: a\n\nx\n" + line + "Subject: b\n\ny\n") == [
                "Subject: a\n\nx\n", "Subject: b\n\ny\n",
            ])
        let quoting = "Subject: a\n\nshe wrote\n\(line)and so on\n"
        #expect(texts(line + quoting) == [quoting])
    }

    @Test("separating lines without a date count before a header")
    func undated() {
        #expect(
            texts("From \r\nSubject: a\r\n\r\nx\r\n\r\nFrom -\r\nSubject: b\r\n\r\ny\r\n") == [
                "Subject: a\r\n\r\nx\r\n", "Subject: b\r\n\r\ny\r\n",
            ])
    }

    @Test("in a file whose own lines end with CR LF the empty line does as well")
    func carriageReturns() {
        let long = String(line.dropLast()) + "\r\n"
        #expect(
            texts(long + "Subject: a\r\n\r\nx\r\n\r\n" + long + "Subject: b\r\n\r\n") == [
                "Subject: a\r\n\r\nx\r\n", "Subject: b\r\n",
            ])
        #expect(
            texts(line + "Subject: a\r\n\r\nx\r\n\r\n\n" + line + "\n") == [
                "Subject: a\r\n\r\nx\r\n\r\n", "",
            ])
    }

    @Test("a length that agrees is the end of a message, whatever lines are in it")
    func lengths() {
        let inner = "x\n\n\(line)Subject: c\n\ny\n"
        let first = "Subject: a\nContent-Length: \(inner.utf8.count)\n\n\(inner)"
        #expect(
            texts(line + first + "\n" + line + "Subject: b\n\nz\n") == [
                first, "Subject: b\n\nz\n",
            ])
        #expect(texts(line + first) == [first])
    }

    @Test("a length that leads elsewhere is not believed", arguments: [0, 1, 5, 40, 1_000_000])
    func wrongLengths(length: Int) {
        let first = "Subject: a\nContent-Length: \(length)\n\nFrom me\nx\n"
        #expect(
            texts(line + first + "\n" + line + "Subject: b\n\nzz\n") == [
                first, "Subject: b\n\nzz\n",
            ])
    }

    @Test("it is told which lines a message found by its length has")
    func evidence() {
        func framing(_ body: String) -> MboxMessage.Framing? {
            let file = line + "Content-Length: \(body.utf8.count)\n\n\(body)"
            var reader = MboxReader(OctetPieces(Array(file.utf8)))
            return reader.next()?.framing
        }
        #expect(framing("x\n") == .contentLength(hasPlainFrom: false, hasQuotedFrom: false))
        #expect(framing(">From x\n") == .contentLength(hasPlainFrom: false, hasQuotedFrom: true))
        #expect(
            framing("From x\n>From y\n") == .contentLength(hasPlainFrom: true, hasQuotedFrom: true))
    }

    @Test("flags that another program keeps in the header are read and stay part of the message")
    func foreignFlags() throws {
        let header =
            "Status: RO\nX-Status: AF\nX-Keywords: work $label1   \nKeywords: home, \"x y\"\n"
        let mail = try #require(OctetPieces(Array((line + header + "\nx\n").utf8)).mails().first)
        #expect(mail.octets == Array((header + "\nx\n").utf8))
        #expect(mail.status.flags == [.seen, .answered, .flagged])
        #expect(mail.status.keywords.map(\.name) == ["work", "$label1", "home"])
        let sender = Array((line + "Keywords: spam\n\nx\n").utf8)
        #expect(OctetPieces(sender).mails().first?.status == MailStatus())
    }

    @Test("Thunderbird's bits are read")
    func mozilla() throws {
        let text = line + "X-Mozilla-Status: 1007\nX-Mozilla-Keys: $label1\n\nx\n"
        let mail = try #require(OctetPieces(Array(text.utf8)).mails().first)
        #expect(mail.status.flags == [.seen, .answered, .flagged])
        #expect(Set(mail.status.keywords.map(\.name)) == ["$Forwarded", "$label1"])
    }

    @Test("where another program wrote its own flags, those count and nothing of the mail goes")
    func rewritten() throws {
        let text =
            line + "X-Martlet-Mbox: 1 Status X-Status X-Keywords\nX-Keywords: work\nSubject: a\n"
            + "Status: RO\n\nx\n\n"
        let mail = try #require(OctetPieces(Array(text.utf8)).mails().first)
        #expect(mail.octets == Array("Subject: a\nStatus: RO\n\nx\n".utf8))
        #expect(mail.status.flags == .seen && mail.status.keywords.map(\.name) == ["work"])
    }

    @Test("an empty file is an mbox file, a message or an image is none")
    func kinds() {
        func isMbox(_ text: String) -> Bool {
            var reader = MboxReader(OctetPieces(Array(text.utf8)))
            return reader.isMbox()
        }
        #expect(isMbox("") && isMbox(line) && isMbox("\n\n" + line) && isMbox("\u{FEFF}" + line))
        #expect(!isMbox("Subject: x\n\n") && !isMbox("\u{89}PNG\r\n") && !isMbox("Fro"))
    }
}
