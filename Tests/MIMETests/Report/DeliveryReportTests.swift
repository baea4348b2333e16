import Mail
import Testing

@testable import MIME

@Suite("Delivery reports")
struct DeliveryReportTests {
    private func report(_ fields: String, words: String = "", original: String = "") -> [MailCard] {
        message(
            """
            From: MAILER-DAEMON@example.org
            Subject: Undelivered Mail
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r

            \(words)
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            \(fields)
            --r
            Content-Type: text/rfc822-headers

            \(original)
            --r--

            """
        ).cards(in: .utc)
    }

    @Test("a failed delivery says to whom, why and about what")
    func failed() {
        let cards = report(
            """
            Final-Recipient: rfc822; bob@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1
             <bob@example.net>: gone away
            """, original: "From: Alice <alice@example.org>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=")
        #expect(cards.count == 1)
        #expect(cards.first?.kind == .deliveryReport)
        #expect(
            cards.first?.title
                == "The mail to bob@example.net could not be delivered: the mailbox does not exist"
                + " (5.1.1)")
        #expect(
            cards.first?.rows == [
                .init("Answer", "550 5.1.1 <bob@example.net>: gone away"),
                .init("Subject", "Grüße"), .init("From", "Alice (alice@example.org)"),
                .init("Says", "mx.example.org (not verified)"),
            ])
        #expect(cards.first?.part == "2")
    }

    @Test(
        "what became of the mail",
        arguments: [
            ("delayed", "has not been delivered yet"), ("delivered", "was delivered"),
            ("relayed", "was passed on to a system that sends no reports"),
            ("expanded", "was passed on to the members of a list"),
            ("failed", "could not be delivered"),
        ])
    func actions(action: String, words: String) {
        let card = report("Final-Recipient: rfc822;a@b.example\nAction: \(action)").first
        #expect(card?.title == "The mail to a@b.example \(words)")
    }

    @Test("without an action the status decides, and without both nothing is claimed")
    func noAction() {
        #expect(
            report("Final-Recipient: rfc822; a@b.example\nStatus: 4.2.2").first?.title
                == "The mail to a@b.example has not been delivered yet: the mailbox is full (4.2.2)"
        )
        let nothing = report("Final-Recipient: rfc822; a@b.example").first?.title ?? ""
        #expect(nothing.contains("neither success nor failure"))
    }

    @Test("a delay says until when it is tried")
    func delay() {
        let rows = report(
            """
            Final-Recipient: rfc822; a@b.example
            Action: delayed
            Will-Retry-Until: Tue, 03 Mar 2026 10:00:00 +0000
            """
        ).first?.rows
        #expect(rows?.contains(.init("Tried until", "Tue 3 March 2026, 10:00")) == true)
    }

    @Test("several recipients each have a row, and the worst comes into the title")
    func several() {
        let group = { (number: Int, action: String) in
            "Final-Recipient: rfc822; a\(number)@b.example\nAction: \(action)\nStatus: 5.2.2\n\n"
        }
        let card = report(group(1, "delivered") + group(2, "failed")).first
        #expect(card?.title == "The mail to 1 of 2 recipients could not be delivered")
        #expect(card?.rows.first == .init("To", "a1@b.example: delivered"))
        #expect(
            card?.rows[1]
                == .init("", "a2@b.example: not delivered, the mailbox is full (5.2.2)"))
        let many = { (count: Int) in
            report((0..<count).map { group($0, "failed") }.joined()).first?.rows ?? []
        }
        #expect(many(Limits.shownAttendees).filter { $0.value.contains("@b") }.count == 8)
        #expect(many(Limits.shownAttendees + 3).contains(.init("", "and 3 more")))
    }

    @Test("recipients up to the limit are counted")
    func limit() {
        let title = { (count: Int) in
            let groups = (0..<count).map {
                "Final-Recipient: rfc822; a\($0)@b.example\nAction: failed"
            }
            return self.report(groups.joined(separator: "\n\n")).first?.title
        }
        // The group about the message itself counts as well.
        let limit = Limits.reportGroups - 1
        #expect(title(limit) == "The mail to \(limit) recipients could not be delivered")
        #expect(title(limit + 1) == "The mail to \(limit) recipients could not be delivered")
    }

    @Test(
        "a vague code gives way to the mail system's own words",
        arguments: [
            ("5.0.0", "550 No such user here", "the mailbox does not exist (5.0.0)"),
            ("5.0.0", "552 5.2.2 over", "the mailbox is full (5.2.2)"),
            ("5.7.1", "550 5.7.1 User unknown", "the mailbox does not exist (5.7.1)"),
            ("5.7.1", "554 5.7.1 no", "the mail system there refuses it (5.7.1)"),
            (
                "5.0.0", "Host or domain name not found: Domain does not exist",
                "the domain cannot be found (5.0.0)"
            ),
        ])
    func words(status: String, answer: String, reason: String) {
        let card = report(
            """
            Final-Recipient: rfc822; a@b.example
            Action: failed
            Status: \(status)
            Diagnostic-Code: smtp; \(answer)
            """
        ).first
        #expect(card?.title == "The mail to a@b.example could not be delivered: \(reason)")
    }

    @Test(
        "status codes are found among other numbers",
        arguments: [
            ("550 5.1.1 x", "5.1.1"), ("(#5.1.2)", "5.1.2"), ("at 192.5.2.1 no", nil),
            ("version 15.2.3", nil), ("5.4.12345", nil), ("4.4.7, then 5.1.1", "4.4.7"),
            ("5.1", nil),
            ("[5.6.7.8]", nil), ("2.0.0.", "2.0.0"),
        ])
    func codes(text: String, code: String?) {
        #expect(StatusText(in: text)?.code == code)
    }

    @Test("an answer is searched up to the limit")
    func diagnostics() {
        let text = { (blanks: Int) in String(repeating: " ", count: blanks) + "5.1.1" }
        #expect(StatusText(in: text(Limits.diagnosticOctets - 5)) != nil)
        #expect(StatusText(in: text(Limits.diagnosticOctets)) == nil)
        let words = { (blanks: Int) in String(repeating: " ", count: blanks) + "no such user" }
        #expect(StatusText.reason(inWords: words(Limits.diagnosticOctets - 12)) != nil)
        #expect(StatusText.reason(inWords: words(Limits.diagnosticOctets)) == nil)
    }

    @Test("where the fields give no reason the words for people may")
    func explained() {
        let card = report(
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0",
            words: "a@b.example: mailbox full"
        ).first
        #expect(
            card?.title.hasSuffix("could not be delivered: the mailbox is full (5.0.0)") == true)
    }

    @Test("a report whose lines are no fields is no card and no trap")
    func broken() {
        let parsed = message(
            "Content-Type: message/delivery-status\n\n\n\nno field\n: none\n\n\nstill none")
        #expect(parsed.cards(in: .utc).isEmpty)
    }

    @Test("lines that end in CR alone are lines")
    func carriageReturns() {
        let text =
            "From: a@b.example\nContent-Type: message/delivery-status\n\n"
            + "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: delivered\n"
        let octets = text.utf8.map { $0 == .lineFeed ? UInt8.carriageReturn : $0 }
        #expect(
            ParsedMessage(octets).cards(in: .utc).map(\.title)
                == ["The mail to a@b.example was delivered"])
    }
}
