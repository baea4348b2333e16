import Mail
import Testing

@testable import MIME

@Suite("Envelopes")
struct EnvelopeTests {
    private func envelope(_ text: String) -> Envelope {
        Envelope(headerOctets: crlf(text))
    }

    @Test("a header block gives every field that lists and threads need")
    func wholeHeader() {
        let found = envelope(
            """
            From: Alice <alice@example.org>
            Sender: bot@example.org
            Reply-To: list@example.org
            To: bob@example.net
            Cc: carol@example.com
            Subject: Hello
            Date: Tue, 03 Mar 2026 10:11:12 +0100
            Message-ID: <3@example.org>
            In-Reply-To: <2@example.org>
            References: <1@example.org>
             <2@example.org>
            List-Id: Developers <dev.example.org>


            """)
        var expected = Envelope(
            date: Timestamp(seconds: 1_772_529_072), subject: "Hello",
            from: [Address(name: "Alice", address: "alice@example.org")])
        expected.sender = [Address(address: "bot@example.org")]
        expected.replyTo = [Address(address: "list@example.org")]
        expected.to = [Address(address: "bob@example.net")]
        expected.cc = [Address(address: "carol@example.com")]
        expected.messageID = "3@example.org"
        expected.inReplyTo = ["2@example.org"]
        expected.references = ["1@example.org", "2@example.org"]
        expected.listID = "dev.example.org"
        #expect(found == expected)
    }

    @Test("of two From fields the first counts, recipients of two To fields add up")
    func duplicates() {
        let found = envelope(
            "From: a@x.example\nFrom: b@x.example\nTo: c@x.example\nTo: d@x.example\n")
        #expect(found.from.map(\.address) == ["a@x.example"])
        #expect(found.to.map(\.address) == ["c@x.example", "d@x.example"])
    }

    @Test("a field in old style may have a blank before its colon")
    func blankBeforeColon() {
        #expect(envelope("From : a@x.example\nSubject : s\n\n").subject == "s")
        #expect(envelope("From : a@x.example\n\n").from.map(\.address) == ["a@x.example"])
    }

    @Test("the separator of an mbox file is no field")
    func mboxSeparator() {
        #expect(
            envelope("From a@x.example Tue Mar  3 10:11:12 2026\nSubject: s\n\n").subject == "s")
    }

    @Test("a line whose name is none does not end the header")
    func oddField() {
        #expect(envelope("X: 1\nA b c: d\nSubject: s\n\n").subject == "s")
    }

    @Test("identifiers without brackets are taken where they look like one")
    func bareIdentifiers() {
        #expect(envelope("Message-ID: 1@example.org\n\n").messageID == "1@example.org")
        #expect(envelope("In-Reply-To: Your mail of Monday\n\n").inReplyTo.isEmpty)
        #expect(envelope("Message-ID: <>\n\n").messageID == nil)
    }

    @Test("an empty or absent field is empty")
    func emptyFields() {
        #expect(envelope("Subject:\nFrom:\nTo: \n\n") == Envelope())
        #expect(envelope("") == Envelope())
    }

    @Test("addresses and references stop at their limits")
    func limits() {
        let addresses = { count in (0..<count).map { "\($0)@x" }.joined(separator: ",") }
        #expect(envelope("To: \(addresses(Limits.addresses))\n\n").to.count == Limits.addresses)
        #expect(envelope("To: \(addresses(Limits.addresses + 1))\n\n").to.count == Limits.addresses)
        let references = { count in (0..<count).map { "<\($0)@x>" }.joined(separator: " ") }
        let below = envelope("References: \(references(Limits.references))\n\n")
        let above = envelope("References: \(references(Limits.references + 1))\n\n")
        #expect(below.references.count == Limits.references)
        #expect(above.references.count == Limits.references)
    }

    @Test("the octets of a field beyond the limit are not understood")
    func fieldLimit() {
        let text = String(repeating: "x", count: Limits.textFieldOctets + 1)
        #expect(envelope("Subject: \(text)\n\n").subject.utf8.count == Limits.textFieldOctets)
        #expect(
            envelope("Subject: \(text.dropFirst(2))\n\n").subject.utf8.count
                == Limits.textFieldOctets - 1)
        let name = String(repeating: "x", count: Limits.parsedFieldOctets - 5)
        #expect(envelope("From: \(name)<a@b>\n\n").from.map(\.address) == ["a@b"])
        #expect(envelope("From: \(name)x<a@b>\n\n").from.map(\.address) == ["a@b"])
        #expect(envelope("From: \(name)xx<a@b>\n\n").from.map(\.address) == ["a@"])
    }

    @Test("of two dates the first whole one counts")
    func twoDates() {
        let first = "Date: Tue, 7 Apr 2026 10:00:05 +0000\n"
        let second = "Date: Tue, 7 Apr 2026 11:00:05 +0000\n"
        let whole = envelope(first).date
        #expect(whole != nil)
        #expect(envelope(first + second).date == whole)
        #expect(envelope("Date: Tue, 7 Apr 2026 10:00:t <a@b>\n" + first).date == whole)
        #expect(envelope("Date: 7 Apr 2026\n" + first + second).date == whole)
        #expect(envelope("Date: x\n" + first).date == whole)
        #expect(envelope(first + "Date: x\n").date == whole)
        let cut = envelope("Date: Tue, 7 Apr 2026 10:00:t\n").date
        #expect(cut != nil)
        #expect(envelope("Date: Tue, 7 Apr 2026 10:00:t\nDate: 8 Apr 2026\n").date == cut)
    }
}
