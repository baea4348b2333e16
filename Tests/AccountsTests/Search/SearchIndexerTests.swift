import MIME
import Mail
import Storage
import Testing

@testable import Accounts

@Suite struct SearchIndexerTests {
    private func message(_ text: String) -> ParsedMessage {
        ParsedMessage(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    @Test("what a person reads is indexed, decoded, with the names of files")
    func text() {
        let found = SearchText(
            message(
                """
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>The <b>caf=C3=A9</b></p><script>no</script>
                --x
                Content-Type: application/pdf; name="plan.pdf"
                Content-Disposition: attachment

                JVBERi0
                --x
                Content-Type: message/rfc822

                Subject: inner

                enclosed words
                --x--

                """))
        #expect(found.text.contains("The café"))
        #expect(!found.text.contains("no"))
        #expect(found.text.contains("enclosed words"))
        #expect(found.fileNames.contains("plan.pdf"))
    }
}
