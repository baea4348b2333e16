import MIME
import Mail
import Testing

@Suite("Flags in names of Maildir files")
struct MaildirInfoTests {
    private let work = Keyword("work")

    @Test("letters stand in the order of ASCII and come back as flags")
    func flags() throws {
        let work = try #require(work)
        let forwarded = try #require(MailStatus.forwarded)
        var letters = KeywordLetters()
        #expect(letters.add(work) && letters.add(work) && letters.add(forwarded))
        let status = MailStatus(
            flags: [.seen, .flagged, .answered, .draft, .deleted], keywords: [forwarded, work])
        let text = MaildirInfo.text(status, letters)
        #expect(text == ":2,DFPRSTa")
        let back = MaildirInfo.status(ofName: "1.2.host\(text)", letters)
        #expect(back.flags == status.flags && Set(back.keywords) == [forwarded, work])
    }

    @Test(
        "a name without letters, or with ones that mean nothing, has no flags",
        arguments: [
            "1.2.host", "1.2.host:2,", "1.2.host:1,S", "1:2.host", "1.2.host:2,zZ9", ":", "",
        ])
    func nothing(name: String) {
        #expect(MaildirInfo.status(ofName: name, KeywordLetters()) == MailStatus())
    }

    @Test("letters of keywords are written and read as Dovecot does")
    func file() throws {
        let letters = KeywordLetters(text: "0 work\n25 $label1\n26 no\n-1 no\nx y z\n1 (bad\n")
        #expect(letters.text == "0 work\n25 $label1\n")
        #expect(MaildirInfo.status(ofName: "a:2,z", letters).keywords.map(\.name) == ["$label1"])
    }

    @Test("there are 26 letters")
    func full() throws {
        var letters = KeywordLetters()
        for number in 0..<26 {
            #expect(letters.add(try #require(Keyword("k\(number)"))))
        }
        #expect(!letters.add(try #require(Keyword("k26"))))
        #expect(letters.add(try #require(Keyword("K3"))))
    }
}
