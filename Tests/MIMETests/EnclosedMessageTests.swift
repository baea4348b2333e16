import Testing

@testable import MIME

@Suite("Enclosed messages")
struct EnclosedMessageTests {
    /// "Subject: inner", a text and an attachment, in base64.
    private let encoded =
        "U3ViamVjdDogaW5uZXIKQ29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PWIK"
        + "Ci0tYgoKdGV4dAotLWIKQ29udGVudC1UeXBlOiBpbWFnZS9wbmc7IG5hbWU9YS5wbmcKCnBuZwot"
        + "LWItLQo="

    private func enclosing(_ type: String, _ encoding: String, _ body: String) -> ParsedMessage {
        message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nouter\n--a\nContent-Type: \(type)\n"
                + "Content-Transfer-Encoding: \(encoding)\n\n\(body)\n--a--\n")
    }

    @Test(
        "one that came in base64 is opened like any other",
        arguments: ["message/rfc822", "message/global", "Message/RFC822"])
    func base64(type: String) throws {
        let parsed = enclosing(type, "base64", encoded)
        #expect(
            parsed.root.descendants.map(\.number) == ["TEXT", "1", "2", "2.TEXT", "2.1", "2.2"])
        let part = try #require(parsed.part(numbered: "2"))
        #expect(parsed.envelope(of: part)?.subject == "inner")
        let text = try #require(parsed.part(numbered: "2.1"))
        #expect(parsed.text(of: text) == "text")
        #expect(parsed.source(of: text)[text.body].elementsEqual("text".utf8))
        let image = try #require(parsed.part(numbered: "2.2"))
        #expect(parsed.decodedOctets(of: image) == Array("png".utf8))
        #expect(parsed.attachments.map(\.number) == ["2"])
        #expect(parsed.readable.text == "outer")
        #expect(parsed.defects.isEmpty)
    }

    @Test("one that came in quoted-printable is opened as well")
    func quotedPrintable() throws {
        let parsed = enclosing("message/rfc822", "quoted-printable", "Subject: =\ninner\n\na=3Db")
        let text = try #require(parsed.part(numbered: "2.1"))
        #expect(parsed.text(of: text) == "a=b")
    }

    @Test("one inside another, both encoded, is opened too")
    func twice() throws {
        let inner =
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n\(encoded)\n"
        let body = inner.replacing("=", with: "=3D")
        let parsed = enclosing("message/rfc822", "quoted-printable", body)
        let image = try #require(parsed.part(numbered: "2.1.2"))
        #expect(parsed.decodedOctets(of: image) == Array("png".utf8))
    }

    @Test("any of them can be read as a message of its own")
    func opened() throws {
        for parsed in [
            enclosing("message/rfc822", "base64", encoded),
            enclosing("message/rfc822", "7bit", "Subject: inner\n\ntext"),
        ] {
            let part = try #require(parsed.part(numbered: "2"))
            let inner = try #require(parsed.message(in: part))
            #expect(inner.envelope.subject == "inner")
            #expect(inner.readable.text == "text")
        }
        let parsed = message("Subject: s\n\ntext\n")
        #expect(parsed.message(in: parsed.root) == nil)
    }

    @Test("what tools put before an enclosed message is passed over")
    func foreignLines() {
        for first in ["From a@x.example Tue Mar  3 10:11:12 2026\n", ">From x\n", "\n", " \n\n"] {
            let parsed = enclosing("message/rfc822", "7bit", "\(first)Subject: inner\n\ntext")
            let part = parsed.part(numbered: "2")
            #expect(part.flatMap { parsed.envelope(of: $0) }?.subject == "inner", "\(first)")
        }
    }

    @Test("pieces of a message and content elsewhere are shown, never joined or fetched")
    func partialAndExternal() {
        let partial = message(
            "Content-Type: message/partial; id=x; number=1; total=2\n\nSubject: whole\n\ntext\n")
        #expect(partial.root.isPartial)
        #expect(partial.root.children.isEmpty)
        #expect(partial.attachments.count == 1)
        #expect(partial.defects == [.partialMessage])
        let external = message(
            "Content-Type: message/external-body; access-type=local-file; name=\"/etc/passwd\"\n\n"
                + "Content-Type: text/plain\n\n")
        #expect(external.root.isExternal)
        #expect(external.attachments.count == 1)
        #expect(external.defects == [.externalBody])
    }

    @Test("the parts of a signed, encrypted or report message keep their types")
    func structures() {
        let types = [
            "signed": ["text/plain", "application/pgp-signature"],
            "encrypted": ["application/pgp-encrypted", "application/octet-stream"],
            "report": ["text/plain", "message/delivery-status", "text/rfc822-headers"],
        ]
        for (subtype, parts) in types {
            let body = parts.map { "--a\nContent-Type: \($0)\n\nx\n" }.joined()
            let parsed = message("Content-Type: multipart/\(subtype); boundary=a\n\n\(body)--a--\n")
            #expect(parsed.root.children.map(\.mediaType) == parts)
            #expect(parsed.defects.isEmpty)
        }
    }

    @Test("encoded messages beyond the octets we keep are single attachments")
    func room() {
        let head = "Subject: inner\n\n"
        let enclosed = { (count: Int) in
            let text = head + String(repeating: "x", count: count - head.utf8.count)
            return ParsedMessage(
                Array(
                    ("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
                        + text).utf8))
        }
        #expect(enclosed(Limits.enclosedOctets).root.children.count == 1)
        let above = enclosed(Limits.enclosedOctets + 1)
        #expect(above.root.children.isEmpty)
        #expect(above.message(in: above.root)?.envelope.subject == "inner")
    }

    @Test("encoded messages count as levels and parts")
    func levels() {
        var octets = Array("Subject: innermost\n\ntext\n".utf8)
        for _ in 0..<(Limits.partDepth + 5) {
            let head =
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
            octets =
                Array(head.utf8)
                + octets.flatMap { octet in
                    octet == UInt8(ascii: "=") ? Array("=3D".utf8) : [octet]
                }
        }
        let parsed = ParsedMessage(octets)
        #expect(parsed.root.descendants.count == Limits.partDepth + 1)
        #expect(parsed.defects.contains(.nestedTooDeep))
    }
}
