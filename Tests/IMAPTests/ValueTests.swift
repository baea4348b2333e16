import Testing

@testable import IMAP

@Suite("MailboxName")
struct MailboxNameTests {
    @Test(
        "names go through modified UTF-7 and back",
        arguments: ["INBOX", "Entwürfe", "A & B", "日本語", "🎉 party", "&", "a&-b", "~/x"])
    func roundTrip(_ text: String) throws {
        let name = try #require(MailboxName(text: text))
        #expect(name.octets.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(name.text == text)
    }

    @Test(
        "what is not proper modified UTF-7 is shown as received",
        arguments: ["&AAA-&&&-&ZZ", "&AEkATgBCAE8AWA-", "&2D0-", "a&", "&AGE", "&-&AOQ-&AOQ-"])
    func keepsImproper(_ raw: String) throws {
        #expect(try #require(MailboxName(octets: raw.utf8)).text == raw)
    }

    @Test("the examples of RFC 3501")
    func examples() throws {
        let raw = "~peter/mail/&U,BTFw-/&ZeVnLIqe-"
        #expect(try #require(MailboxName(octets: raw.utf8)).text == "~peter/mail/台北/日本語")
        #expect(MailboxName(text: "台北")?.octets == Array("&U,BTFw-".utf8))
    }

    @Test("INBOX alone is the same in any case")
    func inbox() {
        #expect(MailboxName(octets: "inBox".utf8) == .inbox)
        #expect(MailboxName(octets: "inBox".utf8).map { Set([$0, .inbox]).count } == 1)
        #expect(MailboxName(octets: "work".utf8) != MailboxName(octets: "Work".utf8))
        #expect(MailboxName(octets: "inBox".utf8)?.octets == Array("inBox".utf8))
    }

    @Test("NUL, emptiness and excess are refused")
    func refuses() {
        #expect(MailboxName(text: "") == nil)
        #expect(MailboxName(octets: [65, 0, 66]) == nil)
        #expect(MailboxName(octets: Array(repeating: 65, count: Limits.mailboxName)) != nil)
        #expect(MailboxName(octets: Array(repeating: 65, count: Limits.mailboxName + 1)) == nil)
    }
}

@Suite("Flag")
struct FlagTests {
    @Test("case does not matter, spelling is kept for keywords")
    func cases() {
        #expect(Flag("\\SEEN") == .seen)
        #expect(Flag("\\SEEN")?.name == "\\Seen")
        #expect(Flag("$label1") == Flag("$Label1"))
        #expect(Flag("$label1")?.hashValue == Flag("$Label1")?.hashValue)
        #expect(Flag("{") != Flag("["))
        #expect(Flag("@x") != Flag("`x"))
    }

    @Test(
        "what could end or change a command is refused",
        arguments: [
            "", "\\", "a b", "a)", "(", "a\"", "a\\b", "a*", "%", "{3}", "a\r\nA1 LOGOUT", "é",
            "\\Recent", "\\*",
        ])
    func refuses(_ name: String) {
        #expect(Flag(name) == nil)
    }

    @Test("a keyword may be just so long")
    func length() {
        #expect(Flag(String(repeating: "k", count: Limits.word)) != nil)
        #expect(Flag(String(repeating: "k", count: Limits.word + 1)) == nil)
    }
}

@Suite("InternalDate")
struct InternalDateTests {
    @Test(
        "dates as servers write them",
        arguments: [
            ("17-Jul-1996 02:44:25 -0700", 837_596_665, -25_200),
            (" 1-Jan-1970 00:00:00 +0000", 0, 0),
            ("1-jan-1970 00:00:00 +0000", 0, 0),
            ("29-FEB-2024 23:59:60 +0530", 1_709_231_400, 19_800),
            ("31-Dec-9999 23:59:59 +0000", 253_402_300_799 - 86_399, 0),
        ])
    func parses(_ text: String, _ seconds: Int64, _ offset: Int) {
        let date = InternalDate(text.utf8)
        #expect(date?.seconds == seconds)
        #expect(date?.offset == offset)
    }

    @Test(
        "what is no date",
        arguments: [
            "", "17-Jul-1996", "17-Jux-1996 02:44:25 -0700", "17-Jul-1996 24:44:25 -0700",
            "0-Jul-1996 02:44:25 -0700", "17-Jul-1996 02:44:25 0700", "17-Jul-1996 02:44:25 -0760",
            "99999999999999999999-Jul-1996 02:44:25 -0700", "17-Jul-1996 02:44:25 -07000",
        ])
    func refuses(_ text: String) {
        #expect(InternalDate(text.utf8) == nil)
    }

    @Test("what is written can be read again", arguments: 1...200)
    func roundTrip(seed: UInt64) {
        var random = Seeded(seed)
        let date = InternalDate(
            seconds: Int64.random(in: -62_135_510_400...253_402_214_400, using: &random),
            offset: Int.random(in: -1_439...1_439, using: &random) * 60)
        #expect(InternalDate(date.encoded.utf8.dropFirst().dropLast()) == date)
    }

    @Test("years beyond four digits are brought back")
    func clamps() {
        #expect(InternalDate(seconds: .max).encoded.contains("-Dec-9999 "))
        #expect(InternalDate(seconds: .min).encoded.hasPrefix("\" 2-Jan-0001 "))
    }

    @Test("a day of a search has no blank before it")
    func searchDay() {
        #expect(InternalDate(seconds: 0).searchDay == "1-Jan-1970")
        #expect(InternalDate(seconds: -1).searchDay == "31-Dec-1969")
    }
}

@Suite("Numbers")
struct NumberTests {
    @Test("zero is no UID, no UIDVALIDITY, no MODSEQ and no position")
    func zero() {
        #expect(UID(0) == nil)
        #expect(UIDValidity(0) == nil)
        #expect(ModSeq(0) == nil)
        #expect(SequenceNumber(0) == nil)
    }

    @Test("each has its own width")
    func widths() {
        #expect(UIDValidity(UInt64.max) != nil)
        #expect(ModSeq(UInt64(Int64.max)) != nil)
        #expect(ModSeq(UInt64(Int64.max) + 1) == nil)
        #expect(SequenceNumber(4_294_967_296) == nil)
        #expect(UID.last.next == nil)
    }

    @Test("tags are unique between connections")
    func tags() {
        let names = (UInt32(0)..<60).map { CommandTag(connection: $0, number: 1).description }
        #expect(names.first == "A1")
        #expect(Set(names).count == 60)
    }
}
