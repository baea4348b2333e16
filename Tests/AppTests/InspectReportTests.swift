import Foundation
import Testing

@testable import App

@Suite("What inspect prints")
struct InspectReportTests {
    private func object(_ lines: String) throws -> [String: Any] {
        let text = InspectReport(Array(lines.replacing("\n", with: "\r\n").utf8)).json.text
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: Any])
    }

    @Test("the fields are those of the manual, and no others, whatever the input")
    func fields() throws {
        let expected: Set<String> = [
            "subject", "from", "sender", "reply_to", "to", "cc", "bcc", "date", "message_id",
            "in_reply_to", "references", "list_id", "text", "text_source", "html", "attachments",
            "structure", "defects",
        ]
        for lines in ["", "\n", "no header at all", "Subject: x\n\ny\n", "\u{0}\u{1}\u{2}"] {
            #expect(Set(try object(lines).keys) == expected)
        }
    }

    @Test("an attachment is told with name, type, decoded size and digest")
    func attachment() throws {
        let report = try object(
            """
            Content-Type: multipart/mixed; boundary=b

            --b

            Hello
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename="../a.bin"
            Content-Transfer-Encoding: base64
            Content-ID: <x@y>

            aGVsbG8=
            --b--
            """)
        let attachment = try #require((report["attachments"] as? [[String: Any]])?.first)
        #expect(attachment["filename"] as? String == "../a.bin")
        #expect(attachment["media_type"] as? String == "application/octet-stream")
        #expect(attachment["size"] as? Int == 5)
        #expect(
            attachment["sha256"] as? String
                == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(attachment["disposition"] as? String == "attachment")
        #expect(attachment["content_id"] as? String == "x@y")
        #expect(report["text"] as? String == "Hello")
        #expect(report["text_source"] as? String == "plain")
        #expect(report["html"] is NSNull && report["date"] is NSNull)
        let structure = try #require(report["structure"] as? [String: Any])
        #expect(structure["media_type"] as? String == "multipart/mixed")
        #expect((structure["parts"] as? [Any])?.count == 2)
        #expect(structure["size"] is NSNull)
    }

    @Test("no line printed for a person is wider than asked for, or could steer a terminal")
    func lines() {
        let hostile = """
            From: "\u{1B}[2J" <a@b.example>
            Subject: \u{1B}]0;title\u{7} \u{202E}x

            \u{1B}[31mred\u{1B}[0m \u{9B}2J \(String(repeating: "word ", count: 100))
            """
        for columns in [20, 40, 80, 200] {
            let lines = InspectReport(Array(hostile.utf8)).lines(columns: columns)
            #expect(lines.count > 4)
            for line in lines {
                #expect(line.width <= columns)
                #expect(
                    line.string.unicodeScalars.allSatisfy {
                        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
                            && $0 != "\u{202E}"
                    })
            }
        }
    }
}
