import Mail
import Presentation
import Testing

@testable import App

@Suite("Making a document of a message")
struct DocumentBuilderTests {
    private func document(_ text: String) -> MessageDocument {
        let zone = LocalZone([.init(start: Timestamp(seconds: .min), offset: 3_600)])
        return DocumentBuilder(zone: zone).document(
            DocumentRequest(EntryID(1)), Array(text.replacing("\n", with: "\r\n").utf8))
    }

    @Test("the date is shown in the reader's zone")
    func date() {
        let document = document("Date: Fri, 20 Nov 2026 23:30:00 +0000\nSubject: x\n\ny\n")
        #expect(document.chosenFields.first == .init("Date", "Sat 2026-11-21 00:30"))
    }

    @Test("Reply-To has a line only where it leads elsewhere")
    func replyTo() {
        let same = document("From: A <a@x.org>\nReply-To: A@X.org\n\ny\n")
        #expect(!same.chosenFields.contains { $0.name == "Reply-To" })
        let other = document("From: A <a@x.org>\nReply-To: b@y.org\n\ny\n")
        #expect(other.chosenFields.contains(.init("Reply-To", "b@y.org")))
    }

    @Test("a name that looks like an address never hides the real one")
    func deceit() {
        let document = document("From: \"boss@work.example\" <mallory@evil.example>\n\ny\n")
        #expect(
            document.chosenFields.contains(
                .init("From", "boss@work.example <mallory@evil.example>")))
    }

    @Test("a signature that nobody checked is said to be unchecked")
    func signature() {
        let document = document(
            """
            Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

            --b

            Hello
            --b
            Content-Type: application/pgp-signature

            x
            --b--
            """)
        #expect(document.notes == ["This message carries a signature that was not checked."])
    }
}
