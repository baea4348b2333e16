import MIME
import Mail
import Testing

@Suite("From lines")
struct FromLineTests {
    private static let moment = Timestamp(seconds: 1_795_474_504)  // 2026-11-23 22:55:04 UTC

    @Test(
        "the date is found in every form programs write",
        arguments: [
            "From ann@example.org Mon Nov 23 22:55:04 2026",
            "From ann@example.org Mon Nov 23 22:55:04 2026\r\n",
            "From ann@example.org Mon Nov 23 23:55:04 2026 +0100",
            "From ann@example.org Mon Nov 23 22:55:04 +0000 2026",
            "From ann@example.org Mon Nov 23 22:55:04 UTC 2026 remote from there",
            "From ann@example.org Mon, 23 Nov 2026 22:55:04 +0000",
        ])
    func forms(line: String) throws {
        let from = try #require(FromLine(Array(line.utf8)))
        #expect(from.moment == FromLineTests.moment)
        #expect(from.sender == "ann@example.org")
    }

    @Test("a sender may have blanks or be missing")
    func senders() {
        let archive = FromLine(Array("From ann at example.org  Mon Nov  3 22:55:04 2026".utf8))
        #expect(archive?.sender == "ann at example.org" && archive?.moment != nil)
        #expect(FromLine(Array("From - Mon Nov 23 22:55:04 2026".utf8))?.sender == "-")
        #expect(FromLine(Array("From \r\n".utf8)) == FromLine(sender: "", moment: nil))
    }

    @Test(
        "text that begins with the word has no date",
        arguments: [
            "From here on, Mon is free", "From Mon to Fri 10:00", "From 23 Nov 2026", "From ",
            "From a Mon Nov 99 22:55:04 2026", "From a Mon Nov 23 22:55 99999999999999999999",
        ])
    func text(line: String) {
        #expect(FromLine(Array(line.utf8))?.moment == nil)
        #expect(FromLine(Array("from a Mon Nov 23 22:55:04 2026".utf8)) == nil)
    }

    @Test("a line is written as asctime has it, and read back")
    func writing() throws {
        let line = FromLine(sender: "ann@example.org", moment: FromLineTests.moment)
        let text = String(decoding: line.octets, as: UTF8.self)
        #expect(text == "From ann@example.org Mon Nov 23 22:55:04 2026\n")
        let early = FromLine(sender: "a", moment: Timestamp(seconds: 5))
        #expect(
            String(decoding: early.octets, as: UTF8.self) == "From a Thu Jan  1 00:00:05 1970\n")
        #expect(FromLine(line.octets) == line)
        let far = FromLine(sender: "a", moment: Timestamp(seconds: .max))
        #expect(FromLine(far.octets)?.moment != nil)
    }

    @Test("a sender that would break the line is left out", arguments: ["", "a b", "a\nb", "ä"])
    func unfit(sender: String) {
        let line = FromLine(sender: sender, moment: FromLineTests.moment)
        #expect(FromLine(line.octets)?.sender == "MAILER-DAEMON")
    }
}
