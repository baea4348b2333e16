import Mail
import Testing

@testable import MIME

@Suite("Bounces without fields")
struct BounceTextTests {
    private func card(
        _ body: String, from: String = "MAILER-DAEMON@example.org",
        subject: String = "failure notice"
    ) -> MailCard? {
        message("From: \(from)\nTo: me@example.org\nSubject: \(subject)\n\n\(body)\n")
            .cards(in: .utc).first
    }

    private let qmail = """
        Hi. This is the qmail-send program at example.org.

        <bob@example.net>:
        192.0.2.1 does not like recipient.
        Remote host said: 550 5.1.1 no such user

        --- Below this line is a copy of the message.

        Return-Path: <me@example.org>
        Received: from somewhere
        Subject: Lunch
        From: me@example.org

        Shall we?
        """

    @Test("qmail's form")
    func qmailForm() {
        let card = card(qmail)
        #expect(
            card?.title
                == "The mail to bob@example.net could not be delivered: the mailbox does not exist"
                + " (5.1.1)")
        #expect(
            card?.rows == [
                .init("Answer", "Remote host said: 550 5.1.1 no such user"),
                .init("Subject", "Lunch"), .init("From", "me@example.org"),
            ])
    }

    @Test("Exim's form, with the recipients in the header")
    func exim() {
        let parsed = message(
            """
            From: Mail Delivery System <Mailer-Daemon@example.org>
            X-Failed-Recipients: bob@example.net, carol@example.net
            Subject: Mail delivery failed: returning message to sender

            The following address(es) failed:

              bob@example.net
                Unrouteable address
              carol@example.net
                mailbox is full: retry timeout exceeded
            """)
        let card = parsed.cards(in: .utc).first
        #expect(card?.title == "The mail to 2 recipients could not be delivered")
        #expect(
            card?.rows.prefix(2) == [
                .init("To", "bob@example.net: not delivered, the domain cannot be found"),
                .init("", "carol@example.net: not delivered, the mailbox is full"),
            ])
    }

    @Test("a warning is not a failure")
    func delayed() {
        let card = card(
            "<bob@example.net>: connection timed out\nWe will keep trying.\n",
            subject: "Warning: message delayed 4 hours")
        #expect(
            card?.title
                == "The mail to bob@example.net has not been delivered yet: the mail system there"
                + " does not answer")
    }

    @Test("an address somewhere in the words is better than none, but not the reader's own")
    func anyAddress() {
        let body = "Dear me@example.org,\n\nInvalid final delivery userid: (bob@example.net)\n"
        #expect(
            card(body, subject: "Undeliverable Mail")?.title
                == "The mail to bob@example.net could not be delivered: the mailbox does not exist")
    }

    @Test("people who write about failures are no mail system")
    func people() {
        #expect(card(qmail, from: "Alice <alice@example.org>") == nil)
        #expect(card(qmail, subject: "Hello") == nil)
        #expect(card("Nothing to see here.") == nil)
    }

    @Test("the words are read up to the limit")
    func limit() {
        let blanks = { (count: Int) in String(repeating: " ", count: count) }
        let address = "\nx <bob@example.net>"
        let room = Limits.bounceOctets - address.utf8.count
        #expect(card(blanks(room - 1) + address) != nil)
        #expect(card(blanks(Limits.bounceOctets) + address) == nil)
    }

    @Test("an answer stands close below its address, or is the first there is")
    func nearness() {
        let lines = { (count: Int) in String(repeating: "...\n", count: count) }
        let text = { (count: Int) in
            "550 first\n<bob@example.net>:\n\(lines(count))550 second\n"
        }
        let near = card(text(Limits.bounceLines - 2))
        #expect(near?.rows.first?.value == "550 second")
        #expect(card(text(Limits.bounceLines))?.rows.first?.value == "550 first")
    }
}
