import MIME
import Mail
import Testing

@testable import App

@Suite("What is said plainly of a message")
struct MessageNotesTests {
    private func notes(_ lines: String) throws -> [String] {
        try ParsedMessage(lines: lines).document().notes
    }

    @Test("an ordinary mail needs no words")
    func nothing() throws {
        #expect(try notes("From: a@b.example\nSubject: x\n\nHello\n").isEmpty)
    }

    @Test("a signature that nobody checked is said to be unchecked, and what it covers")
    func signature() throws {
        let signed = """
            Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

            --b

            Hello
            --b
            Content-Type: application/pgp-signature

            x
            --b--
            """
        #expect(
            try notes(signed) == ["This message carries a signature that was not checked."])
        #expect(
            try notes("Content-Type: multipart/mixed; boundary=o\n\n--o\n\(signed)\n--o--\n")
                == ["A part of this message carries a signature that was not checked."])
        #expect(
            try notes(
                "Content-Type: multipart/mixed; boundary=o\n\n--o\n"
                    + "Content-Type: message/rfc822\n\n\(signed)\n--o--\n"
            ).isEmpty, "an enclosed message speaks for itself")
    }

    @Test(
        "what is encrypted is said to be",
        arguments: [
            "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n",
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx\n",
            "Content-Type: application/x-pkcs7-mime\n\nx\n",
            "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nx\n",
        ])
    func encrypted(lines: String) throws {
        #expect(try notes(lines).contains { $0.contains("encrypted and cannot be read") })
    }

    @Test("pieces and what lies elsewhere are told, and nothing is joined or fetched")
    func elsewhere() throws {
        #expect(
            try notes("Content-Type: message/partial; id=x; number=2; total=3\n\nx\n") == [
                "This is piece 2 of 3 of a message sent in pieces; they are not joined."
            ])
        #expect(
            try notes(
                "Content-Type: message/external-body; access-type=URL; URL=\"http://x/\"\n\n"
                    + "Content-Type: text/plain\n\n"
            ) == ["A part of it lies on another machine and is not fetched."])
    }

    @Test("an unknown character set and a cut message are told")
    func flaws() throws {
        #expect(
            try notes("Content-Type: text/plain; charset=x-no-such\n\nx\n").contains {
                $0.contains("character set is unknown")
            })
        #expect(
            try notes("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n").contains {
                $0.contains("cut on the way")
            })
    }

    @Test("the mark of OpenPGP is looked for at the beginning of a text only")
    func armour() throws {
        let mark = "-----BEGIN PGP MESSAGE-----"
        let fits = String(repeating: "x", count: Limits.armourOctets - mark.utf8.count - 1)
        #expect(try notes("Subject: x\n\n\(fits)\n\(mark)\n").count == 1)
        #expect(try notes("Subject: x\n\n\(fits)x\n\(mark)\n").isEmpty)
    }
}
