import Mail
import Testing

@testable import MIME

@Suite("Receipts and complaints")
struct ReceiptTests {
    private func card(_ type: String, _ fields: String, after: String = "") -> MailCard? {
        message(
            """
            Content-Type: multipart/report; boundary=r

            --r

            words
            --r
            Content-Type: message/\(type)

            \(fields)
            \(after)--r--

            """
        ).cards(in: .utc).first
    }

    @Test(
        "a receipt says what it says and no more",
        arguments: [
            ("manual-action/MDN-sent-manually; displayed", "was displayed"),
            ("manual-action/MDN-sent-manually; deleted", "was deleted"),
            (
                "automatic-action/MDN-sent-automatically; processed/error",
                "was processed by a program without being displayed"
            ),
            ("manual-action/MDN-sent-manually; failed", "could not be handled"),
            ("", "was received"),
        ])
    func receipts(disposition: String, words: String) {
        let found = card(
            "disposition-notification",
            "Final-Recipient: rfc822; bob@example.org\nDisposition: \(disposition)")
        #expect(found?.kind == .receipt)
        #expect(found?.title == "The mail to bob@example.org \(words), says a receipt")
        let isByProgram = found?.rows.contains(
            .init("Done", "by a program, not by the recipient"))
        #expect(isByProgram == disposition.hasPrefix("automatic"))
    }

    @Test("a complaint names the mail it is about")
    func complaint() {
        let found = card(
            "feedback-report",
            """
            Feedback-Type: abuse
            User-Agent: Filter/1.0
            Source-IP: 192.0.2.1
            Original-Rcpt-To: bob@example.org
            Arrival-Date: Tue, 3 Mar 2026 10:00:00 +0000
            """,
            after: "--r\nContent-Type: message/rfc822\n\nFrom: x@example.net\nSubject: Buy\n\nnow\n"
        )
        #expect(found?.kind == .abuseReport)
        #expect(found?.title == "Somebody reports a mail as unwanted")
        #expect(
            found?.rows == [
                .init("From", "x@example.net"), .init("To", "bob@example.org"),
                .init("Subject", "Buy"), .init("Sent by", "192.0.2.1"),
                .init("Arrived", "Tue 3 March 2026, 10:00"),
                .init("Says", "Filter/1.0 (not verified)"),
            ])
    }

    @Test(
        "the kinds of complaints",
        arguments: [
            ("fraud", "Somebody reports a mail as fraud"),
            ("not-spam", "Somebody reports that a mail was not unwanted"),
            ("auth-failure", "A mail failed the checks of its origin, says a report"),
            ("other", "A report about a mail"),
        ])
    func complaints(type: String, title: String) {
        #expect(card("feedback-report", "Feedback-Type: \(type)")?.title == title)
    }
}
